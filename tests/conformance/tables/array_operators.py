"""Operators on arrays: promotion, broadcasting, in-place forms, comparison."""

from dataclasses import replace

from .base import WITH_ROUNDED, CaseFile, calls

NUMPY_WORDS = "NumPy's words say more than Numba's"


DTYPES = """
DATA = {
    "bool": np.array([True, False, True, True]),
    "int8": np.array([1, -2, 100, 7], dtype=np.int8),
    "int16": np.array([1, -2, 30000, 7], dtype=np.int16),
    "int32": np.array([1, -2, 2000000000, 7], dtype=np.int32),
    "int64": np.array([1, -2, 4000000000, 7]),
    "uint8": np.array([1, 2, 200, 7], dtype=np.uint8),
    "uint16": np.array([1, 2, 60000, 7], dtype=np.uint16),
    "uint32": np.array([1, 2, 4000000000, 7], dtype=np.uint32),
    "uint64": np.array([1, 2, 10000000000, 7], dtype=np.uint64),
    "float32": np.array([1.0, -2.5, 1e10, 0.5], dtype=np.float32),
    "float64": np.array([1.0, -2.5, 1e20, 0.5]),
    "complex64": np.array([1.0, -2.5j, 3 + 4j, 0.5], dtype=np.complex64),
    "complex128": np.array([1.0, -2.5j, 3 + 4j, 0.5]),
}
"""


SMALL_DTYPES = """
SECOND = {
    "bool": np.array([True, True, True, True]),
    "int8": np.array([3, 3, -7, 2], dtype=np.int8),
    "int16": np.array([3, 3, 11, 2], dtype=np.int16),
    "int32": np.array([3, 3, -7, 2], dtype=np.int32),
    "int64": np.array([3, 3, -7, 2]),
    "uint8": np.array([3, 3, 7, 2], dtype=np.uint8),
    "uint32": np.array([3, 3, 7, 2], dtype=np.uint32),
    "uint64": np.array([3, 3, 7, 2], dtype=np.uint64),
    "float32": np.array([3.0, 0.5, -7.0, 2.0], dtype=np.float32),
    "float64": np.array([3.0, 0.5, -7.0, 2.0]),
}
"""


COUNTS = "COUNTS = {kind: np.abs(values) for kind, values in SECOND.items()}\n"


PAIR_LOOP = '''
@njit
def apply(a, b):
    """The operation on two arrays."""
    return a {operator} b


for first, a in {left}.items():
    for second, b in {right}.items():
        {guard}case(f"{{first}}[:] {operator} {{second}}[:]", lambda: apply(a, b), rounded)
'''


REALS_ONLY = 'if "complex" not in first + second:\n            '


INTEGERS_ONLY = 'if not any(kind in first + second for kind in ("float", "complex", "uint64")):\n            '


NO_COMPLEX_ZERO = 'if second != "bool" or "complex" not in first:\n            '


INTEGER_POWER = 'if "int" not in second or "u" in second:\n            '


def pair_file(name, operator, left="DATA", right="DATA", guard=""):
    """One operator over pairs of arrays."""
    body = DTYPES + (SMALL_DTYPES if right in ("SECOND", "COUNTS") else "") + (COUNTS if right == "COUNTS" else "")
    body += "\n" + PAIR_LOOP.format(operator=operator, left=left, right=right, guard=guard)
    about = f"The operator `{operator}` on two arrays, over pairs of dtypes."
    return CaseFile(f"array_{name}", about, body, helpers=WITH_ROUNDED)


SCALAR_OPERATORS = "+ - * / // % ** & | ^ << >> < == !=".split()


SCALAR_NAMES = dict(
    zip(
        SCALAR_OPERATORS,
        "add subtract multiply divide floor_divide modulo power and_ or_ xor shift_left shift_right less equal "
        "differs".split(),
    )
)


