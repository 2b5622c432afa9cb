"""Functions that create arrays.

Expected output: CPython and NumPy at module level, Numba in compiled functions; except for the lines with
`raised ValueError`, which follow CPython and NumPy throughout: NumPy's words say more than Numba's.
Written by tests/conformance/regenerate.py; do not edit.
"""

import numpy as np
from numba import njit


def describe(value):
    """A value with its type; arrays with dtype and shape."""
    if isinstance(value, np.ndarray):
        return f"{value.tolist()!r} {value.dtype} {value.shape}"
    if isinstance(value, tuple):
        return "(" + ", ".join(describe(item) for item in value) + ")"
    return f"{value!r} {type(value).__name__}"


def failure(error):
    """The class of an exception and the first line of its text; of a compile error only the class."""
    name = type(error).__name__
    if name == "TypingError":
        return "raised TypingError"
    return f"raised {name}: {str(error).splitlines()[0] if str(error) else ''}"


def case(name, call, view=describe):
    """Print the outcome of one call on one line."""
    try:
        text = view(call())
    except Exception as error:
        text = failure(error)
    print(f"{name}: {text}")


@njit
def zeros_forms(n):
    return np.zeros(n), np.zeros((n, 2)), np.zeros(n, dtype=np.int32), np.zeros((2, n), np.uint8), np.zeros(shape=n)


@njit
def ones_forms(n):
    return np.ones(n), np.ones((2, n)), np.ones(n, dtype=np.bool_), np.ones((n,), np.complex64), np.ones(n, "f4")


@njit
def full_forms(n, v):
    return np.full(n, v), np.full((2, n), v), np.full(n, v, dtype=np.float32), np.full(n, v, np.int64)


@njit
def empty_forms(n):
    return np.empty(n).shape, np.empty((n, 3), dtype=np.int16).shape, np.empty((n, n, 2), np.complex128).size


@njit
def like_forms(a):
    return np.zeros_like(a), np.ones_like(a), np.full_like(a, 7), np.empty_like(a).shape


@njit
def like_dtypes(a):
    return np.zeros_like(a, dtype=np.int8), np.ones_like(a, np.float32), np.full_like(a, 2, dtype=np.complex128)


@njit
def empty_shape(n):
    return np.zeros(0), np.zeros((0, n)), np.zeros((n, 0)), np.zeros(())


@njit
def arange_stop(n):
    return np.arange(n)


@njit
def arange_two(start, stop):
    return np.arange(start, stop)


@njit
def arange_three(start, stop, step):
    return np.arange(start, stop, step)


@njit
def arange_dtype(n):
    return np.arange(n, dtype=np.float32), np.arange(n, dtype=np.uint8), np.arange(1, n, 2, np.int16)


@njit
def linspace_default(a, b):
    x = np.linspace(a, b)
    return x.size, x[0], x[-1], x[1]


@njit
def linspace_num(a, b, n):
    return np.linspace(a, b, n)


@njit
def array_from_list():
    return np.array([1, 2, 3]), np.array([1.5, 2, 3]), np.array([[1, 2], [3, 4]]), np.array([True, False])


@njit
def array_from_tuple(t):
    return np.array(t)


@njit
def array_with_dtype(a, b):
    return np.array([a, b], dtype=np.float32), np.array([a, b], np.int64), np.array((a, b), dtype=np.complex64)


@njit
def array_of_values(a, b):
    return np.array([a, b])


@njit
def scalars_to_arrays(x):
    return np.asarray(x), np.array(x)


@njit
def eye_forms(n):
    return np.eye(n), np.eye(n, n + 1), np.identity(n), np.eye(n, dtype=np.int64)


@njit
def diag_forms(a):
    return np.diag(a), np.diag(np.diag(a))


@njit
def copies(a):
    b = a.copy()
    c = np.copy(a)
    d = a
    b[0] = -1
    d[1] = -2
    return a, b, c


@njit
def negative_size(n):
    return np.zeros(n)


@njit
def shape_from_tuple(shape):
    return np.zeros(shape)


@njit
def types_as_dtypes(n):
    return np.zeros(n, dtype=np.intp), np.zeros(n, float), np.zeros(n, np.uint64), np.zeros(n, dtype=np.int8)


@njit
def dtype_of_argument(a, n):
    return np.zeros(n, dtype=a.dtype)


