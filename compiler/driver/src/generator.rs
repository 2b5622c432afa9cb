//! Generator objects in the hands of a host.

use numjit_abi::MemBlock;
use numjit_ir::{Source, Ty, Type};
use numjit_runtime::Runtime;

use crate::call::invoke;
use crate::engine::{Engine, FunctionHandle, FunctionKind, FunctionSource};
use crate::error::CallError;
use crate::marshal::Arg;
use crate::options::DispatcherOptions;
use crate::session::Resolver;

/// A generator object. In results `owner` carries one reference, which belongs to the receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GeneratorRef {
    /// The object.
    pub owner: *mut MemBlock,
    /// Its type.
    pub ty: Ty,
}

/// What the function is called by which hosts go on with any generator.
const STEP: &str = "nj.advance(a0)";

impl Engine {
    /// Goes on with a generator: its next value, or none when it has ended. Nothing is compiled after the
    /// first time for a type of generator.
    pub fn resume(
        &self,
        generator: GeneratorRef,
        runtime: &Runtime,
        resolver: &mut dyn Resolver,
    ) -> Result<Option<Arg>, CallError> {
        let handle = self.stepper();
        let args = [Arg::Generator(generator)];
        let chosen = handle.choose(&args, resolver)?;
        match invoke(&chosen, &args, runtime, false)? {
            Arg::Tuple(mut pair) if pair.len() == 2 => {
                let value = pair.pop();
                Ok(value.filter(|_| matches!(pair[0], Arg::Bool(true))))
            }
            _ => Ok(None),
        }
    }

    fn stepper(&self) -> FunctionHandle {
        if let Some(known) = self.lock().wrappers.get(STEP) {
            return known.clone();
        }
        let text = format!("def advance(a0):\n    return {STEP}\n");
        let source = FunctionSource {
            source: std::sync::Arc::new(Source {
                file: "<generator>".into(),
                first_line: 1,
                indent: 0,
                text: text.into(),
            }),
            name: "advance".to_owned(),
            lambda: None,
        };
        let options = DispatcherOptions::default();
        let handle = self.register_kind(FunctionKind::Wrapper, source, options);
        self.lock()
            .wrappers
            .entry(STEP.to_owned())
            .or_insert(handle)
            .clone()
    }
}

/// Whether values of a type keep what they were made from beyond the call that made them.
pub(crate) fn outlives_call(ty: Ty) -> bool {
    match ty.get() {
        Type::Generator { .. } => true,
        Type::Optional(inner) => outlives_call(*inner),
        _ => ty
            .as_tuple()
            .is_some_and(|types| types.iter().any(|&ty| outlives_call(ty))),
    }
}
