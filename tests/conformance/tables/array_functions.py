"""Functions and methods of arrays: creation, ufuncs, reductions, shapes, products."""

from .base import HELPERS, WITH_ROUNDED, CaseFile, calls

NUMPY_WORDS = "NumPy's words say more than Numba's"


CREATION = """
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
"""


CREATION_CALLS = [
    "zeros_forms(3)",
    "zeros_forms(0)",
    "ones_forms(2)",
    "full_forms(2, 7)",
    "full_forms(2, -1.5)",
    "full_forms(1, True)",
    "empty_forms(3)",
    "like_forms(np.arange(3))",
    "like_forms(np.array([[1.5, 2.5]]))",
    "like_forms(np.arange(6).reshape(2, 3).T)",
    "like_forms(np.arange(10.0)[::3])",
    "like_dtypes(np.arange(2))",
    "empty_shape(2)",
    *[f"arange_stop({n})" for n in ("5", "0", "-3", "4.5", "np.int32(3)", "np.float32(2.5)")],
    *[f"arange_two({a})" for a in ("2, 6", "6, 2", "-2, 2", "0.5, 3", "1, 3.5", "np.int8(1), np.int16(4)")],
    *[f"arange_three({a})" for a in ("0, 10, 3", "10, 0, -3", "0, 1, 0.25", "5, 5, 1", "1.0, -1.0, -0.5", "0, -5, -2")],
    "arange_dtype(4)",
    "linspace_default(0.0, 1.0)",
    *[f"linspace_num({a})" for a in ("0.0, 1.0, 5", "1, 4, 4", "2.0, -2.0, 3", "0.0, 1.0, 1", "0.0, 1.0, 0")],
    "array_from_list()",
    *[f"array_from_tuple({t})" for t in ("(1, 2, 3)", "(1.5, 2.5)", "((1, 2), (3, 4))", "(True, False)")],
    "array_with_dtype(1, 2)",
    "array_with_dtype(1.5, 2.5)",
    *[
        f"array_of_values({v})"
        for v in ("1, 2", "1, 2.5", "np.int8(1), np.int8(2)", "np.float32(1.5), np.float32(2.5)")
    ],
    "array_of_values(1j, 2j)",
    *[f"scalars_to_arrays({v})" for v in ("5", "2.5", "True")],
    "eye_forms(2)",
    "diag_forms(np.array([1, 2, 3]))",
    "diag_forms(np.array([[1.5, 2.0], [3.0, 4.0]]).diagonal().copy())",
    "copies(np.arange(4))",
    "negative_size(-1)",
    "shape_from_tuple((2, 3))",
    "shape_from_tuple((4,))",
    "types_as_dtypes(2)",
    *[f"dtype_of_argument(np.zeros(1, dtype=np.{t}), 2)" for t in ("int16", "float32", "complex64", "bool_")],
]


ELEMENTWISE = (
    "sqrt exp log sin cos tan arctan sinh tanh floor ceil rint absolute fabs sign square negative reciprocal log10 "
    "log2 log1p expm1 cbrt degrees radians isnan isinf isfinite conjugate"
).split()


ELEMENTWISE_PAIRS = "add subtract multiply divide power arctan2 hypot maximum minimum fmax fmin fmod copysign".split()


ELEMENTWISE_LOOP = """
FLOATS = np.array([0.5, 1.0, 2.25, 4.0, 9.5, 0.125])
ARRAYS = (
    ("float64", FLOATS),
    ("float32", FLOATS.astype(np.float32)),
    ("int64", np.array([1, 2, 3])),
    ("int8", np.array([1, 2, 3], dtype=np.int8)),
    ("uint32", np.array([1, 2, 3], dtype=np.uint32)),
    ("2-d", FLOATS.reshape(2, 3)),
    ("transposed", FLOATS.reshape(2, 3).T),
    ("strided", FLOATS[::-2]),
    ("empty", np.zeros(0)),
    ("0-d", np.array(0.5)),
)
for name, function in UNARY:
    for kind, a in ARRAYS:
        case(f"np.{name} of {kind}", lambda: function(a), rounded)
for name, function in BINARY:
    case(f"np.{name} of float64", lambda: function(FLOATS, FLOATS[::-1]), rounded)
    case(f"np.{name} of float32", lambda: function(FLOATS.astype(np.float32), np.float32(1.5)), rounded)
    case(f"np.{name} of int64 and float64", lambda: function(np.array([1, 2, 3]), FLOATS[:3]), rounded)
    case(f"np.{name} broadcast", lambda: function(FLOATS.reshape(2, 3), FLOATS[:3]), rounded)
    case(f"np.{name} with scalar", lambda: function(2.0, FLOATS), rounded)
    case(f"np.{name} with NaN", lambda: function(np.array([1.0, math.nan]), np.array([math.nan, 1.0])), rounded)
    case(f"np.{name} into out", lambda: into(function, name), rounded)
"""