SCALAR_LOOP = """
SCALARS = (("int", 3), ("float", 1.5), ("bool", True), ("int8", np.int8(3)), ("uint64", np.uint64(3)))
SCALARS = SCALARS + (("float32", np.float32(1.5)), ("complex", 0.5j))
for name, function in OPERATORS:
    integral = name in ("&", "|", "^", "<<", ">>")
    ordered = name in ("//", "%", "<")
    for kind, a in DATA.items():
        for scalar, s in SCALARS:
            if integral and (kind == "uint64" or any("float" in k or "complex" in k for k in (kind, scalar))):
                continue
            if ordered and any("complex" in k for k in (kind, scalar)):
                continue
            if (kind, name, scalar) == ("uint64", "**", "int"):
                continue
            if kind in SOME and (name in ("+", "*", "/") or scalar in ("int", "float")):
                case(f"{kind}[:] {name} {scalar}", lambda: function(a, s), rounded)
                if name in ("+", "/", "<") and (kind, name, scalar) != ("bool", "/", "complex"):
                    case(f"{scalar} {name} {kind}[:]", lambda: function(s, a), rounded)
"""


def scalar_file():
    """Operators between arrays and scalars."""
    functions = "".join(f"@njit\ndef {SCALAR_NAMES[o]}(a, b):\n    return a {o} b\n\n\n" for o in SCALAR_OPERATORS)
    table = "OPERATORS = (\n" + "".join(f'    ("{o}", {SCALAR_NAMES[o]}),\n' for o in SCALAR_OPERATORS) + ")\n"
    some = 'SOME = ("bool", "int8", "uint8", "int32", "int64", "uint64", "float32", "float64", "complex64")\n'
    about = "Operators between arrays and scalars; a Python number counts as its 64-bit type."
    return CaseFile(
        "array_with_scalar",
        about,
        functions + DTYPES.lstrip("\n") + table + some + SCALAR_LOOP.lstrip("\n"),
        helpers=WITH_ROUNDED,
    )


