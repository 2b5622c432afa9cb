//! Library functions as the host's `numpy` module calls them: compiled on demand, like any function.

use std::sync::Arc;

use numjit_ir::Source;
use numjit_runtime::Runtime;

use crate::call::invoke;
use crate::engine::{Engine, FunctionHandle, FunctionKind, FunctionSource};
use crate::error::CallError;
use crate::marshal::Arg;
use crate::options::DispatcherOptions;
use crate::session::{NoNames, Resolver};

/// A call of a library function or operator, as an expression over its arguments `a0`, `a1`, ...
///
/// The expression is Python source such as `np.where(a0, a1, a2)`, `a0 + a1` or `a0.sum(axis=a1)`; the
/// names in it are the library's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LibraryCall {
    /// Expression, or a statement when `is_statement` is set (such as `a0[...] = a1`).
    pub expression: String,
    /// Number of arguments.
    pub arity: usize,
    /// The text is a statement and the call returns `None`.
    pub is_statement: bool,
}

impl Engine {
    /// Evaluates a library call on values with NumPy 2's promotion. NumPy scalars come back as
    /// [`Arg::Scalar`].
    pub fn call_library(
        &self,
        call: &LibraryCall,
        args: &[Arg],
        runtime: &Runtime,
    ) -> Result<Arg, CallError> {
        let handle = self.wrapper(call);
        let names: &mut dyn Resolver = &mut NoNames;
        let chosen = handle.choose(args, names)?;
        invoke(&chosen, args, runtime, true)
    }

    fn wrapper(&self, call: &LibraryCall) -> FunctionHandle {
        if let Some(known) = self.lock().wrappers.get(&call.expression) {
            return known.clone();
        }
        let handle = self.for_own_functions().register_kind(
            FunctionKind::Wrapper,
            wrapper_source(call),
            wrapper_options(),
        );
        self.lock()
            .wrappers
            .entry(call.expression.clone())
            .or_insert(handle)
            .clone()
    }
}

fn wrapper_source(call: &LibraryCall) -> FunctionSource {
    let params: Vec<String> = (0..call.arity).map(|i| format!("a{i}")).collect();
    let keyword = if call.is_statement { "" } else { "return " };
    let text = format!(
        "def call({}):\n    {keyword}{}\n",
        params.join(", "),
        call.expression
    );
    let file = "<numpy>".into();
    let source = Source {
        file,
        first_line: 1,
        indent: 0,
        text: text.into(),
    };
    FunctionSource {
        source: Arc::new(source),
        name: "call".to_owned(),
        lambda: None,
    }
}

fn wrapper_options() -> DispatcherOptions {
    let mut options = DispatcherOptions::default();
    options.code.nep50 = true;
    options.code.error_model = numjit_ir::ErrorModel::Numpy;
    options
}