def elementwise_files():
    """Ufuncs on arrays."""
    unary = "".join(f"@njit\ndef np_{n}(a):\n    return np.{n}(a)\n\n\n" for n in ELEMENTWISE)
    unary += "UNARY = (\n" + "".join(f'    ("{n}", np_{n}),\n' for n in ELEMENTWISE) + ")\n"
    binary = "".join(f"@njit\ndef np_{n}(a, b):\n    return np.{n}(a, b)\n\n\n" for n in ELEMENTWISE_PAIRS)
    binary += "BINARY = (\n" + "".join(f'    ("{n}", np_{n}),\n' for n in ELEMENTWISE_PAIRS) + ")\n"
    head, pairs = ELEMENTWISE_LOOP.lstrip("\n").split("for name, function in BINARY:\n")
    pairs = "\n".join(line for line in pairs.splitlines() if "into out" not in line) + "\n"
    floats = head.splitlines()[0] + "\n"
    return [
        CaseFile(
            "array_ufuncs_unary", "Ufuncs of one argument on arrays of many kinds.", unary + head, helpers=WITH_ROUNDED
        ),
        CaseFile(
            "array_ufuncs_binary",
            "Ufuncs of two arguments on arrays.",
            binary + floats + "for name, function in BINARY:\n" + pairs,
            helpers=WITH_ROUNDED,
        ),
    ]


