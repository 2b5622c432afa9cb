"""Writes complex.txt: complex functions as CPython's cmath and operators compute them.

Run with CPython 3.11: `python make_complex.py > complex.txt`. Columns: function, arguments and result
as hexadecimal bits of real and imaginary parts. Where cmath raises an exception there is no row, nor
for nans where C99 leaves the result open or a correction of it changed the result.
"""

import cmath
import itertools
import struct

FUNCTIONS = "sqrt exp log sin cos tan sinh cosh tanh asin acos atan asinh acosh atanh".split()
PARTS = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 1e-8, 700.0, 1e-320, -1e200, float("inf"), float("-inf"), float("nan")]
BASES = [1 + 2j, -1.5 + 0.5j, 2 + 0j, -2 + 0j, 1j, 1e-3 - 1e3j]
EXPONENTS = [0j, 1 + 0j, 2 + 0j, 3 + 0j, -1 + 0j, -7 + 0j, 0.5 + 0j, 1j, 1.5 - 0.5j, 101 + 0j, 2.5 + 0j]


def bits(value):
    return f"{struct.pack('>d', value.real).hex()} {struct.pack('>d', value.imag).hex()}"


def row(name, arguments, function):
    try:
        result = function(*arguments)
    except (ValueError, OverflowError, ZeroDivisionError):
        return
    print("\t".join([name, " ".join(map(bits, arguments)), bits(result)]))


for name in FUNCTIONS:
    for re, im in itertools.product(PARTS, PARTS):
        if (re != re or im != im) and name not in ("sqrt", "exp", "log"):
            continue
        row(name, [complex(re, im)], getattr(cmath, name))
for base, exponent in itertools.product(BASES, EXPONENTS):
    row("pow", [base, exponent], lambda x, y: x**y)
for a, b in itertools.product(BASES + [0j, complex(1e300, 1e300), complex("inf+1j")], repeat=2):
    row("div", [a, b], lambda x, y: x / y)
