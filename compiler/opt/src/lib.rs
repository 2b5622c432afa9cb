//! Analyses and passes over the IR, one file each.

mod inline_calls;
mod remove_bounds_checks;
mod remove_dead_code;
mod replace;
mod rotate_loops;
mod simplify;

pub use inline_calls::inline_calls;
pub use remove_bounds_checks::remove_bounds_checks;
pub use remove_dead_code::remove_dead_code;
pub use rotate_loops::rotate_loops;
pub use simplify::simplify;