REDUCTIONS = '''
@njit
def method_sum(a):
    return np.full(1, a.sum())


@njit
def method_prod(a):
    return np.full(1, a.prod())


@njit
def method_mean(a):
    return np.full(1, a.mean())


@njit
def method_min(a):
    return np.full(1, a.min())


@njit
def method_max(a):
    return np.full(1, a.max())


@njit
def method_argmin(a):
    return a.argmin()


@njit
def method_argmax(a):
    return a.argmax()


@njit
def method_any(a):
    return a.any()


@njit
def method_all(a):
    return a.all()


@njit
def method_std(a):
    return a.std()


@njit
def method_var(a):
    return a.var()


@njit
def method_cumsum(a):
    return a.cumsum()


@njit
def function_forms(a):
    return np.sum(a), np.min(a), np.max(a), np.argmin(a), np.argmax(a), np.any(a), np.all(a)


@njit
def float_forms(a):
    return np.mean(a), np.std(a), np.var(a), np.prod(a)


@njit
def count_nonzero(a):
    return np.count_nonzero(a), (a != 0).sum()


@njit
def sum_axis_0(a):
    return a.sum(axis=0)


@njit
def sum_axis_1(a):
    return np.sum(a, axis=1)


@njit
def sum_last(a):
    return a.sum(axis=-1)


@njit
def sum_at(a, axis):
    return a.sum(axis)


@njit
def argmax_axis(a):
    return a.argmax(axis=0), np.argmin(a, axis=1)


@njit
def sum_dtype(a):
    return np.full(1, a.sum(dtype=np.float32)), np.full(1, np.sum(a, dtype=np.int64))


@njit
def nested(a):
    """Reductions of expressions and of slices."""
    return (a * a).sum(), a[1:].max() - a[:-1].min(), np.abs(a - a.mean()).max(), (a > 1).any()


DATA = {
    "bool": np.array([True, False, True]),
    "int8": np.array([100, -50, 100], dtype=np.int8),
    "int16": np.array([30000, 30000, -5], dtype=np.int16),
    "int32": np.array([2000000000, 2000000000, -5], dtype=np.int32),
    "int64": np.array([3, -7, 12]),
    "uint8": np.array([200, 100, 255], dtype=np.uint8),
    "uint64": np.array([3, 7, 12], dtype=np.uint64),
    "float32": np.array([0.5, -1.25, 3.0], dtype=np.float32),
    "float64": np.array([0.5, -1.25, 3.0]),
    "NaN": np.array([0.5, math.nan, -3.0, math.nan]),
    "inf": np.array([math.inf, 1.0, -math.inf]),
    "2-d": np.arange(6.0).reshape(2, 3),
    "transposed": np.array([[5, 2, 9], [1, 7, 3]]).T,
    "strided": np.arange(20)[::-3],
    "one": np.array([42]),
    "0-d": np.array(3.5),
}
COMPLEX = np.array([1 + 2j, -0.5j, 3.0])
METHODS = (
    ("sum", method_sum),
    ("prod", method_prod),
    ("mean", method_mean),
    ("min", method_min),
    ("max", method_max),
    ("argmin", method_argmin),
    ("argmax", method_argmax),
    ("any", method_any),
    ("all", method_all),
    ("std", method_std),
    ("var", method_var),
    ("cumsum", method_cumsum),
)
for name, method in METHODS:
    for kind, a in DATA.items():
        if kind == "0-d" and name == "cumsum":
            continue
        case(f"{name} of {kind}", lambda: method(a), rounded)
for name, method in METHODS[:3]:
    case(f"{name} of complex", lambda: method(COMPLEX), rounded)
    case(f"{name} of complex64", lambda: method(COMPLEX.astype(np.complex64)), rounded)
for name, method in METHODS:
    if name not in ("std", "var"):
        case(f"{name} of empty", lambda: method(np.zeros(0)), rounded)
for kind in ("int64", "float64", "2-d", "transposed", "strided", "uint8"):
    case(f"functions of {kind}", lambda: function_forms(DATA[kind]), str)
    case(f"float functions of {kind}", lambda: float_forms(DATA[kind]), rounded)
case("count nonzero", lambda: count_nonzero(np.array([0, 1, 2, 0])))
GRID = np.array([[1, 5, 2], [8, 3, 4]])
for name, a in (("C", GRID), ("F", GRID.T), ("float32", GRID.astype(np.float32)), ("int8", GRID.astype(np.int8))):
    case(f"sum(axis=0) of {name}", lambda: sum_axis_0(a))
    case(f"sum(axis=1) of {name}", lambda: sum_axis_1(a))
    case(f"sum(axis=-1) of {name}", lambda: sum_last(a))
case("sum(axis=1) at run time", lambda: sum_at(GRID, 1))
case("sum of cube along 0", lambda: sum_axis_0(np.arange(24).reshape(2, 3, 4)))
case("sum of cube along 1", lambda: sum_axis_1(np.arange(24).reshape(2, 3, 4)))
case("argmax along axes", lambda: argmax_axis(GRID))
case("sum with dtype", lambda: sum_dtype(np.array([1, 2, 3], dtype=np.int8)))
case("nested", lambda: nested(np.array([1.0, 4.0, 2.0, -3.0])))
'''


SHAPES = '''
@njit
def reshape_to(a, n, m):
    return a.reshape(n, m), a.reshape((m, n)), np.reshape(a, (n, m))


@njit
def reshape_free(a):
    return a.reshape(-1), a.reshape(-1, 2), a.reshape((2, -1))


@njit
def reshape_three(a):
    return a.reshape(2, 3, 2)[1, 2, 0], a.reshape((1, 12, 1)).shape


@njit
def reshape_view(a):
    """The reshaped array shares its memory."""
    b = a.reshape(2, 6)
    b[1, 0] = -1
    return a


@njit
def reshape_wrong(a):
    return a.reshape(5, 5)


@njit
def ravel_forms(a):
    return a.ravel(), a.flatten(), np.ravel(a)


@njit
def flatten_copies(a):
    f = a.flatten()
    f[0] = -1
    return a[0, 0], f[0]


@njit
def transposes(a):
    return a.T, a.transpose(), np.transpose(a)


@njit
def transpose_axes(c):
    return c.transpose(2, 0, 1).shape, np.transpose(c, (1, 2, 0)).shape, c.T.shape


@njit
def as_types(a):
    return a.astype(np.float64), a.astype(np.int32), a.astype(np.float32), a.astype(np.complex128), a.astype(np.bool_)


@njit
def as_small(a):
    return a.astype(np.int8), a.astype(np.uint8), a.astype(np.uint16)


@njit
def filled(a, v):
    a.fill(v)
    return a


@njit
def items(a):
    return a.item(), a.size


@njit
def sorted_copy(a):
    return np.sort(a)


@njit
def sort_in_place(a):
    a.sort()
    return a


@njit
def joined(a, b):
    return np.concatenate((a, b)), np.hstack((a, b)), np.vstack((a, b)), np.stack((a, b))


@njit
def joined_rows(a, b):
    return np.concatenate((a, b)), np.concatenate((a, b), axis=1)


@njit
def turned(a):
    return np.flip(a), np.roll(a, 2), np.roll(a, -1), np.repeat(a, 2)


@njit
def turned_grid(a):
    return np.fliplr(a), np.flipud(a), np.rot90(a)


@njit
def expanded(a):
    return np.expand_dims(a, 0), np.expand_dims(a, 1), np.atleast_2d(a)


@njit
def broadcast(a):
    return np.broadcast_to(a, (2, 3))


@njit
def differences(a):
    return np.diff(a)


@njit
def triangles(a):
    return np.triu(a), np.tril(a), np.trace(a)


@njit
def real_and_imaginary(z):
    return z.real, z.imag, z.conj(), np.real(z), np.imag(z), np.abs(z)


@njit
def set_real(z):
    z.real[:] = 7.0
    return z


LINE = np.arange(12)
GRID = np.arange(6).reshape(2, 3)
'''


