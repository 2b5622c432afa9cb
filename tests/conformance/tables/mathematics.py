"""The `math` and `cmath` modules over ordinary and edge values."""

from .base import WITH_ROUNDED, CaseFile

UNARY = (
    "acos acosh asin asinh atan atanh ceil cos cosh degrees erf erfc exp exp2 expm1 fabs floor gamma isfinite isinf "
    "isnan lgamma log log10 log1p log2 radians sin sinh sqrt tan tanh trunc"
).split()
ROUNDING = ("ceil", "floor", "trunc")

FLOATS = "(0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5)"
SPECIALS = "(math.inf, -math.inf, math.nan)"
OUTSIDE = {"gamma": "-1.0", "lgamma": "-1.0"}
"""Arguments left out: platforms differ at the poles."""


def definition(name):
    """A compiled function that calls one function of `math`."""
    return f"@njit\ndef math_{name}(x):\n    return math.{name}(x)\n\n\n"


def unary_calls(name):
    """Loops over the arguments of one function."""
    values = FLOATS
    if name in OUTSIDE:
        values = "(0.5, 1.0, 1.5, 2.5, -0.5, -2.5, 1e-10, 12.25)"
    lines = f'for x in {values}:\n    case(f"{name}({{x}})", lambda: math_{name}(x), rounded)\n'
    if name not in ROUNDING and name not in OUTSIDE:
        lines += f'for x in {SPECIALS}:\n    case(f"{name}({{x}})", lambda: math_{name}(x), rounded)\n'
    return lines


def unary_file(part, names):
    """Functions of one argument, in double precision."""
    body = "".join(definition(name) for name in names) + "".join(unary_calls(name) for name in names)
    about = f"Functions of one argument in `math`, on floats: {', '.join(names)}."
    return CaseFile(f"math_unary_{part}", about, body, helpers=WITH_ROUNDED)


TYPES = """
VALUES = (
    ("bool", True),
    ("int8", np.int8(1)),
    ("int32", np.int32(1)),
    ("int64", 1),
    ("uint8", np.uint8(1)),
    ("uint64", np.uint64(1)),
    ("float32", np.float32(0.625)),
    ("float64", 0.625),
)
"""


def typed_definition(name):
    """A compiled function whose result keeps its type."""
    return f"@njit\ndef math_{name}(x):\n    return np.full(1, math.{name}(x))\n\n\n"


def types_file():
    """The result types of functions of one argument."""
    loop = 'for kind, value in VALUES:\n    case(f"{name} of {kind}", lambda: math_{name}(value), rounded)\n'
    body = TYPES + "\n\n" + "".join(typed_definition(name) for name in UNARY)
    body += "".join(loop.replace("{name}", name) for name in UNARY)
    return CaseFile(
        "math_types", "Result types of functions in `math` for each argument type.", body, helpers=WITH_ROUNDED
    )


BINARY = """
@njit
def math_atan2(y, x):
    return math.atan2(y, x)


@njit
def math_copysign(x, y):
    return math.copysign(x, y)


@njit
def math_hypot(x, y):
    return math.hypot(x, y)


@njit
def math_pow(x, y):
    return math.pow(x, y)


@njit
def math_nextafter(x, y):
    return math.nextafter(x, y)


@njit
def math_ldexp(x, n):
    return math.ldexp(x, n)


@njit
def math_frexp(x):
    return math.frexp(x)


@njit
def math_gcd(a, b):
    return math.gcd(a, b)


@njit
def constants():
    return math.pi, math.e, math.tau, math.inf, math.nan


EDGES = (0.0, -0.0, 1.0, -1.0, 2.5, -3.5, math.inf, -math.inf, math.nan)
for x in EDGES:
    for y in EDGES:
        case(f"atan2({x}, {y})", lambda: math_atan2(x, y), rounded)
        case(f"copysign({x}, {y})", lambda: math_copysign(x, y))
        case(f"hypot({x}, {y})", lambda: math_hypot(x, y), rounded)
for x in (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, math.inf, -math.inf, math.nan):
    for y in (0.0, -0.0, 1.0, 3.0, -2.0, 0.5, math.inf, -math.inf):
        case(f"pow({x}, {y})", lambda: math_pow(x, y), rounded)
for x, y in ((1.0, 2.0), (1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (1e308, math.inf), (-1.0, -1.0), (math.nan, 1.0)):
    case(f"nextafter({x}, {y})", lambda: math_nextafter(x, y))
for x, n in ((0.5, 4), (1.0, -3), (-1.5, 10), (0.0, 5), (1.0, 1023), (1.0, -1074), (1.0, 1024), (math.inf, -1)):
    case(f"ldexp({x}, {n})", lambda: math_ldexp(x, n))
for x in (0.0, -0.0, 1.0, 8.0, -0.3, 1e300, 5e-324, 1e-310):
    case(f"frexp({x})", lambda: math_frexp(x))
for a, b in ((12, 18), (-12, 18), (0, 5), (5, 0), (0, 0), (17, 31), (2**62, 2**40), (-6, -9)):
    case(f"gcd({a}, {b})", lambda: math_gcd(a, b))
case("constants", lambda: constants())
case("gcd of int8", lambda: math_gcd(np.int8(12), np.int8(8)))
case("hypot of float32", lambda: math_hypot(np.float32(3.0), np.float32(4.0)))
case("atan2 of ints", lambda: math_atan2(1, 2), rounded)
case("copysign of ints", lambda: math_copysign(3, -2))
"""

