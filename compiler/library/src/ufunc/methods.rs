//! The methods of elementwise functions of two operands: `np.add.reduce`, `np.maximum.accumulate` and the like.
//!
//! Each is a body in the Python subset with the function's name filled in. What NumPy has as a function of its own
//! (`np.add.reduce` is `np.sum`) is that function.

use super::rows::{ROWS, Scalar, UfuncRow};
use crate::table::Rows;

pub(crate) fn add(rows: &mut Rows) {
    for row in ROWS.iter().filter(|row| row.nin == 2) {
        let module: &'static str = Box::leak(format!("numpy.{}", row.name).into_boxed_str());
        rows.python(module, bodies(row));
    }
}

/// The methods of one function as a file of bodies.
fn bodies(row: &UfuncRow) -> &'static str {
    let mut text = TEMPLATES_PAIRS.to_owned();
    // A comparison gives a bool, which is not compared with the next number.
    if !matches!(row.scalar, Scalar::Compare(_)) {
        let known = KNOWN.iter().find(|known| known.0 == row.name);
        text.push_str(known.map_or(REDUCE, |known| known.1));
        text.push_str(match row.name {
            "add" => CUMSUM,
            "multiply" => CUMPROD,
            _ => ACCUMULATE,
        });
        text.push_str(REDUCEAT);
    }
    let text = text
        .replace("NAME", row.name)
        .replace("IDENTITY", identity(row.name));
    Box::leak(text.into_boxed_str())
}

/// What a reduction of nothing gives; `None` where that is an error.
fn identity(name: &str) -> &'static str {
    match name {
        "bitwise_or" | "bitwise_xor" | "logical_xor" | "gcd" | "hypot" => "0",
        "bitwise_and" => "-1",
        "logaddexp" | "logaddexp2" => "-np.inf",
        _ => "None",
    }
}