SHAPE_CALLS = [
    "reshape_to(LINE, 3, 4)",
    "reshape_to(LINE * 0.5, 6, 2)",
    "reshape_free(LINE)",
    "reshape_free(GRID)",
    "reshape_three(LINE)",
    "reshape_view(LINE.copy())",
    "reshape_wrong(LINE)",
    "ravel_forms(GRID)",
    "ravel_forms(GRID.T)",
    "ravel_forms(np.arange(24).reshape(4, 6)[::2, ::3])",
    "flatten_copies(GRID.copy())",
    "transposes(GRID)",
    "transposes(LINE[::5])",
    "transpose_axes(np.zeros((2, 3, 4)))",
    "as_types(np.array([0, 1, 200]))",
    "as_types(np.array([0.0, 1.75, -2.75]))",
    "as_types(np.array([True, False]))",
    "as_types(GRID.T)",
    "as_small(np.array([0, 127, 128, 255, 256, -1, 70000]))",
    "filled(np.zeros(3), 2)",
    "filled(np.zeros((2, 2), dtype=np.int16), 7.9)",
    "filled(np.arange(6)[::2], 9)",
    "items(np.array([5]))",
    "items(np.array(2.5))",
    "sorted_copy(np.array([3, 1, 2]))",
    "sorted_copy(np.array([2.5, math.nan, -1.0, math.inf]))",
    "sort_in_place(np.array([9, -3, 7, 7, 0]))",
    "joined(np.array([1, 2]), np.array([3, 4]))",
    "joined(np.array([1, 2]), np.array([3.5, 4.5]))",
    "joined_rows(GRID, GRID * 10)",
    "joined_rows(GRID, GRID.T.copy().T)",
    "turned(np.arange(4))",
    "turned_grid(GRID)",
    "expanded(np.arange(3))",
    "broadcast(np.arange(3))",
    "differences(np.array([1, 4, 9, 16]))",
    "differences(np.array([1.5]))",
    "triangles(np.arange(9.0).reshape(3, 3))",
    "real_and_imaginary(np.array([1 + 2j, -3.5j]))",
    "set_real(np.array([1 + 2j, -3.5j]))",
]


PRODUCTS = """
@njit
def where_three(c, x, y):
    return np.where(c, x, y)


@njit
def where_one(c):
    return np.where(c)[0]


@njit
def relu(x):
    return np.where(x > 0, x, 0.0)


@njit
def dot(a, b):
    return np.dot(a, b)


@njit
def at(a, b):
    return a @ b


@njit
def method_dot(a, b):
    return a.dot(b)


@njit
def quadratic_form(a, x):
    return x @ a @ x


@njit
def gram(a):
    return a.T @ a


@njit
def power(a, n):
    r = np.eye(a.shape[0])
    for _ in range(n):
        r = r @ a
    return r


@njit
def outer(a, b):
    return np.outer(a, b)


@njit
def clip(a, low, high):
    return np.clip(a, low, high), np.minimum(np.maximum(a, low), high)


@njit
def rounding(a):
    return np.round(a), np.around(a), np.round(a, 1)


@njit
def nonzero(a):
    return np.nonzero(a)[0], np.flatnonzero(a)


@njit
def search(a, v):
    return np.searchsorted(a, v)


@njit
def arg_sort(a):
    return np.argsort(a), a.argsort()


@njit
def unique(a):
    return np.unique(a)


@njit
def count(a):
    return np.bincount(a)


@njit
def all_close(a, b):
    return np.allclose(a, b), np.array_equal(a, b)


@njit
def cumulative(a):
    return np.cumsum(a), np.cumprod(a)


@njit
def interpolate(x, xp, fp):
    return np.interp(x, xp, fp)


@njit
def median(a):
    return np.median(a)


X = np.array([1.0, -2.0, 3.0])
I = np.array([1, -2, 3])
A = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
B = np.array([[1.0, 0.5], [-1.0, 2.0], [0.0, 3.0]])
"""


