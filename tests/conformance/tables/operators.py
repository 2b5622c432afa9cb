"""Binary and unary operators over every pair of scalar types."""

from dataclasses import replace

from .base import HELPERS, WITH_ROUNDED, CaseFile, calls

INTEGERS = """
VALUES = {
    "bool": [False, True],
    "int8": [np.int8(v) for v in (0, 1, -1, 7, 127, -128)],
    "int16": [np.int16(v) for v in (0, 1, -1, -300, 32767, -32768)],
    "int32": [np.int32(v) for v in (0, 1, -1, 70000, 2147483647, -2147483648)],
    "int64": [np.int64(v) for v in (0, 1, -1, -5, 9223372036854775807, -9223372036854775808)],
    "uint8": [np.uint8(v) for v in (0, 1, 3, 200, 255)],
    "uint16": [np.uint16(v) for v in (0, 1, 9, 40000, 65535)],
    "uint32": [np.uint32(v) for v in (0, 1, 17, 3000000000, 4294967295)],
    "uint64": [np.uint64(v) for v in (0, 1, 33, 9223372036854775808, 18446744073709551615)],
}
"""

FINITE = """
VALUES["float32"] = [np.float32(v) for v in (0.0, 1.5, -2.25)]
VALUES["float64"] = [np.float64(v) for v in (0.0, 1.25, -7.5, 1e10)]
"""

REALS = """
VALUES["float32"] = [np.float32(v) for v in (0.0, -0.0, 1.5, -2.25, 1e30, math.inf, math.nan)]
VALUES["float64"] = [np.float64(v) for v in (0.0, -0.0, 1.25, -7.5, 1e300, -math.inf, math.nan)]
"""

COMPLEXES = """
VALUES["complex64"] = [np.complex64(v) for v in (0j, 1 + 2j, -0.5 - 1.5j)]
VALUES["complex128"] = [np.complex128(v) for v in (0j, 3 - 4j, -1.25 + 0.75j, 1e10 + 1j)]
"""

SHIFTS = """
COUNTS = {
    "bool": [False, True],
    "int8": [np.int8(v) for v in (0, 1, 7, 63)],
    "int16": [np.int16(v) for v in (0, 1, 9, 62)],
    "int32": [np.int32(v) for v in (0, 2, 31, 33)],
    "int64": [np.int64(v) for v in (0, 3, 32, 63)],
    "uint8": [np.uint8(v) for v in (0, 1, 8, 63)],
    "uint16": [np.uint16(v) for v in (0, 4, 16, 40)],
    "uint32": [np.uint32(v) for v in (0, 5, 31, 32)],
    "uint64": [np.uint64(v) for v in (0, 6, 48, 63)],
}
"""

POWERS = """
BASES = {
    "bool": [False, True],
    "int8": [np.int8(v) for v in (0, 1, -1, 2, -3, 127)],
    "int16": [np.int16(v) for v in (0, 1, -1, 10, -300)],
    "int32": [np.int32(v) for v in (0, 1, -1, 3, 70000)],
    "int64": [np.int64(v) for v in (0, 1, -1, -5, 4294967296)],
    "uint8": [np.uint8(v) for v in (0, 1, 3, 255)],
    "uint16": [np.uint16(v) for v in (0, 1, 2, 40000)],
    "uint32": [np.uint32(v) for v in (0, 1, 10, 4294967295)],
    "uint64": [np.uint64(v) for v in (0, 1, 7, 4294967296)],
    "float32": [np.float32(v) for v in (0.0, 1.0, 1.5, -2.0, 9.0)],
    "float64": [np.float64(v) for v in (0.0, 1.0, 2.5, -3.0, 16.0)],
}
EXPONENTS = {
    "bool": [False, True],
    "int8": [np.int8(v) for v in (0, 1, 2, 3, 7)],
    "int16": [np.int16(v) for v in (0, 1, 2, 5)],
    "int32": [np.int32(v) for v in (0, 1, 2, 9)],
    "int64": [np.int64(v) for v in (0, 1, 2, 4)],
    "uint8": [np.uint8(v) for v in (0, 1, 2, 8)],
    "uint16": [np.uint16(v) for v in (0, 1, 3)],
    "uint32": [np.uint32(v) for v in (0, 1, 6)],
    "uint64": [np.uint64(v) for v in (0, 1, 2, 3)],
    "float32": [np.float32(v) for v in (0.0, 0.5, 1.0, 2.0, 3.0)],
    "float64": [np.float64(v) for v in (0.0, 0.5, 1.0, 2.0, -1.5)],
}
"""

