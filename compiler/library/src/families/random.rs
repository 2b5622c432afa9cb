//! The `random` module.

use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    rows.python("random", include_str!("../bodies/python_random.py"));
    rows.python("nj", include_str!("../bodies/python_random_internal.py"));
}
