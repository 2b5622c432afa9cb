//! The `nj` module: what library bodies need beyond the Python subset.

mod arrays;
mod dtypes;
mod questions;
mod random;
mod runtime;
mod shapes;

use crate::table::Rows;

pub(crate) use arrays::copy_into_new;
pub(super) use arrays::{array, empty, empty_like, fresh, where_, zeros, zeros_like};
pub(super) use shapes::{imag_part, permute, real_part, reshape, reverse_axes, transpose};

pub(super) fn add(rows: &mut Rows) {
    questions::add(rows);
    dtypes::add(rows);
    arrays::add(rows);
    shapes::add(rows);
    random::add(rows);
    runtime::add(rows);
}
