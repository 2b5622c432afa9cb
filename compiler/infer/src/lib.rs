//! Types: from untyped SSA and argument types to typed SSA.

mod program;

pub use program::{Binding, ConstArray, FuncId, InstanceId, Known, Program};

use numjit_ir::{Function, Ty};

/// A function compiled for given argument types.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The program's number.
    pub id: InstanceId,
    /// The function it comes from.
    pub func: FuncId,
    /// Argument types: captures and defaults first for nested functions.
    pub args: Vec<Ty>,
    /// Result type.
    pub result: Ty,
    /// Typed SSA.
    pub function: Function,
    /// Instances it calls, each once.
    pub callees: Vec<InstanceId>,
}