COMPLEX_POWERS = """
VALUES = {
    "bool": [True],
    "int8": [np.int8(v) for v in (1, 2, 3)],
    "int64": [np.int64(v) for v in (1, 2, 5)],
    "uint16": [np.uint16(v) for v in (1, 3)],
    "float32": [np.float32(v) for v in (1.0, 0.5, 2.5)],
    "float64": [np.float64(v) for v in (1.0, 1.5, 3.0)],
    "complex64": [np.complex64(v) for v in (1 + 2j, -0.5 - 1.5j)],
    "complex128": [np.complex128(v) for v in (2 + 0j, -1.25 + 0.75j)],
}
"""

MATRIX = '''
@njit
def apply(a, b):
    """The operation on two scalars: its value, and the same in an array that shows its type."""
    result = a {operator} b
    return result, np.full(1, result)


def attempt(a, b):
    """The value as text, with the name of its Python type, and the dtype of the operation."""
    try:
        value, array = apply(a, b)
    except ZeroDivisionError as error:
        return f"ZeroDivisionError({{error}})", ""
    return {text}, f"{{type(value).__name__}} {{array.dtype}}"


def pairs(first, second):
    """Pairs in which every value of either list occurs at least once."""
    n = max(len(first), len(second))
    return [(first[i % len(first)], second[(2 * i + k) % len(second)]) for k in (0, 1) for i in range(n)]


def row(a, b, first, second):
    """Print one line: both types, the type of the result, and the results."""
    results = [attempt(x, y) for x, y in pairs(first, second)]
    kinds = [kind for _, kind in results if kind]
    name = kinds[0] if kinds and kinds.count(kinds[0]) == len(kinds) else f"differing types {{kinds}}"
    print(f"{{a}} {operator} {{b}} -> {{name}}: {{' '.join(text for text, _ in results)}}")


def safe_row(a, b, first, second):
    """A row, or the error that compiling for these types gives."""
    try:
        row(a, b, first, second)
    except Exception as error:
        print(f"{{a}} {operator} {{b}} -> {{failure(error)}}")


for a, first in {first}.items():
    for b, second in {second}.items():
        {guard}safe_row(a, b, first, second)
'''
BOOLEAN_POWER = 'if (a, b) != ("bool", "int32"):\n            '
COMPLEX_ONLY = 'if "complex" in a + b:\n            '

PLAIN_TEXT = "repr(value)"
PARTS_TEXT = 'f"{value.real!r}&{value.imag!r}"'
ROUNDED_TEXT = "cut(value, 5 if array.dtype in (np.float32, np.complex64) else 9)"


def matrix(name, operator, values, first="VALUES", second="VALUES", text=PLAIN_TEXT, guard=""):
    """The file of one operator."""
    helpers = WITH_ROUNDED if text == ROUNDED_TEXT else HELPERS
    body = values + "\n" + MATRIX.format(operator=operator, text=text, first=first, second=second, guard=guard)
    about = f"The operator `{operator}` over every pair of scalar types: result type, value and exceptions."
    return CaseFile(name, about, body, helpers=helpers)


def comparison(name, operator, values):
    """The file of one comparison."""
    file = matrix(name, operator, values, text="repr(bool(value))")
    reason = "Numba compares int64 with uint64 as float64, where large neighbours look equal"
    return replace(file, reason=reason, python_lines=r"^(int64 \S+ uint64|uint64 \S+ int64) ")


def complex_matrix(name, operator, values=INTEGERS + FINITE + COMPLEXES, text=PARTS_TEXT):
    """The file of one operator, over the pairs with a complex type in them; real and imaginary part apart."""
    return matrix(name, operator, values, text=text, guard=COMPLEX_ONLY)


UNARY = """
@njit
def negative(x):
    return -x, np.full(1, -x)


@njit
def positive(x):
    return +x, np.full(1, +x)


@njit
def invert(x):
    return ~x, np.full(1, ~x)


@njit
def absolute(x):
    return abs(x), np.full(1, abs(x))


@njit
def logical_not(x):
    return not x, np.full(1, not x)


@njit
def truth(x):
    return 1 if x else 0


for name, function in (("-", negative), ("+", positive), ("not", logical_not), ("if", truth)):
    for kind, values in VALUES.items():
        for value in values:
            case(f"{name} {kind} {value}", lambda: function(value))
for kind, values in VALUES.items():
    for value in values:
        case(f"abs {kind} {value}", lambda: absolute(value)[1], rounded)
for kind, values in VALUES.items():
    if kind not in ("float32", "float64", "complex64", "complex128"):
        for value in values:
            case(f"~ {kind} {value}", lambda: invert(value))
"""

