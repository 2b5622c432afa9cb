"""Random streams and output: `np.random`, `print`, and NumPy at module level."""

from .base import WITH_ROUNDED, CaseFile, calls

RANDOM = '''
@njit
def seeded(seed):
    np.random.seed(seed)


@njit
def uniforms(n):
    out = np.empty(n)
    for i in range(n):
        out[i] = np.random.random()
    return out


@njit
def rand_forms():
    return np.random.rand(), np.random.rand(3), np.random.rand(2, 2)


@njit
def random_sizes():
    pair = np.random.random_sample(2)
    return pair, np.random.random(3), np.random.random((2, 2)), np.random.ranf(), np.random.sample()


@njit
def randn_forms():
    return np.random.randn(), np.random.randn(3), np.random.randn(2, 2)


@njit
def normals():
    return np.random.normal(), np.random.normal(5.0, 2.0), np.random.normal(0.0, 1.0, 3), np.random.standard_normal()


@njit
def normal_grid():
    return np.random.normal(1.0, 0.5, (2, 2)), np.random.standard_normal(3)


@njit
def uniform_forms():
    return np.random.uniform(2.0, 5.0), np.random.uniform(-1.0, 1.0, 3), np.random.uniform(0.0, 1.0, (2, 2))


@njit
def randint_one(low, high):
    return np.random.randint(low, high)


@njit
def randint_below(high):
    return np.random.randint(high)


@njit
def randint_many(low, high, n):
    return np.random.randint(low, high, n)


@njit
def randint_grid(low, high):
    return np.random.randint(low, high, (2, 3))


@njit
def randint_sum(high, n):
    total = 0
    for _ in range(n):
        total += np.random.randint(0, high)
    return total


@njit
def exponentials():
    return np.random.exponential(), np.random.exponential(2.0), np.random.exponential(1.0, 3)


@njit
def mixed():
    """Draws of several kinds from one stream."""
    a = np.random.random()
    b = np.random.randint(0, 10)
    c = np.random.randn()
    d = np.random.random()
    e = np.random.randn()
    return a, b, c, d, e


@njit
def normal_pairs(n):
    """Normal numbers are made in pairs; an odd count leaves one over."""
    total = 0.0
    for _ in range(n):
        total += np.random.randn()
    return total


@njit
def shuffled(n):
    a = np.arange(n)
    np.random.shuffle(a)
    return a


@njit
def permuted(n):
    return np.random.permutation(n)


@njit
def chosen(n, k):
    return np.random.choice(n, k)


@njit
def seed_inside(seed):
    np.random.seed(seed)
    return np.random.random(), np.random.randint(0, 100)


@njit
def average(n):
    total = 0.0
    for _ in range(n):
        total += np.random.random()
    return total / n


def after_seed(seed, call):
    """The outcome of a call on a fresh stream."""
    seeded(seed)
    return call()


for seed in (0, 1, 42, 123456789, 2**32 - 1):
    case(f"uniforms seed {seed}", lambda: after_seed(seed, lambda: uniforms(4)))
    case(f"rand seed {seed}", lambda: after_seed(seed, rand_forms))
    case(f"randn seed {seed}", lambda: after_seed(seed, lambda: randn_forms()[1]), rounded)
    case(f"randint seed {seed}", lambda: after_seed(seed, lambda: randint_many(0, 100, 8)))
for high in (1, 2, 3, 7, 10, 64, 100, 1000, 2**20, 2**31, 2**32, 2**32 + 1, 2**40, 2**62):
    case(f"randint below {high}", lambda: after_seed(7, lambda: randint_many(0, high, 5)))
    case(f"randint after randint below {high}", lambda: after_seed(7, lambda: (randint_below(high), uniforms(1)[0])))
for low, high in ((-5, 5), (-100, -90), (10, 11), (-(2**40), 2**40)):
    case(f"randint {low} {high}", lambda: after_seed(3, lambda: randint_many(low, high, 6)))
case("randint one", lambda: after_seed(5, lambda: randint_one(1, 7)))
case("randint grid", lambda: after_seed(5, lambda: randint_grid(0, 9)))
case("randint sum", lambda: after_seed(5, lambda: randint_sum(6, 1000)))
case("random sizes", lambda: after_seed(9, random_sizes))
case("randn forms", lambda: after_seed(9, randn_forms)[0], rounded)
case("randn vector", lambda: after_seed(9, randn_forms)[1], rounded)
case("randn grid", lambda: after_seed(9, randn_forms)[2], rounded)
case("normals", lambda: after_seed(11, normals)[0], rounded)
case("normal with parameters", lambda: after_seed(11, normals)[1], rounded)
case("normal vector", lambda: after_seed(11, normals)[2], rounded)
case("standard normal", lambda: after_seed(11, normals)[3], rounded)
case("normal grid", lambda: after_seed(11, normal_grid)[0], rounded)
case("standard normal vector", lambda: after_seed(11, normal_grid)[1], rounded)
case("uniform", lambda: after_seed(13, uniform_forms))
case("exponential", lambda: after_seed(13, exponentials)[2], rounded)
case("mixed", lambda: [float(v) for v in after_seed(17, mixed)], rounded)
case("normal pairs 3", lambda: after_seed(19, lambda: normal_pairs(3)), rounded)
case("normal pairs 4", lambda: after_seed(19, lambda: normal_pairs(4)), rounded)
case("shuffled", lambda: after_seed(23, lambda: shuffled(10)))
case("permuted", lambda: after_seed(23, lambda: permuted(6)))
case("chosen", lambda: after_seed(23, lambda: chosen(10, 5)))
case("seed inside", lambda: seed_inside(99))
case("seed inside again", lambda: seed_inside(99))
case("average", lambda: after_seed(29, lambda: average(100000)))
case("stream goes on", lambda: (after_seed(31, lambda: uniforms(2)), uniforms(2)))
'''

