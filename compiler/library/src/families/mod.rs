//! The families of rows, one file each.

mod intrinsics;
mod modules;

use crate::table::Rows;

/// Adds every family's rows.
pub(crate) fn add_all(rows: &mut Rows) {
    modules::add(rows);
    intrinsics::add(rows);
}
