"""Write the reference points of the elementary functions: one file a function, from mpmath.

    python -m venv v && v/bin/pip install mpmath
    v/bin/python generate.py [--count N] [--folder FOLDER]

A line is the bits of the arguments, the bits of the correctly rounded result, and what is missing to the exact result
in thousandths of the last place. Arguments are drawn, with a fixed seed, from intervals in which a function does its
work, from all magnitudes, and from the surroundings of the points where it changes its method.
"""

import argparse
import random
import struct
from pathlib import Path

from mpmath import mp, mpf

PRECISION = 250
HERE = Path(__file__).resolve().parent


def bits(value):
    """The bits of a double in hexadecimal."""
    return f"{struct.unpack('<Q', struct.pack('<d', value))[0]:016x}"


def last_place(value):
    """The distance of the doubles around a number."""
    if value == 0:
        return mpf(2) ** -1074
    return mpf(2) ** max(mp.floor(mp.log(abs(value), 2)) - 52, -1074)


def rounded(exact):
    """The nearest double, and the rest in thousandths of its last place; none if there is no such double."""
    unit = last_place(exact)
    whole = mp.nint(exact / unit) * unit
    if abs(whole) >= mpf(2) ** 1024:
        return None
    value = float(whole)
    return value, int(mp.nint((exact - whole) / unit * 1000))


def any_magnitude(low, high):
    """A number between two powers of two, all exponents alike."""
    return lambda r: r.choice([-1, 1]) * r.uniform(1, 2) * 2.0 ** r.randint(low, high)


def positive(low, high):
    """The same without negative ones."""
    return lambda r: r.uniform(1, 2) * 2.0 ** r.randint(low, high)


def between(low, high):
    """A number of an interval."""
    return lambda r: r.uniform(low, high)


def near(point, low=-50, high=-2):
    """A number at any distance from a point."""
    return lambda r: point + r.choice([-1, 1]) * r.uniform(1, 2) * 2.0 ** r.randint(low, high)


def near_multiple(step, most):
    """A double next to a multiple of a number, the worst case of a reduction."""
    return lambda r: float(mpf(step) * r.randint(1, most)) * r.choice([-1, 1])


HALF_PI = "1.570796326794896619231321691639751442098584699687552910487"
ANGLES = [between(-4, 4), between(-100, 100), any_magnitude(-60, 30), any_magnitude(31, 1022), near_multiple(HALF_PI, 10**6)]
ALL = any_magnitude(-1060, 1022)
UNIT = [between(-1, 1), any_magnitude(-60, -2), lambda r: r.choice([-1, 1]) * (1 - r.uniform(1, 2) * 2.0 ** r.randint(-52, -3))]

UNARY = {
    "sin": (mp.sin, ANGLES),
    "cos": (mp.cos, ANGLES),
    "tan": (mp.tan, ANGLES),
    "asin": (mp.asin, [*UNIT, near(0.5)]),
    "acos": (mp.acos, [*UNIT, near(0.5)]),
    "atan": (mp.atan, [between(-3, 3), ALL, near(1), near(0.41421356237309503)]),
    "sinh": (mp.sinh, [between(-3, 3), between(-700, 700), any_magnitude(-60, 3), between(709, 710.4)]),
    "cosh": (mp.cosh, [between(-3, 3), between(-700, 700), any_magnitude(-60, 3), between(709, 710.4)]),
    "tanh": (mp.tanh, [between(-1, 1), between(-22, 22), any_magnitude(-60, 3)]),
    "asinh": (mp.asinh, [between(-3, 3), ALL, any_magnitude(-60, 40)]),
    "acosh": (mp.acosh, [between(1, 3), positive(0, 1022), lambda r: 1 + r.uniform(1, 2) * 2.0 ** r.randint(-51, -1)]),
    "atanh": (mp.atanh, UNIT),
    "exp": (mp.exp, [between(-1, 1), between(-740, 709), any_magnitude(-60, 8), between(-745, -708)]),
    "exp2": (lambda x: mpf(2) ** x, [between(-1, 1), between(-1074, 1024), any_magnitude(-60, 9)]),
    "expm1": (mp.expm1, [between(-1, 1), between(-40, 709), any_magnitude(-60, 8)]),
    "log": (mp.log, [between(0, 3), positive(-1060, 1022), near(1)]),
    "log2": (lambda x: mp.log(x) / mp.log(2), [between(0, 3), positive(-1060, 1022), near(1)]),
    "log10": (mp.log10, [between(0, 3), positive(-1060, 1022), near(1)]),
    "log1p": (mp.log1p, [between(-1, 3), any_magnitude(-60, -2), positive(-60, 1022), near(-1, -50, -4)]),
    "cbrt": (lambda x: mp.sign(x) * mp.cbrt(abs(x)), [between(-10, 10), ALL]),
    "erf": (mp.erf, [between(-1.2, 1.2), between(-6, 6), any_magnitude(-60, 1)]),
    "erfc": (mp.erfc, [between(-6, 6), between(0, 26.5), any_magnitude(-60, 3), near(0.5)]),
    "gamma": (mp.gamma, [between(0, 4), between(0, 171.6), between(-20, 0), any_magnitude(-1000, -1), between(-184, 0)]),
    "lgamma": (
        lambda x: mp.log(abs(mp.gamma(x))) if abs(x) < 500 else mp.loggamma(x),
        [between(0, 4), positive(-1000, 1000), near(1), near(2), between(-2, 0), between(-100, -12)],
    ),
}
BINARY = {
    "pow": (
        lambda x, y: x**y,
        [
            (positive(-3, 3), between(-20, 20)),
            (positive(-1000, 1000), any_magnitude(-20, 0)),
            (lambda r: 1 + r.uniform(-1, 1) * 2.0 ** r.randint(-40, -3), any_magnitude(0, 12)),
            (between(-30, -0.1), lambda r: float(r.randint(-100, 100))),
        ],
    ),
    "atan2": (
        mp.atan2,
        [
            (between(-3, 3), between(-3, 3)),
            (any_magnitude(-500, 500), any_magnitude(-500, 500)),
            (any_magnitude(-1070, -900), any_magnitude(-1070, -900)),
            (any_magnitude(900, 1022), any_magnitude(900, 1022)),
        ],
    ),
    "hypot": (
        lambda x, y: mp.sqrt(x * x + y * y),
        [
            (between(-3, 3), between(-3, 3)),
            (any_magnitude(-30, 30), any_magnitude(-30, 30)),
            (any_magnitude(-1070, -900), any_magnitude(-1070, -900)),
            (any_magnitude(900, 1022), any_magnitude(900, 1022)),
        ],
    ),
}


def points(function, families, count, generator):
    """Lines for a function."""
    lines = []
    while len(lines) < count:
        family = families[len(lines) % len(families)]
        args = [draw(generator) for draw in (family if isinstance(family, tuple) else (family,))]
        exact = function(*map(mpf, args))
        found = None if not mp.isfinite(exact) or mp.im(exact) != 0 else rounded(mp.re(exact))
        if found is None:
            continue
        value, rest = found
        lines.append(" ".join([*map(bits, args), bits(value), str(rest)]))
    return lines


def main():
    """Write all files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=240)
    parser.add_argument("--folder", type=Path, default=HERE)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    mp.prec = PRECISION
    for name, (function, families) in {**UNARY, **BINARY}.items():
        # Huge angles need as many bits of pi as they have, and small results as many behind the point.
        mp.prec = 1400 if name in ("sin", "cos", "tan") else PRECISION
        lines = points(function, families, options.count, random.Random(name))
        (options.folder / f"{name}.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