AUGMENTED = '''
@njit
def each_operator(x, y):
    """Every augmented assignment that keeps integers."""
    a = x
    a += y
    a -= 3
    a *= y
    a //= 2
    a %= 1000
    a <<= 4
    a >>= 1
    a |= 1
    a &= 1023
    a ^= 255
    a **= 2
    return a


@njit
def becomes_float(n):
    """A variable that starts as an integer and turns into a float inside a loop."""
    total = 0
    for i in range(n):
        total += i * 0.5
    return total


@njit
def stays_single(values):
    """A single-precision accumulator stays single."""
    total = np.float32(0.0)
    for v in values:
        total += v
    return np.full(1, total)


@njit
def leaves_single(x):
    """A literal takes single precision to double."""
    return np.full(1, x * 2.0), np.full(1, x * 2), np.full(1, x + np.float32(2.0))


@njit
def widens(values):
    """An accumulator that starts with an element grows to 64 bits."""
    total = values[0]
    for v in values[1:]:
        total += v
    return total


@njit
def divides(x):
    """In-place true division."""
    x /= 4
    return x


@njit
def joins(flag, a, b):
    """The common type of two branches."""
    if flag:
        value = a
    else:
        value = b
    return np.full(1, value)


@njit
def conditional(flag, a, b):
    """The common type of a conditional expression."""
    return np.full(1, a if flag else b)


@njit
def retyped():
    """A name that changes its type on straight-line code."""
    x = 1
    y = x + 1
    x = 2.5
    y = y + x
    x = (1, y)
    return x


@njit
def overflow(x, n):
    """Doubling wraps around."""
    for _ in range(n):
        x = x * 2 + 1
    return x


@njit
def narrow_wrap(x):
    """Explicit narrow types wrap at their own width."""
    return np.int8(x), np.uint8(x), np.int16(x * 300), np.uint32(-x)
'''

AUGMENTED_CALLS = [
    "each_operator(5, 7)",
    "each_operator(-50, 3)",
    "each_operator(np.int8(100), np.uint8(200))",
    "each_operator(np.uint64(100), np.uint64(5))",
    "becomes_float(0)",
    "becomes_float(5)",
    "stays_single(np.array([0.1, 0.2, 0.3, 1e8, 1.0], dtype=np.float32))",
    "leaves_single(np.float32(0.1))",
    "widens(np.array([200, 200, 200, 200], dtype=np.uint8))",
    "widens(np.array([-100, -100], dtype=np.int8))",
    "widens(np.array([1.5, 2.5], dtype=np.float32))",
    "widens(np.array([True, True, True]))",
    "divides(10)",
    "divides(np.float32(3.0))",
    "joins(True, 1, 2.5)",
    "joins(False, 1, 2.5)",
    "joins(True, True, 7)",
    "joins(True, np.int8(-1), np.uint8(255))",
    "joins(False, np.int8(-1), np.uint8(255))",
    "joins(True, np.int32(-1), np.uint32(5))",
    "joins(True, np.int64(-1), np.uint64(5))",
    "joins(False, np.int64(-1), np.uint64(2**63))",
    "joins(True, np.float32(1.5), np.int64(2))",
    "joins(True, np.float32(1.5), np.int16(2))",
    "joins(True, 1, 2 + 3j)",
    "joins(False, np.complex64(1j), 0.5)",
    "joins(True, np.float32(0.5), np.complex64(1j))",
    "conditional(True, 3, 4.5)",
    "conditional(False, False, 9)",
    "retyped()",
    "overflow(1, 62)",
    "overflow(1, 63)",
    "overflow(1, 70)",
    "narrow_wrap(127)",
    "narrow_wrap(300)",
    "narrow_wrap(-129)",
]

LITERALS = '''
def forms(value):
    """A value with the dtype of an array made of it."""
    return describe(value)


@njit
def literal_types():
    return np.full(1, 1), np.full(1, 1.0), np.full(1, True), np.full(1, 1j), np.full(1, 2**63)


@njit
def large_literals():
    return 9223372036854775807, -9223372036854775808, 18446744073709551615, 0xFFFFFFFFFFFFFFFF


@njit
def literal_with(x):
    return np.full(1, x + 1), np.full(1, x * 2), np.full(1, 1 - x), np.full(1, x / 2), np.full(1, x > 0)


@njit
def float_literal_with(x):
    return np.full(1, x + 1.5), np.full(1, 0.5 * x), np.full(1, x - 0.25), np.full(1, x / 0.5)


@njit
def constant_powers(x):
    return x**0, x**1, x**2, x**3, x**4, x**10


@njit
def negative_powers(x):
    return x**-1, x**-2, x**-3


@njit
def folded():
    return 7 // 2, -7 // 2, 7 % -3, 1 << 10, 2**10, 2**0.5, 5 / 2, ~5, not 5, -(3), 0x1F & 0b1010, 10**18


@njit
def notations():
    return 1_000_000, 0xFF, 0o17, 0b101, 1e3, 1.5e-7, .5, 5., 1_0.5, 2e0j


@njit
def precedence(a, b, c):
    return a + b * c, (a + b) * c, a - b - c, a ** b ** 2, -a ** 2, a << b + c, a & b | c ^ a, not a == b, a < b < c


@njit
def booleans(p, q):
    return p and q, p or q, not p, p & q, p | q, p ^ q, p == q, p != q, p < q, p + q, p * q, p - q


@njit
def short_circuit(x, y):
    if y != 0 and x // y > 1:
        return 1
    if y == 0 or x // y == 0:
        return 2
    return 3


@njit
def and_or_values(a, b):
    return a and b, a or b


@njit
def identity(x):
    return np.full(1, x)


@njit
def identity_large(x):
    return np.full(1, x)
'''

