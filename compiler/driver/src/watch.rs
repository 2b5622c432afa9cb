//! Being told about compilations while they run.

use std::sync::Arc;

use numjit_ir::Ty;

use crate::engine::Engine;

/// Told when the compiler starts and ends, on the thread that compiles. Compilations of one engine do not
/// overlap.
pub trait Watch: Send + Sync {
    /// A specialisation is about to be compiled, with everything it calls.
    fn started(&self, function: &str, args: &[Ty]);

    /// It is compiled, or could not be.
    fn ended(&self);
}

impl Engine {
    /// Has a watcher told about every compilation from now on. There is one at most: a second call changes
    /// nothing.
    pub fn watch(&self, watcher: Arc<dyn Watch>) {
        // The first watcher stays.
        let _ = self.shared.watcher.set(watcher);
    }

    /// Runs a compilation under the eyes of the watcher.
    pub(crate) fn watched<R>(&self, name: &str, args: &[Ty], body: impl FnOnce() -> R) -> R {
        let watcher = self.shared.watcher.get();
        if let Some(watcher) = watcher {
            watcher.started(name, args);
        }
        let result = body();
        if let Some(watcher) = watcher {
            watcher.ended();
        }
        result
    }
}
