"""Built-in functions on scalars, casts, and NumPy's ufuncs on scalars."""

from .base import WITH_ROUNDED, CaseFile, calls

BUILTINS = """
@njit
def abs_of(x):
    return abs(x)


@njit
def min_two(a, b):
    return min(a, b)


@njit
def max_two(a, b):
    return max(a, b)


@njit
def min_max_many(a, b, c, d):
    return min(a, b, c, d), max(a, b, c, d)


@njit
def min_max_tuple(t):
    return min(t), max(t), sum(t)


@njit
def min_max_array(a):
    return min(a), max(a), sum(a)


@njit
def sum_from(t, start):
    return sum(t, start)


@njit
def typed_min(a, b):
    return np.full(1, min(a, b)), np.full(1, max(a, b))


@njit
def round_one(x):
    return round(x)


@njit
def round_to(x, n):
    return round(x, n)


@njit
def to_int(x):
    return int(x)


@njit
def to_float(x):
    return float(x)


@njit
def to_bool(x):
    return bool(x)


@njit
def to_complex(x):
    return complex(x)


@njit
def divide(a, b):
    return divmod(a, b)


@njit
def length(x):
    return len(x)


@njit
def clamp(x, low, high):
    return max(low, min(x, high))


@njit
def sign(x):
    return (x > 0) - (x < 0)


@njit
def count_if(values, limit):
    return sum(values > limit)


@njit
def type_tests(x):
    return isinstance(x, int), isinstance(x, float), isinstance(x, bool), isinstance(x, complex)
"""

NAN = "math.nan"
BUILTIN_CALLS = [
    *[f"abs_of({x})" for x in ("-5", "5", "-2.5", "-0.0", "True", "-math.inf", "math.nan", "np.uint8(200)")],
    "abs_of(3 - 4j)",
    *[f"{f}({a}, {b})" for f in ("min_two", "max_two") for a, b in ((1, 2), (2.5, 1), (1, 2.5), (-1, True))],
    *[f"{f}({a}, {b})" for f in ("min_two", "max_two") for a, b in ((NAN, 1.0), (1.0, NAN), (0.0, -0.0), (-0.0, 0.0))],
    "min_max_many(3, 1, 4, 1)",
    "min_max_many(3, 1.5, 4, -1)",
    "min_max_tuple((3, 1, 2))",
    "min_max_tuple((3.5, 1.25, 2.0))",
    "min_max_array(np.array([3, 1, 2]))",
    "min_max_array(np.array([3.5, 1.25, -2.0]))",
    "sum_from((1, 2, 3), 10)",
    "sum_from((1.5, 2.5), 10.0)",
    "typed_min(np.int8(1), np.uint8(2))",
    "typed_min(np.int64(1), np.uint64(2))",
    "typed_min(np.float32(1.5), np.float32(2.5))",
    "typed_min(np.float32(1.5), 2)",
    "typed_min(np.int16(1), np.float32(2.5))",
    *[f"round_one({x})" for x in ("0.5", "1.5", "2.5", "-0.5", "-1.5", "-2.5", "2.4999", "2.5001", "1e15", "7")],
    "round_one(np.float32(2.5))",
    *[f"round_to({x}, {n})" for x, n in (("1.25", 1), ("1.35", 1), ("2.675", 2), ("-2.675", 2), ("1234.5", -2))],
    *[f"round_to({x}, {n})" for x, n in (("0.5", 0), ("1.5", 0), ("math.nan", 1), ("math.inf", 1), ("1e300", 2))],
    *[f"to_int({x})" for x in ("2.9", "-2.9", "0.0", "True", "7", "np.float32(3.99)", "1e18", "np.uint8(255)")],
    *[f"to_float({x})" for x in ("3", "True", "-7", "2.5", "2**53 + 1", "np.float32(0.1)", "np.uint64(2**63)")],
    *[f"to_bool({x})" for x in ("0", "3", "0.0", "-0.0", "0.1", "math.nan", "False", "0j", "1j")],
    *[f"to_complex({x})" for x in ("3", "2.5", "True", "1 + 2j", "np.float32(0.5)")],
    *[f"divide({a}, {b})" for a, b in ((7, 3), (-7, 3), (7.5, 2), (-7.5, 2.0), (7, -0.5), (True, 2))],
    *[f"length({x})" for x in ("(1, 2, 3)", "np.zeros(5)", "np.zeros((2, 7))", "(1, 2.5)")],
    *[f"clamp({x})" for x in ("5, 0, 3", "-5, 0, 3", "2, 0, 3", "2.5, 0.0, 3.0", "9, 0, 3.5")],
    *[f"sign({x})" for x in ("5", "-5", "0", "2.5", "-0.0", "math.nan")],
    "count_if(np.array([1, 5, 3, 7]), 2)",
    *[f"type_tests({x})" for x in ("1", "1.5", "True", "1j", "np.int8(1)", "np.float32(1.0)")],
]

CAST_TYPES = "int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 complex64 complex128 bool_".split()

