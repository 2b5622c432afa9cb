//! Placeholder.
use numjit_ir::Function;
/// Runs the pass; true if anything changed.
pub fn forward_stores(_func: &mut Function) -> bool { false }
