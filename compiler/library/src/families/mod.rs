//! The families of rows, one file each.

mod array;
mod builtins;
mod containers;
mod hashing;
mod intrinsics;
mod iterators;
mod math;
mod modules;
mod random;
mod scalars;
mod strings;

use crate::table::Rows;

pub use containers::{fits_element, is_hashable};
pub(crate) use intrinsics::copy_into_new;

/// Adds every family's rows.
pub(crate) fn add_all(rows: &mut Rows) {
    modules::add(rows);
    intrinsics::add(rows);
    builtins::add(rows);
    scalars::add(rows);
    strings::add(rows);
    iterators::add(rows);
    hashing::add(rows);
    math::add(rows);
    random::add(rows);
    array::add(rows);
    containers::add(rows);
}