BROADCAST = '''
@njit
def add(a, b):
    return a + b


@njit
def expression(a, b, c):
    """One fused loop over three inputs."""
    return a * b + c / 2.0 - a


@njit
def compare_and_combine(a, b):
    return (a > b) & (a != 2) | (b == 1)


@njit
def unary_forms(a):
    return -a, +a, np.abs(a), a**2, ~(a > 0)


@njit
def invert(a):
    return ~a


@njit
def outer_sum(a, b):
    return a.reshape(-1, 1) + b


@njit
def with_row(a, r):
    return a - r


@njit
def center(a):
    """Subtract the mean of each column."""
    out = np.empty_like(a)
    for j in range(a.shape[1]):
        out[:, j] = a[:, j] - a[:, j].mean()
    return out


@njit
def polynomial(x):
    return 3.0 * x**3 - 2.0 * x**2 + x - 1.0


@njit
def saxpy(alpha, x, y):
    return alpha * x + y


@njit
def norm(x):
    return np.sqrt((x * x).sum())


@njit
def chained(a):
    """An expression with intermediate results that are used twice."""
    b = a + 1
    c = b * b
    d = c - b
    return (c + d).sum(), b


@njit
def in_branch(a, flag):
    if flag:
        b = a * 2
    else:
        b = a[::-1] + 0
    return b


LINE = np.arange(4)
GRID = np.arange(12).reshape(3, 4)
FLOATS = np.array([0.5, -1.5, 2.0, 3.25])
SHAPES = (
    ("(4,)", LINE),
    ("(1,)", np.array([10])),
    ("(3, 4)", GRID),
    ("(3, 1)", np.array([[100], [200], [300]])),
    ("(1, 4)", LINE.reshape(1, 4)),
    ("()", np.array(7)),
    ("(2, 3, 4)", np.arange(24).reshape(2, 3, 4)),
    ("(0,)", np.zeros(0, dtype=np.int64)),
    ("(4, 3) transposed", np.arange(12).reshape(4, 3).T),
    ("(4,) reversed", LINE[::-1]),
    ("(3,)", np.arange(3)),
)
for left, a in SHAPES:
    for right, b in SHAPES:
        case(f"{left} + {right}", lambda: add(a, b))
for left, a in SHAPES[:4]:
    case(f"{left} + 1", lambda: add(a, 1))
    case(f"2.5 + {left}", lambda: add(2.5, a))
case("expression", lambda: expression(GRID, LINE, FLOATS))
case("expression with scalars", lambda: expression(2.0, LINE, FLOATS))
case("expression of mixed layouts", lambda: expression(GRID.T, np.arange(3), GRID[:, ::-1].T))
case("compare and combine", lambda: compare_and_combine(GRID, LINE))
case("unary forms", lambda: unary_forms(FLOATS))
case("unary forms of int", lambda: unary_forms(LINE - 2))
case("invert int8", lambda: invert(np.array([0, 1, -128], dtype=np.int8)))
case("invert uint16", lambda: invert(np.array([0, 1, 65535], dtype=np.uint16)))
case("invert bool", lambda: invert(np.array([True, False])))
case("outer sum", lambda: outer_sum(LINE, FLOATS))
case("with row", lambda: with_row(GRID, LINE))
case("center", lambda: center(GRID * 1.0))
case("polynomial", lambda: polynomial(FLOATS))
case("polynomial of scalar", lambda: polynomial(2.0))
case("saxpy", lambda: saxpy(2.0, FLOATS, FLOATS[::-1]))
case("saxpy float32", lambda: saxpy(np.float32(2.0), FLOATS.astype(np.float32), FLOATS.astype(np.float32)))
case("norm", lambda: norm(np.array([3.0, 4.0])))
case("chained", lambda: chained(LINE))
case("in branch", lambda: in_branch(LINE, True))
case("not in branch", lambda: in_branch(LINE, False))
'''


INPLACE = '''
@njit
def add(a, b):
    a += b
    return a


@njit
def subtract(a, b):
    a -= b
    return a


@njit
def multiply(a, b):
    a *= b
    return a


@njit
def divide(a, b):
    a /= b
    return a


@njit
def floor_divide(a, b):
    a //= b
    return a


@njit
def modulo(a, b):
    a %= b
    return a


@njit
def bit_and(a, b):
    a &= b
    return a


@njit
def shift(a, b):
    a <<= b
    return a


@njit
def seen_by_caller(a):
    a += 100
    return 0


@njit
def rebinding(a):
    """A new array under the same name; the caller's stays as it was."""
    a = a + 100
    return a


@njit
def view_of(a):
    b = a[1:]
    b *= 2
    return a


def line(dtype):
    """A fresh array."""
    return np.array([1, 2, 100, 7]).astype(dtype)


def error_class(call):
    """The class of the exception that a call raises."""
    try:
        call()
    except Exception as error:
        return type(error).__name__
    return "none"


X = line(np.int64)
'''


INPLACE_CALLS = [
    *[
        f"add(line(np.{t}), 1)"
        for t in ("int8", "uint8", "int32", "int64", "uint64", "float32", "float64", "complex64")
    ],
    *[f"add(line(np.{t}), 1.5)" for t in ("float32", "float64", "complex64", "complex128")],
    *[f"multiply(line(np.{t}), 3)" for t in ("int8", "uint8", "int64", "float32")],
    *[f"subtract(line(np.{t}), line(np.{t}) * 2)" for t in ("int8", "uint8", "float32")],
    *[f"divide(line(np.{t}), 8)" for t in ("float32", "float64")],
    *[f"floor_divide(line(np.{t}), 3)" for t in ("int64", "float64")],
    *[f"modulo(line(np.{t}), 5)" for t in ("int64", "float64")],
    *[f"bit_and(line(np.{t}), 6)" for t in ("uint8", "int64")],
    *[f"shift(line(np.{t}), 2)" for t in ("int64", "uint64")],
    "add(line(np.float64), line(np.int64))",
    "add(line(np.float32), line(np.float64))",
    "add(line(np.int64), line(np.int8))",
    "add(np.ones((2, 3)), np.arange(3))",
    "error_class(lambda: add(np.ones((2, 3)), np.arange(4)))",
    "error_class(lambda: add(np.arange(3), np.ones((2, 3), dtype=np.int64)))",
    "add(np.ones((2, 3)).T, 1)",
    "seen_by_caller(X)",
    "X",
    "rebinding(X)",
    "X",
    "view_of(X)",
    "X",
]