CASTS_TAIL = """
INTEGERS = (0, 1, -1, 127, 128, -128, -129, 255, 256, 300, 32768, 65535, -32769, 2**31, 2**32 - 1, -(2**31) - 1, 2**62)
FLOATS = (0.0, -0.0, 1.9, -1.9, 100.5, 0.1)
SPECIALS = (math.inf, -math.inf, math.nan, 1e300)
for name, cast in CASTS:
    for value in INTEGERS:
        case(f"{name}({value})", lambda: cast(value))
    for value in FLOATS:
        if value >= 0.0 or not name.startswith("uint"):
            case(f"{name}({value})", lambda: cast(value))
    for value in (True, False):
        case(f"{name}({value})", lambda: cast(value))
    for value in (np.int8(-5), np.uint8(200), np.int16(-300), np.uint32(4000000000), np.float32(7.75)):
        case(f"{name}({type(value).__name__} {value})", lambda: cast(value))
    if name.startswith(("float", "complex", "bool")):
        for value in SPECIALS:
            case(f"{name}({value})", lambda: cast(value))
    if name.startswith("complex"):
        case(f"{name}(1.5 - 2.5j)", lambda: cast(1.5 - 2.5j))
"""

NUMBA_TYPES = '''
@njit
def by_numba_type(x):
    """Types of numba called as casts."""
    return int8(x), uint8(x), int32(x), int64(x), float32(x), float64(x)


@njit
def through_float32(x):
    return float64(float32(x))


@njit
def chained(x):
    return np.int64(np.uint8(np.int8(x)))


@njit
def bits_as_signed(x):
    return np.int8(np.uint8(x)), np.int64(np.uint64(x))


@njit
def truncating_store(out, value):
    """Storing into an array converts like a cast."""
    out[0] = value
    return out[0]


@njit
def bool_arithmetic(p, q):
    return p + q, p * 3, p / 2, -p, p << 2, int(p) + 1, q + 0.5


@njit
def hexadecimal(x):
    return x & 0xFF, (x >> 8) & 0xFF, x | 0x10000, x ^ 0xFFFF
'''

NUMBA_TYPE_CALLS = [
    *[f"by_numba_type({x})" for x in ("7", "200", "-3", "True", "np.uint8(255)")],
    "by_numba_type(3.75)",
    "through_float32(0.1)",
    "through_float32(1e300)",
    "chained(-1)",
    "chained(130)",
    "bits_as_signed(200)",
    "bits_as_signed(-1)",
    *[f"truncating_store(np.zeros(1, dtype=np.int64), {v})" for v in ("2.9", "-2.9", "True", "7")],
    *[f"truncating_store(np.zeros(1, dtype=np.uint8), {v})" for v in ("300", "-1", "7.9", "255")],
    *[f"truncating_store(np.zeros(1, dtype=np.float32), {v})" for v in ("0.1", "2**24 + 1", "1e300", "True")],
    *[f"truncating_store(np.zeros(1, dtype=np.bool_), {v})" for v in ("0", "5", "0.5", "False")],
    *[f"truncating_store(np.zeros(1, dtype=np.complex128), {v})" for v in ("3", "2.5", "1j")],
    *[f"bool_arithmetic({p}, {q})" for p in (True, False) for q in (True, False)],
    "hexadecimal(0x12345)",
]


def cast_file():
    """Casts by NumPy's scalar types."""
    definitions = "".join(f"@njit\ndef to_{n}(x):\n    return np.{n}(x)\n\n\n" for n in CAST_TYPES)
    table = "CASTS = (\n" + "".join(f'    ("{n}", to_{n}),\n' for n in CAST_TYPES) + ")\n"
    return CaseFile(
        "casts",
        "Casts by NumPy's scalar types, from every kind of scalar.",
        definitions + table + CASTS_TAIL.lstrip("\n"),
    )


REAL_UFUNCS = (
    "absolute fabs negative positive sign rint sqrt square cbrt reciprocal exp exp2 expm1 log log2 log10 log1p sin cos "
    "tan arcsin arccos arctan sinh cosh tanh arcsinh arctanh deg2rad rad2deg floor ceil trunc isfinite isinf isnan "
    "signbit logical_not"
).split()
BINARY_UFUNCS = (
    "add subtract multiply divide true_divide floor_divide remainder mod fmod power float_power arctan2 hypot copysign "
    "nextafter maximum minimum fmax fmin logaddexp logaddexp2 greater greater_equal less less_equal equal not_equal "
    "logical_and logical_or logical_xor"
).split()
INTEGER_UFUNCS = "bitwise_and bitwise_or bitwise_xor left_shift right_shift gcd lcm".split()


def ufunc_definitions(names, parameters):
    """Compiled functions that call one ufunc each."""
    return "".join(
        f"@njit\ndef np_{n}({parameters}):\n    return np.full(1, np.{n}({parameters}))\n\n\n" for n in names
    )