case("zeros_forms(3)", lambda: zeros_forms(3))
case("zeros_forms(0)", lambda: zeros_forms(0))
case("ones_forms(2)", lambda: ones_forms(2))
case("full_forms(2, 7)", lambda: full_forms(2, 7))
case("full_forms(2, -1.5)", lambda: full_forms(2, -1.5))
case("full_forms(1, True)", lambda: full_forms(1, True))
case("empty_forms(3)", lambda: empty_forms(3))
case("like_forms(np.arange(3))", lambda: like_forms(np.arange(3)))
case("like_forms(np.array([[1.5, 2.5]]))", lambda: like_forms(np.array([[1.5, 2.5]])))
case("like_forms(np.arange(6).reshape(2, 3).T)", lambda: like_forms(np.arange(6).reshape(2, 3).T))
case("like_forms(np.arange(10.0)[::3])", lambda: like_forms(np.arange(10.0)[::3]))
case("like_dtypes(np.arange(2))", lambda: like_dtypes(np.arange(2)))
case("empty_shape(2)", lambda: empty_shape(2))
case("arange_stop(5)", lambda: arange_stop(5))
case("arange_stop(0)", lambda: arange_stop(0))
case("arange_stop(-3)", lambda: arange_stop(-3))
case("arange_stop(4.5)", lambda: arange_stop(4.5))
case("arange_stop(np.int32(3))", lambda: arange_stop(np.int32(3)))
case("arange_stop(np.float32(2.5))", lambda: arange_stop(np.float32(2.5)))
case("arange_two(2, 6)", lambda: arange_two(2, 6))
case("arange_two(6, 2)", lambda: arange_two(6, 2))
case("arange_two(-2, 2)", lambda: arange_two(-2, 2))
case("arange_two(0.5, 3)", lambda: arange_two(0.5, 3))
case("arange_two(1, 3.5)", lambda: arange_two(1, 3.5))
case("arange_two(np.int8(1), np.int16(4))", lambda: arange_two(np.int8(1), np.int16(4)))
case("arange_three(0, 10, 3)", lambda: arange_three(0, 10, 3))
case("arange_three(10, 0, -3)", lambda: arange_three(10, 0, -3))
case("arange_three(0, 1, 0.25)", lambda: arange_three(0, 1, 0.25))
case("arange_three(5, 5, 1)", lambda: arange_three(5, 5, 1))
case("arange_three(1.0, -1.0, -0.5)", lambda: arange_three(1.0, -1.0, -0.5))
case("arange_three(0, -5, -2)", lambda: arange_three(0, -5, -2))
case("arange_dtype(4)", lambda: arange_dtype(4))
case("linspace_default(0.0, 1.0)", lambda: linspace_default(0.0, 1.0))
case("linspace_num(0.0, 1.0, 5)", lambda: linspace_num(0.0, 1.0, 5))
case("linspace_num(1, 4, 4)", lambda: linspace_num(1, 4, 4))
case("linspace_num(2.0, -2.0, 3)", lambda: linspace_num(2.0, -2.0, 3))
case("linspace_num(0.0, 1.0, 1)", lambda: linspace_num(0.0, 1.0, 1))
case("linspace_num(0.0, 1.0, 0)", lambda: linspace_num(0.0, 1.0, 0))
case("array_from_list()", lambda: array_from_list())
case("array_from_tuple((1, 2, 3))", lambda: array_from_tuple((1, 2, 3)))
case("array_from_tuple((1.5, 2.5))", lambda: array_from_tuple((1.5, 2.5)))
case("array_from_tuple(((1, 2), (3, 4)))", lambda: array_from_tuple(((1, 2), (3, 4))))
case("array_from_tuple((True, False))", lambda: array_from_tuple((True, False)))
case("array_with_dtype(1, 2)", lambda: array_with_dtype(1, 2))
case("array_with_dtype(1.5, 2.5)", lambda: array_with_dtype(1.5, 2.5))
case("array_of_values(1, 2)", lambda: array_of_values(1, 2))
case("array_of_values(1, 2.5)", lambda: array_of_values(1, 2.5))
case("array_of_values(np.int8(1), np.int8(2))", lambda: array_of_values(np.int8(1), np.int8(2)))
case("array_of_values(np.float32(1.5), np.float32(2.5))", lambda: array_of_values(np.float32(1.5), np.float32(2.5)))
case("array_of_values(1j, 2j)", lambda: array_of_values(1j, 2j))
case("scalars_to_arrays(5)", lambda: scalars_to_arrays(5))
case("scalars_to_arrays(2.5)", lambda: scalars_to_arrays(2.5))
case("scalars_to_arrays(True)", lambda: scalars_to_arrays(True))
case("eye_forms(2)", lambda: eye_forms(2))
case("diag_forms(np.array([1, 2, 3]))", lambda: diag_forms(np.array([1, 2, 3])))
case("diag_forms(np.array([[1.5, 2.0], [3.0, 4.0]]).diagonal().copy())", lambda: diag_forms(np.array([[1.5, 2.0], [3.0, 4.0]]).diagonal().copy()))
case("copies(np.arange(4))", lambda: copies(np.arange(4)))
case("negative_size(-1)", lambda: negative_size(-1))
case("shape_from_tuple((2, 3))", lambda: shape_from_tuple((2, 3)))
case("shape_from_tuple((4,))", lambda: shape_from_tuple((4,)))
case("types_as_dtypes(2)", lambda: types_as_dtypes(2))
case("dtype_of_argument(np.zeros(1, dtype=np.int16), 2)", lambda: dtype_of_argument(np.zeros(1, dtype=np.int16), 2))
case("dtype_of_argument(np.zeros(1, dtype=np.float32), 2)", lambda: dtype_of_argument(np.zeros(1, dtype=np.float32), 2))
case("dtype_of_argument(np.zeros(1, dtype=np.complex64), 2)", lambda: dtype_of_argument(np.zeros(1, dtype=np.complex64), 2))
case("dtype_of_argument(np.zeros(1, dtype=np.bool_), 2)", lambda: dtype_of_argument(np.zeros(1, dtype=np.bool_), 2))