PRODUCT_CALLS = [
    "where_three(X > 0, X, -X)",
    "where_three(X > 0, X, 0)",
    "where_three(I > 0, I, 0)",
    "where_three(I > 0, 1, 0)",
    "where_three(I > 0, 1.5, I)",
    "where_three(X > 0, X.astype(np.float32), np.float32(0))",
    "where_three(X > 0, X.astype(np.float32), 0)",
    "where_three(I > 0, I.astype(np.int8), I.astype(np.int16))",
    "where_three(A > 2, A, -A)",
    "where_three(A > 2, A, X)",
    "where_three(True, 1, 2.5)",
    "where_one(I > 0)",
    "where_one(I)",
    "relu(X)",
    "dot(X, X)",
    "dot(A, X)",
    "dot(A, B)",
    "dot(X[:2], A)",
    "dot(X.astype(np.float32), X.astype(np.float32))",
    "dot(A.astype(np.float32), B.astype(np.float32))",
    "dot(X * 1j, X * (1 + 1j))",
    "dot(A * 1j, B * 1j)",
    "dot(A, A)",
    "dot(X, X[:2])",
    "at(A, B)",
    "at(B, A)",
    "at(A, X)",
    "at(A.T, A)",
    "at(np.arange(24.0).reshape(4, 6)[::2, ::2], B)",
    "at(np.zeros((2, 0)), np.zeros((0, 3)))",
    "method_dot(A, B)",
    "quadratic_form(A[:, :2].copy(), X[:2])",
    "gram(A)",
    "power(np.array([[1.0, 1.0], [1.0, 0.0]]), 10)",
    "outer(X, X[:2])",
    "clip(X, -1.0, 2.0)",
    "clip(I, -1, 2)",
    "rounding(np.array([0.5, 1.5, 2.25, -0.75, 1234.5678]))",
    "nonzero(np.array([0, 5, 0, 7]))",
    "search(np.array([1.0, 2.0, 3.0]), 2.5)",
    "search(np.array([1, 2, 2, 3]), np.array([0, 2, 9]))",
    "arg_sort(np.array([30, 10, 20]))",
    "unique(np.array([3, 1, 3, 2, 1]))",
    "count(np.array([0, 1, 1, 3]))",
    "all_close(X, X + 1e-12)",
    "cumulative(I)",
    "cumulative(X)",
    "interpolate(np.array([0.5, 1.5]), np.array([0.0, 1.0, 2.0]), np.array([0.0, 10.0, 40.0]))",
    "median(X)",
    "median(np.array([4.0, 1.0, 3.0, 2.0]))",
]


def files():
    """All files of this subject."""
    return [
        CaseFile(
            "array_creation",
            "Functions that create arrays.",
            CREATION + "\n\n" + calls(*CREATION_CALLS),
            reason=NUMPY_WORDS,
            python_lines="raised ValueError",
        ),
        *elementwise_files(),
        CaseFile(
            "reductions",
            "Reductions over dtypes, layouts, axes and empty arrays.",
            REDUCTIONS,
            helpers=WITH_ROUNDED,
        ),
        CaseFile(
            "shapes", "Reshaping, conversion, joining and turning of arrays.", SHAPES + "\n\n" + calls(*SHAPE_CALLS)
        ),
        CaseFile(
            "where_and_products",
            "`where`, matrix products and other whole-array functions.",
            PRODUCTS + "\n\n" + calls(*PRODUCT_CALLS),
            helpers=HELPERS,
        ),
    ]
