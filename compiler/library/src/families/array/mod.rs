//! Arrays: attributes, methods, and the functions of NumPy, as rules and as bodies.

mod attributes;
mod creation;
mod einsum;
mod limits;
mod reductions;
mod shapes;

use numjit_ir::Ty;

use crate::call::Typed;
use crate::table::Rows;

pub(crate) fn add(rows: &mut Rows) {
    attributes::add(rows);
    creation::add(rows);
    einsum::add(rows);
    limits::add(rows);
    reductions::add(rows);
    shapes::add(rows);
    add_internal(rows);
    rows.python("numpy", include_str!("../../bodies/creation.py"));
    rows.python("numpy", include_str!("../../bodies/shape.py"));
    rows.python("numpy", include_str!("../../bodies/reduce.py"));
    rows.python("numpy", include_str!("../../bodies/order.py"));
    rows.python("numpy", include_str!("../../bodies/elementwise.py"));
    rows.python("numpy", include_str!("../../bodies/linalg.py"));
    rows.python(
        "numpy.lib.stride_tricks",
        include_str!("../../bodies/stride_tricks.py"),
    );
    rows.python("numpy", include_str!("../../bodies/polynomial.py"));
    rows.python(
        "numpy.polynomial.polynomial",
        include_str!("../../bodies/polynomial_module.py"),
    );
    rows.python("nj", include_str!("../../bodies/polynomial_internal.py"));
    rows.python("nj", include_str!("../../bodies/grids.py"));
    rows.python(
        "numpy.linalg",
        include_str!("../../bodies/linalg_module.py"),
    );
    rows.python("numpy.random", include_str!("../../bodies/random.py"));
    rows.python("ndarray", include_str!("../../bodies/array.py"));
    rows.python("number", include_str!("../../bodies/number.py"));
    rows.python("tuple", include_str!("../../bodies/tuple.py"));
    rows.python("numpy.fft", include_str!("../../bodies/fourier.py"));
    rows.python("scipy.special", include_str!("../../bodies/special.py"));
    rows.python("nj", include_str!("../../bodies/internal.py"));
    rows.python("nj", include_str!("../../bodies/fourier_internal.py"));
    rows.python("nj", include_str!("../../bodies/special_internal.py"));
    rows.python("nj", include_str!("../../bodies/axis_internal.py"));
    rows.python("nj", include_str!("../../bodies/reduce_internal.py"));
    rows.python("nj", include_str!("../../bodies/shape_internal.py"));
    rows.python("nj", include_str!("../../bodies/join_internal.py"));
    rows.python("nj", include_str!("../../bodies/sort_internal.py"));
    rows.python("nj", include_str!("../../bodies/order_internal.py"));
    rows.python("nj", include_str!("../../bodies/elementwise_internal.py"));
    rows.python("nj", include_str!("../../bodies/linalg_internal.py"));
    rows.python("nj", include_str!("../../bodies/variates.py"));
    rows.python("nj", include_str!("../../bodies/indexing.py"));
}

fn add_internal(rows: &mut Rows) {
    rows.rule(
        "nj.copy_c",
        "a",
        creation::copy_c,
        "New C array with the elements of a.",
    );
    rows.rule(
        "nj.unwrap",
        "a",
        creation::unwrap,
        "The element of a 0-d array; other arrays themselves.",
    );
    rows.rule(
        "nj.zero_of",
        "x",
        creation::zero_of,
        "Zero of the type of x.",
    );
    rows.rule(
        "nj.largest",
        "dtype",
        creation::largest,
        "Largest finite value of a float dtype.",
    );
    rows.rule(
        "nj.choice_dtype",
        "a",
        creation::choice_dtype,
        "Dtype of elements drawn from a.",
    );
    rows.rule(
        "nj.swap_axes",
        "a, axis1, axis2",
        shapes::swap_axes,
        "View with two constant axes exchanged.",
    );
    rows.rule(
        "nj.move_axis",
        "a, source, destination",
        shapes::move_axis,
        "View with a constant axis moved.",
    );
    rows.rule(
        "nj.range",
        "stop",
        super::builtins::range,
        "range(stop), where the name range is taken.",
    );
}

/// The argument itself.
fn same(ty: Ty) -> Typed {
    Typed::new(ty, |_, v| v[0])
}