COMPARISON = """
@njit
def scalars(a, b):
    return a < b, a <= b, a > b, a >= b, a == b, a != b


@njit
def arrays(a, b):
    return a < b, a <= b, a > b, a >= b, a == b, a != b


@njit
def count_equal(a, b):
    total = 0
    for x, y in zip(a, b):
        if x == y:
            total += 1
    return total


SIGNED = np.array([-1, 0, 9223372036854775807, -9223372036854775808, 9007199254740993])
UNSIGNED = np.array([18446744073709551615, 0, 9223372036854775808, 1, 9007199254740992], dtype=np.uint64)
for x in SIGNED:
    for y in UNSIGNED:
        case(f"scalars {x} {y}", lambda: [bool(v) for v in scalars(x, y)], str)
        case(f"scalars {y} {x}", lambda: [bool(v) for v in scalars(y, x)], str)
for left in ("int8", "int16", "int32", "int64"):
    for right in ("uint8", "uint16", "uint32", "uint64"):
        a = np.array([-1, 0, 1, 100]).astype(left)
        b = np.array([255, 0, 1, 99]).astype(right)
        case(f"array {left} {right}", lambda: arrays(a, b))
case("array of large values", lambda: arrays(SIGNED, UNSIGNED))
case("array of large values, swapped", lambda: arrays(UNSIGNED, SIGNED))
case("count equal", lambda: count_equal(SIGNED, UNSIGNED))
"""


def files():
    """All files of this subject."""
    return [
        pair_file("add", "+"),
        replace(
            pair_file("multiply", "*"),
            reason="Numba multiplies int64 and uint64 as int64, which wraps, and converts the product to float64",
            python_lines=r"^(int\d+\[:\] \* uint64|uint64\[:\] \* int\d)",
        ),
        pair_file("divide", "/", guard=NO_COMPLEX_ZERO),
        pair_file("floor_divide", "//", right="SECOND", guard=REALS_ONLY),
        pair_file("modulo", "%", right="SECOND", guard=REALS_ONLY),
        pair_file("power", "**", left="SECOND", right="SECOND", guard=INTEGER_POWER),
        pair_file("less", "<", guard=REALS_ONLY),
        pair_file("equal", "=="),
        pair_file("bit_and", "&", guard=INTEGERS_ONLY),
        pair_file("shift_left", "<<", right="COUNTS", guard=INTEGERS_ONLY),
        scalar_file(),
        CaseFile(
            "array_broadcasting",
            "Shapes and layouts that meet in array expressions.",
            BROADCAST,
            reason=NUMPY_WORDS,
            python_lines="raised ValueError",
        ),
        CaseFile(
            "array_inplace",
            "In-place operators on arrays keep the dtype.",
            INPLACE + "\n\n" + calls(*INPLACE_CALLS),
            reason="Numba cannot compile unsigned arrays with a literal here, and does not check the shapes",
            python_lines=r"line\(np\.uint|error_class",
        ),
        CaseFile(
            "integer_comparison",
            "Integers of different signedness compare by value, as scalars and in arrays.",
            COMPARISON,
            reason="Numba compares int64 with uint64 as float64, where large neighbours look equal",
        ),
    ]