INTEGRAL = '''
@njit
def floor_ceil_trunc(x):
    return math.floor(x), math.ceil(x), math.trunc(x)


@njit
def np_floor_ceil(x):
    return np.floor(x), np.ceil(x), np.trunc(x), np.rint(x)


@njit
def is_square(n):
    root = int(math.sqrt(n))
    return root * root == n


@njit
def digits(n):
    return math.floor(math.log10(n)) + 1


@njit
def distance(x1, y1, x2, y2):
    return math.sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2)


@njit
def degrees_of(x, y):
    return math.degrees(math.atan2(y, x)) % 360.0


@njit
def log_sum_exp(a, b):
    m = max(a, b)
    return m + math.log(math.exp(a - m) + math.exp(b - m))


@njit
def haversine(lat1, lon1, lat2, lon2):
    p1, p2 = math.radians(lat1), math.radians(lat2)
    h = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(h))


@njit
def domain_errors(x):
    """Nothing raises; the results are NaN or infinities."""
    return math.sqrt(x), math.log(x), math.acos(x), math.log1p(x)


@njit
def range_errors(x):
    return math.exp(x), math.sinh(x), math.cosh(-x), math.expm1(x)


for x in (0.0, -0.0, 0.5, -0.5, 1.5, -1.5, 2.5, 1e15 + 0.5, -1e15 - 0.5, 2.0**62):
    case(f"floor ceil trunc {x}", lambda: floor_ceil_trunc(x))
    case(f"np.floor np.ceil np.trunc np.rint {x}", lambda: np_floor_ceil(x))
for n in (0, 1, 2, 49, 50, 10**12, 10**12 + 1):
    case(f"is_square({n})", lambda: is_square(n))
for n in (1, 9, 10, 99, 12345):
    case(f"digits({n})", lambda: digits(n))
case("distance", lambda: distance(1.0, 2.0, 4.0, 6.0))
case("distance of ints", lambda: distance(1, 2, 4, 6))
case("degrees_of", lambda: degrees_of(-1.0, -1.0), rounded)
case("log_sum_exp", lambda: log_sum_exp(1000.0, 1000.5), rounded)
case("haversine", lambda: haversine(52.52, 13.405, 48.8566, 2.3522), rounded)
case("domain errors", lambda: domain_errors(-2.0))
case("domain errors float32", lambda: domain_errors(np.float32(-2.0)))
case("range errors", lambda: range_errors(1000.0))
case("log of zero", lambda: domain_errors(0.0)[1])
'''

CMATH_IMPORTS = """
import cmath
import math

import numpy as np
from numba import njit
"""

CMATH = (
    "acos acosh asin asinh atan atanh cos cosh exp log log10 phase sin sinh sqrt tan tanh isfinite isinf isnan"
).split()

CMATH_EXTRA = """
@njit
def rectangular(r, phi):
    return cmath.rect(r, phi)


@njit
def polar(z):
    return cmath.polar(z)


@njit
def parts(z):
    return z.real, z.imag, z.conjugate()


@njit
def build(a, b):
    return complex(a, b), complex(a), a + b * 1j


@njit
def horner(z):
    return ((z + 2.0) * z - 1j) * z + 3


@njit
def magnitude(z):
    return abs(z), abs(z) ** 2


@njit
def single(z):
    return np.full(1, z * np.complex64(2j)), np.full(1, z.real), np.full(1, z * 2.0)


case("rect", lambda: rectangular(2.0, 0.75), rounded)
case("polar", lambda: polar(3 + 4j)[0], rounded)
case("polar angle", lambda: polar(3 + 4j)[1], rounded)
case("parts", lambda: parts(1.5 - 2.5j))
case("parts of int", lambda: parts(3))
case("parts of float", lambda: parts(3.5))
case("build", lambda: build(1.5, -2.0))
case("build of ints", lambda: build(1, 2))
case("horner", lambda: horner(1 - 1j))
case("magnitude", lambda: magnitude(3 + 4j))
case("complex64", lambda: single(np.complex64(1 + 2j)))
"""


def cmath_file():
    """The functions of `cmath` away from branch cuts."""
    definitions = "".join(f"@njit\ndef cmath_{n}(z):\n    return cmath.{n}(z)\n\n\n" for n in CMATH)
    loops = "".join(
        f"for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):\n"
        f'    case(f"cmath.{n}({{z}})", lambda: cmath_{n}(z), rounded)\n'
        for n in CMATH
    )
    body = definitions + CMATH_EXTRA.lstrip("\n").split("\n\n\ncase(")[0] + "\n\n\n"
    extra = "case(" + CMATH_EXTRA.split("\n\n\ncase(")[1]
    return CaseFile(
        "cmath_functions",
        "The `cmath` module and the parts of complex numbers.",
        body + loops + extra,
        CMATH_IMPORTS,
        WITH_ROUNDED,
    )


def files():
    """All files of this subject."""
    binary = "Functions of two arguments in `math`, `frexp`, `gcd` and the constants."
    return [
        unary_file("a_to_d", [name for name in UNARY if name < "e"]),
        unary_file("e_to_i", [name for name in UNARY if "e" <= name < "j"]),
        unary_file("l_to_t", [name for name in UNARY if "j" <= name]),
        types_file(),
        CaseFile("math_binary", binary, BINARY, helpers=WITH_ROUNDED),
        CaseFile(
            "math_in_use",
            "Rounding to integers, small formulas, domain and range errors.",
            INTEGRAL,
            helpers=WITH_ROUNDED,
        ),
        cmath_file(),
    ]
