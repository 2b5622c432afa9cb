//! A specialisation as one relocatable object: what the cache keeps and the ahead-of-time linker links.

use std::collections::HashSet;
use std::sync::Arc;

use numjit_backend_cranelift::Target;
use numjit_ir::Ty;
use numjit_loader::CodeObject;

use crate::engine::{Compiled, Engine, FunctionHandle};
use crate::error::CallError;
use crate::session::{Resolver, settled};

/// A specialisation with everything it calls, in one relocatable object. Outside of it, its relocations
/// name runtime functions and functions of the C library only.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// The machine code.
    pub object: CodeObject,
    /// Name of the function as written.
    pub name: String,
    /// Linker name of the function: `f(context, flattened arguments...) -> (status, flattened results...)`.
    pub root: String,
    /// Linker name of the entry that hosts call: `f(context, argument slots, result slots) -> status`.
    pub entry: String,
    /// Argument types.
    pub args: Vec<Ty>,
    /// Result type.
    pub result: Ty,
}

/// Where a function of an [`Artifact`] was written.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its linker name.
    pub linkage: String,
    /// Its name as written.
    pub name: String,
    /// File as shown to users.
    pub file: String,
    /// Line of the file on which its text begins.
    pub line: u32,
}

impl FunctionHandle {
    /// Compiles the function for these argument types and a processor, beside the specialisations in use.
    ///
    /// Errors are those of [`FunctionHandle::compile`].
    pub fn artifact(
        &self,
        args: &[Ty],
        target: &Target,
        resolver: &mut dyn Resolver,
    ) -> Result<Artifact, CallError> {
        settled(resolver, |resolver| {
            crate::compile::artifact(self.engine(), self.id(), args, target, resolver)
        })
    }

    /// Like [`FunctionHandle::artifact`], with the places of the functions in the source, for debug
    /// information.
    pub fn artifact_with_places(
        &self,
        args: &[Ty],
        target: &Target,
        resolver: &mut dyn Resolver,
    ) -> Result<(Artifact, Vec<Place>), CallError> {
        settled(resolver, |resolver| {
            let (engine, id) = (self.engine(), self.id());
            crate::compile::artifact_with_places(engine, id, args, target, resolver)
        })
    }

    /// Compiles for these argument types as [`FunctionHandle::compile`] does, and returns the code for
    /// storing. None when that has been done before, or when the engine keeps no code
    /// ([`Engine::keeping_code`]).
    pub fn compile_to_keep(
        &self,
        args: &[Ty],
        resolver: &mut dyn Resolver,
    ) -> Result<Option<Artifact>, CallError> {
        if self.find(args).is_some() {
            return Ok(None);
        }
        let made = settled(resolver, |resolver| {
            crate::compile::specialize(self.engine(), self.id(), args, resolver)
        })?;
        self.add(made.specialization);
        Ok(made.artifact)
    }

    /// Uses an artifact, made for this machine by the same build of the compiler, as the specialisation
    /// for its argument types.
    pub fn install(&self, artifact: &Artifact) -> Result<(), CallError> {
        let loaded = crate::compile::load_artifact(&self.engine().shared, artifact)?;
        self.add(loaded);
        Ok(())
    }
}

impl Engine {
    /// A compiler that keeps the relocatable code of what it compiles, for
    /// [`FunctionHandle::compile_to_keep`].
    pub fn keeping_code() -> Result<Engine, CallError> {
        Engine::make(true, None)
    }
}

/// The code of an instance, of everything it calls, and of its entry, as one object. None when some of it
/// was not kept.
pub(crate) fn closure(root: &Arc<Compiled>, entry: &CodeObject) -> Option<CodeObject> {
    let mut merged = CodeObject::default();
    merged.append(entry);
    let mut seen = HashSet::new();
    let mut pending = vec![root.clone()];
    while let Some(compiled) = pending.pop() {
        let code = compiled.code.as_ref()?;
        if seen.insert(Arc::as_ptr(code)) {
            merged.append(code);
            pending.extend(compiled.callees.iter().cloned());
        }
    }
    Some(merged)
}