/// Reductions that are functions of their own.
const KNOWN: &[(&str, &str)] = &[
    (
        "add",
        "
def reduce(array, axis: literal=0, dtype: literal=None, out=None, keepdims: literal=False):
    \"\"\"Sums along an axis.\"\"\"
    return np.sum(array, axis, dtype, None, keepdims)
",
    ),
    (
        "multiply",
        "
def reduce(array, axis: literal=0, dtype: literal=None, out=None, keepdims: literal=False):
    \"\"\"Products along an axis.\"\"\"
    return np.prod(array, axis, dtype, None, keepdims)
",
    ),
    (
        "maximum",
        "
def reduce(array, axis: literal=0, dtype: literal=None, out=None, keepdims: literal=False):
    \"\"\"Largest elements along an axis.\"\"\"
    nj.require(dtype is None, \"`dtype` must be None\")
    return np.max(array, axis, None, keepdims)
",
    ),
    (
        "minimum",
        "
def reduce(array, axis: literal=0, dtype: literal=None, out=None, keepdims: literal=False):
    \"\"\"Smallest elements along an axis.\"\"\"
    nj.require(dtype is None, \"`dtype` must be None\")
    return np.min(array, axis, None, keepdims)
",
    ),
    (
        "logical_and",
        "
def reduce(array, axis: literal=0, dtype: literal=None, out=None, keepdims: literal=False):
    \"\"\"Whether all elements along an axis are true.\"\"\"
    nj.require(dtype is None, \"`dtype` must be None\")
    return np.all(array, axis, None, keepdims)
",
    ),
    (
        "logical_or",
        "
def reduce(array, axis: literal=0, dtype: literal=None, out=None, keepdims: literal=False):
    \"\"\"Whether an element along an axis is true.\"\"\"
    nj.require(dtype is None, \"`dtype` must be None\")
    return np.any(array, axis, None, keepdims)
",
    ),
];

const REDUCE: &str = "
def reduce(array, axis: literal=0, dtype: literal=None, out=None, keepdims: literal=False):
    \"\"\"np.NAME over the elements along an axis, the first with the second, the result with the third, and so on.\"\"\"
    a = nj.as_array(array)
    nj.require(dtype is None, \"`dtype` must be None\")
    if axis is None:
        return nj.kept(np.NAME.reduce(nj.as_line(a)), a.shape, axis, keepdims)
    nj.require(not nj.is_tuple(axis), \"`axis` must be None or an integer\")
    k = nj.axis_index(axis, a.ndim)
    rows = nj.lines_along(a, k)
    element = nj.cast(0, a.dtype)
    result = nj.empty(nj.drop_axis(a.shape, k), nj.dtype(np.NAME(element, element)))
    for i in range(result.size):
        if rows.shape[1] == 0:
            total = nj.identity_of(IDENTITY, result.dtype, \"NAME\")
        else:
            total = nj.cast(rows[i, 0], result.dtype)
        for j in range(1, rows.shape[1]):
            total = nj.cast(np.NAME(total, rows[i, j]), result.dtype)
        nj.flat_set(result, i, total)
    return nj.kept(result, a.shape, axis, keepdims)
";

const CUMSUM: &str = "

def accumulate(array, axis: literal=0, dtype: literal=None, out=None):
    \"\"\"Sums of leading elements along an axis.\"\"\"
    return np.cumsum(array, axis, dtype)
";

const CUMPROD: &str = "

def accumulate(array, axis: literal=0, dtype: literal=None, out=None):
    \"\"\"Products of leading elements along an axis.\"\"\"
    return np.cumprod(array, axis, dtype)
";

const ACCUMULATE: &str = "

def accumulate(array, axis: literal=0, dtype: literal=None, out=None):
    \"\"\"np.NAME over the leading elements along an axis.\"\"\"
    a = nj.as_array(array)
    nj.require(dtype is None, \"`dtype` must be None\")
    k = nj.axis_index(axis, a.ndim)
    rows = nj.lines_along(a, k)
    element = nj.cast(0, a.dtype)
    result = nj.empty(rows.shape, nj.dtype(np.NAME(element, element)))
    for i in range(rows.shape[0]):
        for j in range(rows.shape[1]):
            if j == 0:
                result[i, j] = nj.cast(rows[i, j], result.dtype)
            else:
                result[i, j] = nj.cast(np.NAME(result[i, j - 1], rows[i, j]), result.dtype)
    return nj.lines_back(result, a.shape, k)
";

const REDUCEAT: &str = "

def reduceat(array, indices, axis: literal=0, dtype: literal=None, out=None):
    \"\"\"np.NAME over the parts of lines along an axis that start at indices.\"\"\"
    a = nj.as_array(array)
    nj.require(dtype is None, \"`dtype` must be None\")
    k = nj.axis_index(axis, a.ndim)
    rows = nj.lines_along(a, k)
    starts = nj.as_line(indices)
    element = nj.cast(0, a.dtype)
    result = nj.empty((rows.shape[0], starts.size), nj.dtype(np.NAME(element, element)))
    for i in range(rows.shape[0]):
        for j in range(starts.size):
            first = np.int64(starts[j])
            if first < 0 or first >= rows.shape[1]:
                raise IndexError(f\"index {first} out-of-bounds in NAME.reduceat [0, {rows.shape[1]})\")
            stop = rows.shape[1]
            if j + 1 < starts.size:
                stop = np.int64(starts[j + 1])
            total = nj.cast(rows[i, first], result.dtype)
            for place in range(first + 1, stop):
                total = nj.cast(np.NAME(total, rows[i, place]), result.dtype)
            result[i, j] = total
    return nj.lines_back(result, a.shape, k)
";

const TEMPLATES_PAIRS: &str = "
def outer(A, B):
    \"\"\"np.NAME of all pairs of elements.\"\"\"
    a = nj.as_array(A)
    b = nj.as_array(B)
    return np.NAME(nj.reshape(nj.contiguous(a), a.shape + nj.ones_before(b.ndim)), b)


def at(a, indices, b):
    \"\"\"Replaces the elements at indices by np.NAME of them and b, one after the other.\"\"\"
    if not nj.is_tuple(indices):
        return np.NAME.at(a, (nj.as_array(indices),), b)
    if nj.is_number(indices[0]):
        nj.require(a.ndim == 1, \"`indices` must be an array or a tuple of arrays\")
        return np.NAME.at(a, (nj.as_array(indices),), b)
    arrays = nj.index_arrays(indices, a.shape)
    shape = nj.common_shape(arrays)
    lines = nj.index_lines(arrays, shape)
    rest = a.shape[len(arrays):]
    values = nj.broadcast_to(nj.as_array(b), shape + rest)
    rows = nj.reshape(nj.contiguous(values), (nj.extents_product(shape),) + rest)
    for i in range(rows.shape[0]):
        nj.set_row_at(a, lines, i, np.NAME(nj.row_at(a, lines, i), rows[i]))

";
