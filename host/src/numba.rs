//! The embedded `numba`.

use rustpython_vm::VirtualMachine;

pub(crate) fn register(_vm: &mut VirtualMachine) {}