PRINTING = """
@njit
def print_scalars():
    print(1, -5, 2.5, True, False)
    print(1.0, 0.1, 1e100, 1e-7, 123456789.123, -0.0)
    print(np.int8(-3), np.uint8(200), np.int64(2**62), np.uint64(2**63))
    print(1 + 2j, -0.5j)
    print(None)


@njit
def print_specials(a, b, c):
    print(a, b, c)


@njit
def print_text():
    print("text", "two words", 3)
    print("")
    print()
    print("tab\\tand quote'")


@njit
def print_tuples(x):
    print((1, 2))
    print((1, 2.5, True))
    print((x,))
    print((1, (2, 3)))


@njit
def print_array(a):
    print(a)


@njit
def print_mixed(a, i):
    print("a[", i, "] =", a[i])


@njit
def print_in_loop(n):
    for i in range(n):
        print(i, i * i, i / 2)


@njit
def print_single(x):
    print(np.float32(x))


@njit
def print_before_error(x):
    print("before")
    return 1 // x


print_scalars()
print_specials(math.inf, -math.inf, math.nan)
print_text()
print_tuples(5)
for values in (
    np.arange(5),
    np.array([1.5, 2.0, -3.25]),
    np.array([True, False]),
    np.zeros((2, 3)),
    np.arange(6, dtype=np.int8).reshape(2, 3),
    np.zeros(0),
    np.array([0.1, 0.25], dtype=np.float32),
    np.array([1 + 2j, 3.5]),
    np.arange(2000),
):
    print_array(values)
print_mixed(np.array([1.5, 2.5]), 1)
print("interleaved")
print_in_loop(3)
print_single(0.5)
try:
    print_before_error(0)
except ZeroDivisionError as error:
    print("after:", error)
"""

