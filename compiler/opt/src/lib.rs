//! Analyses and passes over the IR, one file each.

mod address;
mod bits;
mod convert_branches;
mod forward_stores;
mod fuse_elementwise;
mod inline_calls;
mod insert_polls;
mod insert_refcounts;
mod loops;
mod remove_bounds_checks;
mod remove_dead_code;
mod reorder_minima;
mod replace;
mod rotate_loops;
mod separate_exits;
mod share_values;
mod simplify;
mod unroll_loops;
mod vectorize_loops;
mod version_loops;

pub use convert_branches::convert_branches;
pub use forward_stores::forward_stores;
pub use fuse_elementwise::fuse_elementwise;
pub use inline_calls::inline_calls;
pub use insert_polls::insert_polls;
pub use insert_refcounts::insert_refcounts;
pub use remove_bounds_checks::remove_bounds_checks;
pub use remove_dead_code::remove_dead_code;
pub use reorder_minima::reorder_minima;
pub use rotate_loops::rotate_loops;
pub use separate_exits::separate_exits;
pub use share_values::share_values;
pub use simplify::simplify;
pub use unroll_loops::unroll_loops;
pub use vectorize_loops::{Callee, Verdict, vectorize_loops};
pub use version_loops::version_loops;