def table_of(names):
    """The compiled functions by name."""
    return "FUNCTIONS = (\n" + "".join(f'    ("{n}", np_{n}),\n' for n in names) + ")\n"


UNARY_LOOP = """
VALUES = (0.0, -0.0, 0.5, -0.75, 1.0, 2.5, -3.5, math.inf, -math.inf, math.nan)
TYPED = (("float32", np.float32(0.625)), ("int64", 3), ("int8", np.int8(1)), ("uint16", np.uint16(1)), ("bool", True))
for name, function in FUNCTIONS:
    for x in VALUES:
        case(f"np.{name}({x})", lambda: function(x), rounded)
    for kind, x in TYPED:
        case(f"np.{name}({kind} {x})", lambda: function(x), rounded)
"""

BINARY_LOOP = """
PAIRS = ((7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (0.0, -0.0), (1.0, math.nan), (math.nan, 1.0), (2.0, math.inf))
TYPED = ((7, 2), (-7, 2), (True, False), (np.int8(5), np.int8(3)), (np.uint8(200), np.int16(-3)), (2, 0.5))
SINGLE = ((np.float32(1.5), np.float32(0.5)), (np.float32(1.5), 2.0), (np.float32(1.5), np.int16(2)))
ZEROS = ((1.0, 0.0), (-1.0, 0.0), (0.0, 0.0), (5, 0))
for name, function in FUNCTIONS:
    for a, b in PAIRS + TYPED + SINGLE:
        case(f"np.{name}({type(a).__name__} {a}, {type(b).__name__} {b})", lambda: function(a, b), rounded)
for name, function in FUNCTIONS:
    if "div" in name or "mod" in name or name == "remainder":
        for a, b in ZEROS:
            case(f"np.{name}({a}, {b})", lambda: function(a, b), rounded)
"""

INTEGER_LOOP = """
PAIRS = ((12, 10), (-12, 5), (1, 20), (255, 3), (0, 0), (7, 0))
TYPED = ((np.uint8(12), np.uint8(3)), (np.int16(100), np.int8(4)), (np.uint64(2**40), np.uint64(5)), (True, True))
for name, function in FUNCTIONS:
    for a, b in PAIRS + TYPED:
        case(f"np.{name}({type(a).__name__} {a}, {type(b).__name__} {b})", lambda: function(a, b))
"""


def ufunc_files():
    """NumPy's ufuncs called on scalars."""
    half = len(REAL_UFUNCS) // 2
    made = []
    for part, names in (("one", REAL_UFUNCS[:half]), ("two", REAL_UFUNCS[half:])):
        body = ufunc_definitions(names, "x") + table_of(names) + UNARY_LOOP.lstrip("\n")
        about = f"NumPy's ufuncs of one argument on scalars: {', '.join(names)}."
        reason, lines = "the sign of a negative zero is zero in NumPy, negative zero in Numba", r"^np\.sign\(-0\.0\)"
        made.append(
            CaseFile(
                f"scalar_ufuncs_unary_{part}",
                about,
                body,
                helpers=WITH_ROUNDED,
                reason=reason if "sign" in names else "",
                python_lines=lines,
            )
        )
    half = len(BINARY_UFUNCS) // 2
    for part, names in (("one", BINARY_UFUNCS[:half]), ("two", BINARY_UFUNCS[half:])):
        body = ufunc_definitions(names, "a, b") + table_of(names) + BINARY_LOOP.lstrip("\n")
        about = f"NumPy's ufuncs of two arguments on scalars: {', '.join(names)}."
        reason, lines = "Numba's `fmod` of negative integers is wrong", r"^np\.fmod\((int -7|uint8 200)"
        made.append(
            CaseFile(
                f"scalar_ufuncs_binary_{part}",
                about,
                body,
                helpers=WITH_ROUNDED,
                reason=reason if "fmod" in names else "",
                python_lines=lines,
            )
        )
    body = ufunc_definitions(INTEGER_UFUNCS, "a, b") + table_of(INTEGER_UFUNCS) + INTEGER_LOOP.lstrip("\n")
    made.append(CaseFile("scalar_ufuncs_integer", "NumPy's ufuncs of integers on scalars.", body))
    return made


def files():
    """All files of this subject."""
    imports = "\nimport numpy as np\nfrom numba import float32, float64, int8, int32, int64, njit, uint8\n"
    return [
        CaseFile(
            "builtin_functions",
            "Built-in functions on scalars, tuples and arrays.",
            BUILTINS + "\n\n" + calls(*BUILTIN_CALLS),
            reason="Numba cannot convert booleans by `float` or `complex`, and rounds to digits by scaling",
            python_lines=r"^(to_float|to_complex)\(True\)|^round_to\(-?2.675",
        ),
        cast_file(),
        CaseFile(
            "casts_in_use",
            "Types of numba as casts, stores that convert, booleans as numbers.",
            NUMBA_TYPES + "\n\n" + calls(*NUMBA_TYPE_CALLS),
            imports=imports,
        ),
        *ufunc_files(),
    ]
