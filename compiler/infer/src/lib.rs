//! Types: from untyped SSA and argument types to typed SSA.
//!
//! [`infer`] finds the type of every value of a function for given argument types, infers the functions
//! it calls for the types it calls them with, and writes all of them as typed SSA. The parts:
//!
//! * `session`: the functions of one request, and recursion between them.
//! * `typing`: type propagation through one function, and `check`, which collects its problems.
//! * `construct`: one file per construct of the language, each a rule from operand types to a meaning.
//! * `rewrite`: the typed function from the meanings.
//!
//! `emit` documents how values that exist only at compile time appear in typed SSA.

mod build;
mod check;
mod construct;
mod emit;
mod meaning;
mod needed;
mod open;
mod program;
mod report;
mod result;
mod rewrite;
mod session;
mod site;
mod typing;

pub use report::{return_label, type_name};

pub use program::{Binding, ConstArray, FuncId, InstanceId, Known, ObjectBlock, Program};

use numjit_diag::Diagnostic;
use numjit_ir::{Function, Options, Ty};

use crate::meaning::{Callee, Fault};
use crate::session::{Key, Session};

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

/// What [`infer`] made.
#[derive(Clone, Debug)]
pub struct Inferred {
    /// The instance that was asked for.
    pub root: InstanceId,
    /// New instances: callees before callers, except in recursion.
    pub instances: Vec<Instance>,
}

/// Infers a function for argument types, with everything it calls.
pub fn infer(
    program: &mut dyn Program,
    func: FuncId,
    args: &[Ty],
    options: &Options,
) -> Result<Inferred, Vec<Diagnostic>> {
    let mut session = Session::new(program);
    let target = session
        .request(Key {
            func,
            args: args.to_vec(),
            options: *options,
        })
        .map_err(|Fault(problems)| problems)?;
    match target.callee {
        Callee::Known(root) => Ok(Inferred {
            root,
            instances: Vec::new(),
        }),
        Callee::Entry(entry) => {
            let (root, instances) = build::build(&mut session, entry);
            Ok(Inferred { root, instances })
        }
    }
}