LITERAL_CALLS = [
    "literal_types()",
    "large_literals()",
    *[f"literal_with({v})" for v in ("np.int8(5)", "np.uint8(5)", "np.int32(-5)", "np.uint32(5)", "np.uint64(5)")],
    *[f"literal_with({v})" for v in ("np.float32(0.1)", "0.1", "True")],
    *[f"float_literal_with({v})" for v in ("np.int8(5)", "np.uint64(5)", "np.float32(0.1)", "0.1", "False", "3")],
    *[f"constant_powers({v})" for v in ("3", "-2", "0", "np.uint8(200)", "1.1", "np.float32(1.5)", "True", "1e200")],
    *[f"negative_powers({v})" for v in ("2.0", "-0.5", "np.float32(4.0)", "1", "-1", "2", "0")],
    "folded()",
    "notations()",
    "precedence(2, 3, 4)",
    "precedence(-5, 2, 7)",
    *[f"booleans({p}, {q})" for p in (True, False) for q in (True, False)],
    *[f"short_circuit({x}, {y})" for x, y in ((5, 0), (5, 2), (1, 2), (0, 0), (-5, 2))],
    *[f"and_or_values({a}, {b})" for a, b in ((0, 5), (3, 5), (0.0, 2.5), (1.5, 0.0), (False, True))],
    *[f"identity({v})" for v in ("5", "5.0", "True", "1j", "2**63 - 1", "-2**63")],
    "identity_large(2**63)",
    "identity_large(2**64 - 1)",
    *[f"identity(np.{t}(7))" for t in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")],
    *[f"identity(np.{t}(7))" for t in ("float32", "float64", "complex64", "complex128", "bool_")],
]


def files():
    """All files of this subject."""
    reals = INTEGERS + REALS
    return [
        matrix("operator_add", "+", reals),
        matrix("operator_sub", "-", reals),
        matrix("operator_mul", "*", reals),
        matrix("operator_truediv", "/", reals, text=ROUNDED_TEXT),
        matrix("operator_floordiv", "//", reals),
        matrix("operator_mod", "%", reals),
        matrix("operator_pow", "**", POWERS, "BASES", "EXPONENTS", ROUNDED_TEXT, BOOLEAN_POWER),
        complex_matrix("complex_add", "+"),
        complex_matrix("complex_sub", "-"),
        complex_matrix("complex_mul", "*"),
        complex_matrix("complex_truediv", "/", text=ROUNDED_TEXT),
        complex_matrix("complex_pow", "**", COMPLEX_POWERS, text=ROUNDED_TEXT),
        complex_matrix("complex_eq", "==", text=PLAIN_TEXT),
        complex_matrix("complex_ne", "!=", text=PLAIN_TEXT),
        matrix("operator_and", "&", INTEGERS),
        matrix("operator_or", "|", INTEGERS),
        matrix("operator_xor", "^", INTEGERS),
        matrix("operator_lshift", "<<", INTEGERS + SHIFTS, "VALUES", "COUNTS"),
        matrix("operator_rshift", ">>", INTEGERS + SHIFTS, "VALUES", "COUNTS"),
        comparison("operator_eq", "==", reals),
        comparison("operator_ne", "!=", reals),
        comparison("operator_lt", "<", reals),
        comparison("operator_le", "<=", reals),
        comparison("operator_gt", ">", reals),
        comparison("operator_ge", ">=", reals),
        CaseFile(
            "operator_unary",
            "Unary operators, `abs`, `not` and truth of every scalar type.",
            INTEGERS + REALS + COMPLEXES + UNARY,
            helpers=WITH_ROUNDED,
        ),
        CaseFile(
            "augmented_assignment",
            "Augmented assignment, types that join at branches and loops, wrap-around.",
            AUGMENTED + "\n\n" + calls(*AUGMENTED_CALLS),
        ),
        CaseFile(
            "literals_and_precedence",
            "Literals, their mixture with typed scalars, constant powers, precedence and logic.",
            LITERALS + "\n\n" + calls(*LITERAL_CALLS),
        ),
    ]