REPR = '''
def show(name, value):
    """Print a value in both of its textual forms."""
    print(f"{name}: {value!r}")
    for line in str(value).splitlines():
        print(f"    {line}")


ARRAYS = (
    ("ints", np.arange(5)),
    ("negative ints", np.array([-100, 5, 23])),
    ("floats", np.array([1.5, 2.25, -3.0])),
    ("whole floats", np.array([1.0, 2.0, 300.0])),
    ("many digits", np.array([0.1, 1 / 3, 2 / 3])),
    ("large and small", np.array([1e-10, 1.0, 1e10])),
    ("very large", np.array([1e100, 1.0])),
    ("tiny", np.array([1e-8, 2e-8])),
    ("specials", np.array([math.nan, math.inf, -math.inf, 1.5])),
    ("negative zero", np.array([-0.0, 0.0])),
    ("booleans", np.array([True, False, True])),
    ("complex", np.array([1 + 2j, -0.5j, 3.25])),
    ("empty", np.array([])),
    ("empty ints", np.zeros(0, dtype=np.int32)),
    ("empty grid", np.zeros((0, 3))),
    ("one", np.array([7])),
    ("0-d", np.array(5)),
    ("0-d float", np.array(2.5)),
    ("grid", np.arange(6).reshape(2, 3)),
    ("float grid", np.array([[1.5, 2.0], [30.25, 4.125]])),
    ("cube", np.arange(8).reshape(2, 2, 2)),
    ("column", np.array([[1], [20], [300]])),
    ("transposed", np.arange(6).reshape(2, 3).T),
    ("strided", np.arange(20)[::3]),
    ("long line", np.arange(30) * 1000),
    ("long floats", np.linspace(0.0, 1.0, 11)),
    ("thousands", np.arange(1500)),
    ("large grid", np.arange(2500).reshape(50, 50)),
)
for name, values in ARRAYS:
    show(name, values)
for kind in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"):
    show(kind, np.array([1, 2, 100]).astype(kind))
for kind in ("float32", "float64", "complex64", "complex128", "bool"):
    show(kind, np.array([0.0, 1.5, 0.1]).astype(kind))
SCALARS = (np.int8(-5), np.uint64(7), np.int64(3), np.float64(2.5), np.float32(0.1), np.float64(1e20), np.bool_(True))
for scalar in SCALARS + (np.complex128(1 + 2j), np.float64(math.nan), np.float64(1 / 3), np.float32(1e10)):
    show(type(scalar).__name__, scalar)
show("dtype", np.dtype(np.float32))
show("type of dtype", np.zeros(1).dtype)
print("formatted:", f"{np.float64(3.14159):.3f}", f"{np.int64(42):5d}|", f"{np.float32(0.5):e}", f"{np.int64(255):x}")
print("formatted array:", f"{np.arange(3)}", f"{np.array([1.5])!r}")
print("in a list:", [np.int64(1), np.float64(2.5), np.bool_(False)])
print("in a tuple:", (np.float32(0.5), np.arange(2)))
'''

SCALAR_ARITHMETIC = """
A = {
    "bool": np.bool_(True),
    "int8": np.int8(100),
    "int32": np.int32(2000000000),
    "int64": np.int64(-7),
    "uint8": np.uint8(200),
    "uint64": np.uint64(2**63),
    "float32": np.float32(0.1),
    "float64": np.float64(-2.5),
    "complex64": np.complex64(1 + 2j),
}
B = {
    "int": 3,
    "float": 0.5,
    "bool": True,
    "complex": 2j,
    "int8": np.int8(3),
    "int64": np.int64(3),
    "uint8": np.uint8(3),
    "uint32": np.uint32(3),
    "float32": np.float32(0.5),
    "float64": np.float64(0.5),
}
for left, a in A.items():
    for right, b in B.items():
        case(f"{left} + {right}", lambda: a + b)
        case(f"{left} * {right}", lambda: a * b)
        case(f"{left} == {right}", lambda: a == b)
        if "complex" not in (left, right) and left != "complex64" and (left, right) != ("bool", "bool"):
            case(f"{left} // {right}", lambda: a // b)
            case(f"{left} < {right}", lambda: a < b)
for kind in ("int8", "uint8", "int32", "float32", "float64"):
    array = np.array([1, 2, 100]).astype(kind)
    case(f"{kind}[:] + 1", lambda: array + 1)
    case(f"{kind}[:] * 1.5", lambda: array * 1.5)
    case(f"{kind}[:] / 2", lambda: array / 2)
    case(f"{kind}[:] // 3", lambda: array // 3)
    case(f"{kind}[:] % 3", lambda: array % 3)
    case(f"{kind}[:] ** 2", lambda: array**2)
    case(f"{kind}[:] + int64", lambda: array + np.int64(1))
    case(f"{kind}[:] + float32", lambda: array + np.float32(1))
    case(f"{kind}[:] + float64", lambda: array + np.float64(1))
    case(f"{kind}[:] + int16[:]", lambda: array + np.array([1, 2, 3], dtype=np.int16))
    case(f"{kind}[:] > 1", lambda: array > 1)
    case(f"-{kind}[:]", lambda: -array)
    case(f"abs({kind}[:])", lambda: abs(array))
    case(f"{kind}[0] + {kind}[1]", lambda: array[0] + array[1])
    case(f"{kind}[2] + 1", lambda: array[2] + 1)
    case(f"sum of {kind}", lambda: array.sum())
    case(f"mean of {kind}", lambda: array.mean())
    case(f"max of {kind}", lambda: array.max())
    case(f"float({kind})", lambda: float(array[0]))
    case(f"int({kind})", lambda: int(array[2]))
case("int64[:] + uint64[:]", lambda: np.array([1]) + np.array([1], dtype=np.uint64))
case("int32[:] + float32[:]", lambda: np.array([1], dtype=np.int32) + np.array([1.5], dtype=np.float32))
case("int8[:] + uint8[:]", lambda: np.array([1], dtype=np.int8) + np.array([1], dtype=np.uint8))
case("bool[:] + bool[:]", lambda: np.array([True, False]) + np.array([True, True]))
case("& of masks", lambda: (np.arange(5) > 1) & (np.arange(5) < 4))
case("| of masks", lambda: (np.arange(5) < 1) | (np.arange(5) > 3))
case("~ of mask", lambda: ~(np.arange(3) > 1))
case("float and int64 scalar", lambda: 0.5 + np.int64(1))
case("int and float32 scalar", lambda: 3 * np.float32(0.5))
case("wrap of uint8 array", lambda: np.array([250, 251], dtype=np.uint8) + np.uint8(10))
case("too large for uint8", lambda: np.array([1], dtype=np.uint8) + 300)
case("division by zero in array", lambda: np.array([1.0, -1.0, 0.0]) / 0.0)
"""

