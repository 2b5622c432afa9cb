"""Write `../src/coefficients.rs`: polynomials and constants of the elementary functions.

    python -m venv v && v/bin/pip install mpmath
    v/bin/python generate.py

Each polynomial is the minimax approximation of a smooth remainder such as `(sin r - r) / r^3`, found by the exchange
algorithm of E. Ya. Remez (1934) in 90 digits. What is minimised is the error relative to the function that the
polynomial serves, so the figure in the comment is what it adds to that function's relative error. The coefficients are
then rounded to double, and the error that is written down is measured again with the rounded ones.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from mpmath import mp, mpf

mp.dps = 90
OUTPUT = Path(__file__).resolve().parents[1] / "src" / "coefficients.rs"
ROUNDS = 8
GRID = 60


@dataclass(frozen=True)
class Polynomial:
    """A polynomial in one variable: what it approximates, where, and how an error in it counts."""

    name: str
    text: str
    function: Callable
    low: mpf
    high: mpf
    terms: int
    weight: Callable


@dataclass(frozen=True)
class Constant:
    """A number as one or several doubles that add up to it; the first `bits` bits of it are in the first."""

    name: str
    text: str
    value: Callable
    bits: tuple


def value_at(coefficients, x):
    """The polynomial at a point, lowest coefficient first."""
    result = mpf(0)
    for coefficient in reversed(coefficients):
        result = result * x + coefficient
    return result


def chebyshev_points(low, high, count):
    """The extrema of a Chebyshev polynomial, ascending."""
    middle, half = (low + high) / 2, (high - low) / 2
    return [middle - half * mp.cos(mp.pi * i / (count - 1)) for i in range(count)]


def exchange(polynomial):
    """Coefficients whose weighted error is level over the interval."""
    points = chebyshev_points(polynomial.low, polynomial.high, polynomial.terms + 1)
    grid = chebyshev_points(polynomial.low, polynomial.high, GRID * polynomial.terms)
    samples = [(x, polynomial.function(x), polynomial.weight(x)) for x in grid]
    coefficients = []
    for _ in range(ROUNDS):
        coefficients = solve(polynomial, points)
        errors = [(w * (value_at(coefficients, x) - f), x) for x, f, w in samples]
        found = alternating(errors, polynomial.terms + 1)
        if found is None:
            break
        points = found
    return coefficients


def solve(polynomial, points):
    """The coefficients that give all points the same error with alternating signs."""
    size = len(points)
    matrix, right = mp.matrix(size, size), mp.matrix(size, 1)
    for row, x in enumerate(points):
        for column in range(size - 1):
            matrix[row, column] = x**column
        matrix[row, size - 1] = (-1) ** row / polynomial.weight(x)
        right[row] = polynomial.function(x)
    return list(mp.lu_solve(matrix, right))[:-1]


def alternating(errors, count):
    """The largest error of each run of one sign, if there are as many runs as needed."""
    runs = []
    for error, x in errors:
        if runs and (runs[-1][0] > 0) == (error > 0):
            runs[-1] = max(runs[-1], (error, x), key=lambda pair: abs(pair[0]))
        else:
            runs.append((error, x))
    while len(runs) > count:
        runs.pop(0 if abs(runs[0][0]) < abs(runs[-1][0]) else -1)
    return [x for _, x in runs] if len(runs) == count else None


def worst(polynomial, coefficients):
    """The largest weighted error, as a power of two."""
    grid = chebyshev_points(polynomial.low, polynomial.high, GRID * polynomial.terms + 1)
    errors = [
        abs(polynomial.weight(x) * (value_at(coefficients, x) - polynomial.function(x))) for x in grid
    ]
    return mp.log(max(errors), 2)


def split(value, bits):
    """Doubles that add up to a number; each takes as many bits as asked for."""
    parts = []
    for count in bits:
        scale = mpf(2) ** (count - 1 - mp.floor(mp.log(abs(value), 2)))
        part = float(mp.nint(value * scale) / scale)
        parts.append(part)
        value -= mpf(part)
    return parts


TINY = mpf(10) ** -12
LEAST = mpf(10) ** -4
HALF_LN2 = mp.log(2) / 2 * mpf("1.0001")
EIGHTH = mp.pi / 4 * mpf("1.0001")


def in_square(function):
    """A function of `z = x^2` from a function of x."""
    return lambda z: function(mp.sqrt(z))


def tail(function, *leading):
    """What is left of an odd or even function when its leading terms are taken off, over the next power."""
    power = 2 * len(leading)

    def rest(z):
        x = mp.sqrt(z)
        first = x if leading[0] == "odd" else mpf(1)
        known = sum(c * z**i for i, c in enumerate(leading[1:], 1)) + 1
        return (function(x) - first * known) / (first * x**power)

    return rest


def relative(function, odd, power):
    """The weight of an error of a tail in the relative error of its function; it stays away from 0."""

    def weight(z):
        x = mp.sqrt(max(z, LEAST))
        first = x if odd else mpf(1)
        return abs(first * x**power / function(x))

    return weight


def odd_tail(name, text, function, high, terms, known=()):
    """The rest of an odd function after x (and further known terms)."""
    leading = ("odd", *known)
    power = 2 * len(leading)
    return Polynomial(
        name, text, tail(function, *leading), TINY, high**2, terms, relative(function, True, power)
    )


def even_tail(name, text, function, high, terms, known=()):
    """The rest of an even function after 1 (and further known terms)."""
    leading = ("even", *known)
    power = 2 * len(leading)
    return Polynomial(
        name, text, tail(function, *leading), TINY, high**2, terms, relative(function, False, power)
    )


def exp_rest(r):
    """(exp(r) - 1 - r) / r^2, by the series where the difference cancels."""
    if abs(r) < mpf(10) ** -8:
        return mpf(1) / 2 + r / 6 + r**2 / 24
    return (mp.exp(r) - 1 - r) / r**2


def exp_weight(r):
    """The weight of an error of `exp_rest` in the relative error of exp; it stays away from 0."""
    return max(r * r, LEAST) / mp.exp(r)


def erfcx_scaled(t):
    """(1 + 2x) exp(x^2) erfc(x) at t = (x - 3.75) / (x + 3.75)."""
    x = mpf("3.75") * (1 + t) / (1 - t)
    if x > 60:
        y = 1 / (2 * x * x)
        series = sum((-1) ** k * mp.fac2(2 * k - 1) * y**k for k in range(14))
        return (1 + 2 * x) / (x * mp.sqrt(mp.pi)) * series
    return (1 + 2 * x) * mp.exp(x * x) * mp.erfc(x)


def stirling_rest(w):
    """z (log gamma(z) - Stirling's leading terms) at w = 1 / z^2, by the asymptotic series where z is large."""
    if w < mpf(10) ** -4:
        terms = (mp.bernoulli(2 * k) / (2 * k * (2 * k - 1)) * w ** (k - 1) for k in range(1, 16))
        return sum(terms, mpf(0))
    z = 1 / mp.sqrt(w)
    return z * (mp.loggamma(z) - ((z - mpf(1) / 2) * mp.log(z) - z + mp.log(2 * mp.pi) / 2))


def lgamma_at_two(t):
    """(log gamma(2 + t) - (1 - gamma) t) / t^2, gamma being Euler's constant."""
    if abs(t) < mpf(10) ** -20:
        return (mp.zeta(2) - 1) / 2
    return (mp.loggamma(2 + t) - (1 - mp.euler) * t) / t**2


ROOT2 = mp.sqrt(2)
LOG_END = ((ROOT2 - 1) / (ROOT2 + 1)) * mpf("1.0001")
TAN_EIGHTH = mp.tan(mp.pi / 8) * mpf("1.0001")
THIRD, FIFTH = mpf(1) / 3, mpf(1) / 5

POLYNOMIALS = [
    Polynomial("EXP", "(exp(r) - 1 - r) / r^2", exp_rest, -HALF_LN2, HALF_LN2, 11, exp_weight),
    odd_tail("ATANH", "(atanh(s) - s) / s^3", mp.atanh, LOG_END, 7),
    odd_tail("ATANH_TAIL", "(atanh(s) - s - s^3/3 - s^5/5) / s^7", mp.atanh, LOG_END, 8, (THIRD, FIFTH)),
    odd_tail("SIN", "(sin(r) - r) / r^3", mp.sin, EIGHTH, 6),
    even_tail("COS", "(cos(r) - 1 + r^2/2) / r^4", mp.cos, EIGHTH, 6, (-mpf(1) / 2,)),
    odd_tail("ATAN", "(atan(t) - t) / t^3", mp.atan, TAN_EIGHTH, 11),
    odd_tail("ASIN", "(asin(x) - x) / x^3", mp.asin, mpf("0.5001"), 13),
    odd_tail("SINH", "(sinh(r) - r) / r^3", mp.sinh, HALF_LN2, 6),
    even_tail("COSH", "(cosh(r) - 1 - r^2/2) / r^4", mp.cosh, HALF_LN2, 6, (mpf(1) / 2,)),
    Polynomial(
        "INVERSE_CUBE_ROOT", "m^(-1/3)", lambda m: m ** (-THIRD), mpf("0.7071"), mpf("1.4143"), 6, lambda m: m**THIRD
    ),
    Polynomial(
        "ERF", "erf(x) / x - 1, in x^2", in_square(lambda x: mp.erf(x) / x - 1), TINY, mpf("1.0001"), 15,
        in_square(lambda x: x / mp.erf(x)),
    ),
    Polynomial(
        "ERFCX", "(g(t) - g(0)) / t, g being (1 + 2x) exp(x^2) erfc(x) at t = (x - 3.75)/(x + 3.75)",
        lambda t: (erfcx_scaled(t) - erfcx_scaled(mpf(0))) / t, mpf("-0.5791"), mpf("0.7701"), 19,
        lambda t: max(abs(t), mpf("0.01")) / erfcx_scaled(t),
    ),
    Polynomial(
        "STIRLING", "z (log gamma(z) - Stirling's leading terms), in 1/z^2", stirling_rest, TINY, mpf(1) / 64, 9,
        lambda w: mpf(1) / 100,
    ),
    Polynomial(
        "LGAMMA_TWO", "(log gamma(2 + t) - (1 - gamma) t) / t^2", lgamma_at_two, mpf("-0.5001"), mpf("0.6001"), 20,
        lambda t: t * t,
    ),
    Polynomial(
        "EXP_SINGLE", "(exp(r) - 1 - r) / r^2, for single precision", exp_rest, -HALF_LN2, HALF_LN2, 6,
        exp_weight,
    ),
    odd_tail("ATANH_SINGLE", "(atanh(s) - s) / s^3, for single precision", mp.atanh, LOG_END, 4),
    odd_tail("SIN_SINGLE", "(sin(r) - r) / r^3, for single precision", mp.sin, EIGHTH, 4),
    even_tail("COS_SINGLE", "(cos(r) - 1 + r^2/2) / r^4, for single precision", mp.cos, EIGHTH, 4, (-mpf(1) / 2,)),


]

CONSTANTS = [
    Constant("LOG2_E", "log2(e)", lambda: 1 / mp.log(2), (53, 53)),
    Constant("LN2", "log(2); the first part times an exponent is exact", lambda: mp.log(2), (42, 53)),
    Constant("LN2_FULL", "log(2)", lambda: mp.log(2), (53, 53)),
    Constant("LOG10_E", "log10(e)", lambda: mp.log10(mp.e), (53, 53)),
    Constant("LOG10_2", "log10(2); the first part times an exponent is exact", lambda: mp.log10(2), (42, 53)),
    Constant("TWO_OVER_PI", "2/pi", lambda: 2 / mp.pi, (53,)),
    Constant("HALF_PI", "pi/2", lambda: mp.pi / 2, (53, 53, 53)),
    Constant("QUARTER_PI", "pi/4", lambda: mp.pi / 4, (53, 53)),
    Constant("PI", "pi", lambda: mp.pi, (53, 53)),
    Constant("HALF_LOG_2_PI", "log(2 pi) / 2", lambda: mp.log(2 * mp.pi) / 2, (53, 53)),
    Constant("ERFCX_CENTER", "8.5 exp(3.75^2) erfc(3.75)", lambda: erfcx_scaled(mpf(0)), (53, 53)),
    Constant("ONE_LESS_EULER", "1 - gamma, Euler's constant", lambda: 1 - mp.euler, (53, 53)),
    Constant("LOG_PI", "log(pi)", lambda: mp.log(mp.pi), (53, 53)),
    Constant("THIRD", "1/3", lambda: mpf(1) / 3, (53, 53)),
    Constant("FIFTH", "1/5", lambda: mpf(1) / 5, (53, 53)),
    Constant("CUBE_ROOT_2", "2^(1/3)", lambda: mp.cbrt(2), (53,)),
    Constant("TAN_EIGHTH", "tan(pi/8)", lambda: mp.tan(mp.pi / 8), (53,)),
]


def literal(value):
    """A double as Rust source text that reads back as the same double."""
    text = repr(value)
    return text if any(c in text for c in ".en") else text + ".0"


def grouped(text):
    """The digits in groups of three, as clippy wants them in long literals."""
    mantissa, _, exponent = text.partition("e")
    sign = "-" if mantissa.startswith("-") else ""
    whole, _, fraction = mantissa.lstrip("-").partition(".")
    groups = [fraction[i : i + 3] for i in range(0, len(fraction), 3)]
    thousands = f"{int(whole):_}"
    return f"{sign}{thousands}.{'_'.join(groups) or '0'}" + (f"e{exponent}" if exponent else "")


def polynomial_text(polynomial):
    """The Rust constant of a polynomial."""
    coefficients = [float(c) for c in exchange(polynomial)]
    error = worst(polynomial, [mpf(c) for c in coefficients])
    low, high = float(polynomial.low), float(polynomial.high)
    low = 0.0 if abs(low) < 1e-9 else low
    print(f"{polynomial.name:20} 2^{float(error):.1f}")
    lines = [
        f"/// `{polynomial.text}`, lowest power first, on [{low:.4g}, {high:.4g}];",
        f"/// it adds a relative error of 2^{float(error):.1f}.",
        f"pub(crate) const {polynomial.name}: [f64; {len(coefficients)}] = [",
        *[f"    {grouped(literal(c))}," for c in coefficients],
        "];",
    ]
    return "\n".join(lines)


def constant_text(constant):
    """The Rust constant of a number."""
    parts = split(constant.value(), constant.bits)
    texts = [grouped(literal(part)) for part in parts]
    if len(parts) == 1:
        return f"/// `{constant.text}`.\npub(crate) const {constant.name}: f64 = {texts[0]};"
    body = "".join(f"\n    {text}," for text in texts)
    return f"/// `{constant.text}`.\npub(crate) const {constant.name}: [f64; {len(parts)}] = [{body}\n];"


def table_text():
    """The bits of 2/pi, 64 to a word, for the reduction of huge angles."""
    with mp.workdps(420):
        digits = int(mp.floor(2 / mp.pi * mpf(2) ** (64 * 20)))
    words = [(digits >> (64 * (19 - i))) & (2**64 - 1) for i in range(20)]
    text = "".join(f"\n    0x{w >> 48:04x}_{w >> 32 & 0xFFFF:04x}_{w >> 16 & 0xFFFF:04x}_{w & 0xFFFF:04x}," for w in words)
    return (
        "/// The first 1280 bits of `2/pi` behind the binary point.\n"
        f"pub(crate) const TWO_OVER_PI_BITS: [u64; 20] = [{text}\n];"
    )


def main():
    """Write the file."""
    head = (
        "//! Polynomials and constants of the elementary functions, written by `coefficients/generate.py`.\n"
        "//! Do not edit: change the script and run it again.\n"
        "#![allow(\n    clippy::excessive_precision,\n    clippy::approx_constant,\n"
        "    clippy::unreadable_literal,\n    clippy::inconsistent_digit_grouping,\n"
        '    reason = "the numbers are generated"\n)]\n'
    )
    parts = [head, *map(constant_text, CONSTANTS), *map(polynomial_text, POLYNOMIALS), table_text()]
    OUTPUT.write_text("\n\n".join(part.strip("\n") for part in parts) + "\n")


if __name__ == "__main__":
    main()
