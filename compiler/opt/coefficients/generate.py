"""Writes ../src/expand_math/coefficients.rs: polynomials and split constants of the maths functions.

Needs mpmath. Polynomials interpolate at Chebyshev nodes in 60 digits, which is within a factor of two of
the best polynomial of the degree, and are rounded to doubles. The largest error that is left, with the
rounding, is measured on a fine grid and stands next to each polynomial.

    python generate.py
"""

from pathlib import Path

from mpmath import chebyfit, exp, fabs, log, mp, mpf, sqrt

mp.dps = 60

TARGET = Path(__file__).resolve().parent.parent / "src" / "expand_math" / "coefficients.rs"

HEAD = '''//! Polynomials and split constants; written by `compiler/opt/coefficients/generate.py`.

'''


def fit(function, low, high, count):
    """Coefficients as doubles, the constant one first."""
    return [float(c) for c in reversed(chebyfit(function, [low, high], count))]


def error(function, coefficients, low, high):
    """The largest difference on a grid."""
    steps = 4001
    worst = mpf(0)
    for i in range(steps):
        x = low + (high - low) * i / mpf(steps - 1)
        if x != 0:
            worst = max(worst, fabs(function(x) - sum(mpf(c) * x**i for i, c in enumerate(coefficients))))
    return worst


def split(value, bits):
    """A double with this many significant bits, and the rest as a double."""
    exponent = 0
    scaled = value
    while scaled >= 1:
        scaled /= 2
        exponent += 1
    while scaled < mpf(1) / 2:
        scaled *= 2
        exponent -= 1
    high = mpf(int(scaled * 2**bits)) / 2**bits * mpf(2) ** exponent
    return float(high), float(value - high)


def exp_tail(r):
    """(e**r - 1 - r) / r**2, near zero by its series."""
    if fabs(r) < mpf("1e-8"):
        return mpf(1) / 2 + r / 6 + r * r / 24
    return (exp(r) - 1 - r) / (r * r)


def log_tail(z):
    """((log((1 + s) / (1 - s)) - 2 s) / s) / z for z = s * s."""
    if z < mpf("1e-12"):
        return mpf(2) / 3 + 2 * z / 5
    s = sqrt(z)
    return (log((1 + s) / (1 - s)) - 2 * s) / s / z


def array(name, doc, coefficients):
    rows = "".join(f"    {c!r},\n" for c in coefficients)
    return f"/// {doc}\npub(super) const {name}: [f64; {len(coefficients)}] = [\n{rows}];\n\n"


def number(name, doc, value):
    return f"/// {doc}\npub(super) const {name}: f64 = {value!r};\n\n"


def main():
    ln2 = log(mpf(2))
    half = ln2 / 2 * (1 + mpf(2) ** -20)
    text = HEAD
    tail = fit(exp_tail, -half, half, 11)
    worst = error(exp_tail, tail, -half, half)
    text += array("EXP_TAIL", f"(e^r - 1 - r) / r^2 for |r| <= ln(2) / 2; error {float(worst):.1e}.", tail)
    limit = ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)) ** 2 * (1 + mpf(2) ** -20)
    tail = fit(log_tail, mpf(0), limit, 8)
    worst = error(log_tail, tail, mpf(0), limit)
    text += array("LOG_TAIL", f"(log((1 + s) / (1 - s)) - 2 s) / s^3 in s^2, for |s| <= 0.172; error {float(worst):.1e}.", tail)
    high, low = split(ln2, 33)
    text += number("LN2_HIGH", "ln(2), 33 bits: its product with an exponent is exact.", high)
    text += number("LN2_LOW", "The rest of ln(2).", low)
    text += number("LN2", "ln(2).", float(ln2))
    text += number("LN2_REST", "ln(2) minus its double.", float(ln2 - mpf(float(ln2))))
    text += number("LOG2_E", "1 / ln(2).", float(1 / ln2))
    text += number("LOG2_E_REST", "1 / ln(2) minus its double.", float(1 / ln2 - mpf(float(1 / ln2))))
    log10e = 1 / log(mpf(10))
    text += number("LOG10_E", "1 / ln(10).", float(log10e))
    text += number("LOG10_E_REST", "1 / ln(10) minus its double.", float(log10e - mpf(float(log10e))))
    TARGET.write_text(text.rstrip("\n") + "\n")


main()