MODULE = '''
GRID = np.arange(12).reshape(3, 4)
LINE = np.array([3, 1, 4, 1, 5])
FLOATS = np.array([0.5, -1.5, 2.0])


def store(array, index, value):
    """The array after an item assignment."""
    array[index] = value
    return array


def add_to(array, value):
    """The array after an in-place addition."""
    array += value
    return array
'''

MODULE_CALLS = [
    "np.zeros(3)",
    "np.zeros((2, 2), dtype=np.int32)",
    "np.ones(2, dtype=bool)",
    "np.full((2, 2), 7)",
    "np.full(3, 0.5)",
    "np.empty((2, 3)).shape",
    "np.arange(5)",
    "np.arange(1, 2, 0.25)",
    "np.arange(5, dtype=np.float32)",
    "np.linspace(0, 1, 5)",
    "np.linspace(0.0, 1.0, 4, endpoint=False)",
    "np.array([1, 2.5, True])",
    "np.array([[1, 2], [3, 4]], dtype=float)",
    "np.array([1, 2], dtype='uint8')",
    "np.array((1, 2, 3))",
    "np.array(GRID).sum()",
    "np.asarray([1, 2])",
    "np.eye(2)",
    "np.zeros_like(GRID).sum()",
    "np.ones_like(FLOATS)",
    "str(np.array([True, False]).dtype)",
    "np.array([1, 2]).dtype.name",
    "str(np.float32(1.5).dtype)",
    "GRID.shape",
    "GRID.ndim",
    "GRID.size",
    "GRID.itemsize",
    "GRID.nbytes",
    "GRID.strides",
    "GRID.T.shape",
    "len(GRID)",
    "GRID[1]",
    "GRID[1, 2]",
    "GRID[-1, -1]",
    "GRID[1:, ::2]",
    "GRID[:, 1]",
    "GRID[::-1, 0]",
    "GRID[..., 1]",
    "GRID[None].shape",
    "GRID[:, np.newaxis].shape",
    "GRID[[0, 2]]",
    "GRID[GRID > 8]",
    "GRID[1][2]",
    "GRID[5]",
    "GRID[0, 9]",
    "LINE[LINE > 1]",
    "LINE[np.array([0, -1])]",
    "store(LINE.copy(), 1, 9)",
    "store(LINE.copy(), slice(1, 3), 0)",
    "store(LINE.copy(), LINE == 1, -1)",
    "store(GRID.copy(), (slice(None), 1), 7)[2]",
    "add_to(LINE.copy(), 1)",
    "add_to(FLOATS.copy(), 0.5)",
    "GRID.sum()",
    "GRID.sum(axis=0)",
    "GRID.sum(axis=1)",
    "GRID.mean()",
    "GRID.mean(axis=0)",
    "GRID.min()",
    "GRID.max(axis=1)",
    "GRID.prod()",
    "FLOATS.std()",
    "LINE.argmax()",
    "LINE.argmin()",
    "LINE.cumsum()",
    "LINE.any()",
    "LINE.all()",
    "(LINE > 1).sum()",
    "np.sort(LINE)",
    "np.argsort(LINE)",
    "np.unique(LINE)",
    "LINE.tolist()",
    "GRID.tolist()",
    "LINE[0].item()",
    "GRID.ravel()",
    "GRID.flatten()[3]",
    "GRID.reshape(4, 3)",
    "GRID.reshape(-1)[:3]",
    "GRID.reshape(2, -1).shape",
    "GRID.reshape(5, 5)",
    "GRID.astype(np.float64)[0]",
    "FLOATS.astype(int)",
    "GRID.copy()[0, 0]",
    "GRID.transpose()[0]",
    "np.concatenate((LINE, LINE[:2]))",
    "np.concatenate([FLOATS, FLOATS])",
    "np.vstack((LINE, LINE)).shape",
    "np.hstack((LINE, LINE)).shape",
    "np.stack((LINE, LINE)).shape",
    "np.where(LINE > 2, LINE, 0)",
    "np.where(LINE > 2)[0]",
    "np.dot(FLOATS, FLOATS)",
    "FLOATS @ FLOATS",
    "GRID @ GRID.T",
    "np.outer(FLOATS, FLOATS)",
    "np.sqrt(np.array([1.0, 4.0]))",
    "np.abs(FLOATS)",
    "np.maximum(FLOATS, 0)",
    "np.minimum(LINE, 3)",
    "np.floor(FLOATS)",
    "np.round(np.array([1.25, 2.675]), 1)",
    "np.clip(LINE, 2, 4)",
    "np.isnan(np.array([1.0, math.nan]))",
    "np.allclose(FLOATS, FLOATS + 1e-12)",
    "np.array_equal(LINE, LINE)",
    "np.sum(LINE)",
    "np.mean(FLOATS)",
    "np.max(LINE)",
    "np.cumsum(LINE)",
    "np.diff(LINE)",
    "np.pi",
    "np.inf",
    "np.sqrt(2.25)",
    "np.int64(7) // 2",
    "np.int64(7) % np.int64(4)",
    "int(np.float64(2.9))",
    "bool(np.array([1]))",
    "bool(np.array([1, 2]))",
    "[int(v) for v in LINE]",
    "sum(LINE)",
    "max(LINE)",
    "list(LINE[:2])",
    "[row.sum() for row in GRID]",
    "3 in LINE",
    "LINE == np.array([3, 1, 0, 1, 0])",
    "LINE == 1",
    "LINE + np.arange(3)",
    "isinstance(LINE, np.ndarray)",
    "isinstance(LINE[0], np.integer)",
    "isinstance(FLOATS[0], float)",
    "round(float(FLOATS[0]), 1)",
    "hash(np.int64(5)) == hash(5)",
    "LINE[1] == 1",
    "{1: 'one'}[LINE[1]]",
    "range(LINE[0])[2]",
    "np.iinfo(np.int32).max",
    "np.finfo(np.float64).eps",
    "np.random.seed(5)",
    "np.random.rand(2)",
    "np.random.randint(0, 10, 3)",
]


def files():
    """All files of this subject."""
    return [
        CaseFile(
            "random_streams", "Random numbers in compiled code from seeded streams.", RANDOM, helpers=WITH_ROUNDED
        ),
        CaseFile("printing", "`print` in compiled functions.", PRINTING, helpers=""),
        CaseFile("numpy_repr", "Text of arrays and NumPy scalars at module level.", REPR, helpers=""),
        CaseFile(
            "numpy_promotion", "Arithmetic of NumPy scalars and arrays at module level (NEP 50).", SCALAR_ARITHMETIC
        ),
        CaseFile(
            "numpy_module",
            "Arrays at module level: creation, indexing, methods and functions.",
            MODULE + "\n\n" + calls(*MODULE_CALLS),
        ),
    ]
