//! Blocks of a function that the host runs (`with objmode(...)`), as functions that compiled code calls.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use numjit_abi::ExceptionKind;
use numjit_infer::ObjectBlock;
use numjit_ir::Ty;
use numjit_library::convert::{Conversion, rate};
use numjit_runtime::{Exception, HostClosure};

use crate::marshal::{Arg, Reader, Slots, type_of};

/// What a block gives: one value per output.
pub struct ObjectResults {
    /// The values.
    pub values: Vec<Arg>,
    /// What keeps arrays among them alive.
    pub keep: Box<dyn Any>,
}

impl fmt::Debug for ObjectResults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.values).finish()
    }
}

/// Runs a block: from the values of its inputs to those of its outputs, or an exception.
pub type ObjectRun = Arc<dyn Fn(Vec<Arg>) -> Result<ObjectResults, Exception> + Send + Sync>;

/// The function behind the code for a block.
pub(crate) fn closure(run: ObjectRun, block: &ObjectBlock) -> HostClosure {
    let inputs: Vec<Ty> = block.inputs.iter().map(|input| input.1).collect();
    let outputs = block.outputs.clone();
    HostClosure::new(move |words| {
        let mut reader = Reader::of_arguments(words);
        let inputs = inputs.iter().map(|&ty| reader.value(ty, false)).collect();
        let results = run(inputs)?;
        let mut slots = Slots::kept(true);
        for ((name, ty), value) in outputs.iter().zip(&results.values) {
            let fits = fits(value, *ty) && slots.push(value, *ty).is_some();
            if !fits {
                let found = type_of(value);
                let message =
                    format!("the value of `{name}` is {found}, not {ty} as `objmode` says");
                return Err(Exception::new(ExceptionKind::TypeError, message));
            }
        }
        let words = slots.into_results(&results.values);
        Ok(words.into_iter().collect())
    })
}

/// Whether a value can be taken as a type without losing anything.
fn fits(value: &Arg, ty: Ty) -> bool {
    rate(type_of(value), ty).is_some_and(|conversion| conversion != Conversion::Unsafe)
}
