//! Iterators: builtins that give their values one at a time, folds over any iterable, and operators as functions.

use crate::item::Special;
use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    rows.special(
        "builtins.next",
        Special::Next,
        "Next value of a generator; StopIteration, or a default, when it has ended.",
    );
    rows.special(
        "nj.advance",
        Special::Advance,
        "Whether a generator has a next value, and the value.",
    );
    rows.special(
        "nj.with_block",
        Special::ObjectMode,
        "A `with` statement as a call: its manager, the text of its block, and more.",
    );
    rows.special(
        "numba.objmode",
        Special::ObjectMode,
        "A block that the interpreter runs; names it assigns are given with their types.",
    );
    rows.python("builtins", include_str!("../bodies/iterators.py"));
    rows.python("nj", include_str!("../bodies/class_functions.py"));
    rows.python("operator", include_str!("../bodies/operator.py"));
    rows.python("functools", include_str!("../bodies/functools.py"));
    rows.python("nj", include_str!("../bodies/iterators_internal.py"));
}
