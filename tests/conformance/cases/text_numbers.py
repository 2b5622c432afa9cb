"""Between strings and numbers; `%` and `format`.

Expected output: CPython and NumPy throughout (the functions run undecorated), because Numba's own result is not
the one wanted here: Numba does not compile most of these.
Written by tests/conformance/regenerate.py; do not edit.
"""

import numpy as np
from numba import njit


def describe(value):
    """A value with its type; arrays with dtype and shape."""
    if isinstance(value, np.ndarray):
        return f"{value.tolist()!r} {value.dtype} {value.shape}"
    if isinstance(value, tuple):
        return "(" + ", ".join(describe(item) for item in value) + ")"
    return f"{value!r} {type(value).__name__}"


def failure(error):
    """The class of an exception and the first line of its text; of a compile error only the class."""
    name = type(error).__name__
    if name == "TypingError":
        return "raised TypingError"
    return f"raised {name}: {str(error).splitlines()[0] if str(error) else ''}"


def case(name, call, view=describe):
    """Print the outcome of one call on one line."""
    try:
        text = view(call())
    except Exception as error:
        text = failure(error)
    print(f"{name}: {text}")


@njit
def whole(s):
    return int(s)


@njit
def based(s, base):
    return int(s, base)


@njit
def real(s):
    return float(s)


@njit
def code(s):
    return ord(s)


@njit
def letter(n):
    return chr(n)


@njit
def digits(n):
    return bin(n), oct(n), hex(n), str(n)


@njit
def percent(i, x, s):
    return "%d|%5d|%-5d|%05d|%+d|%x|%o|%s|%r|%10s|%-10s|%%|%5.1s|%i" % (i, i, i, i, i, i, i, s, s, s, s, s, x)


@njit
def percent_float(x):
    return "%.2f|%8.3f|%e|%g|%G|%+.1e|%010.2f|%s" % (x, x, x, x, x, x, x, x)


@njit
def formatted(i, x, s):
    return "{0} {1:.3e} {2!r} {0:>7} {s:*^9} {0:b} {{}}".format(i, x, s, s=s)


@njit
def automatic(i, x):
    return "{} and {:08.3f} and {:,}".format(i, x, i * 100000)


case("whole('12')", lambda: whole('12'))
case("whole(' -7 ')", lambda: whole(' -7 '))
case("whole('+1_000')", lambda: whole('+1_000'))
case("whole('0x1')", lambda: whole('0x1'))
case("whole('1__0')", lambda: whole('1__0'))
case("whole('')", lambda: whole(''))
case("whole('abc')", lambda: whole('abc'))
case("whole('٣٤')", lambda: whole('٣٤'))
case("whole('9223372036854775807')", lambda: whole('9223372036854775807'))
case("whole('_1')", lambda: whole('_1'))
case("whole('1_')", lambda: whole('1_'))
case("based('ff', 16)", lambda: based('ff', 16))
case("based('0xff', 16)", lambda: based('0xff', 16))
case("based('0b11', 0)", lambda: based('0b11', 0))
case("based('077', 0)", lambda: based('077', 0))
case("based('0', 0)", lambda: based('0', 0))
case("based('zz', 36)", lambda: based('zz', 36))
case("based('12', 2)", lambda: based('12', 2))
case("based('12', 50)", lambda: based('12', 50))
case("based('-0o17', 8)", lambda: based('-0o17', 8))
case("real('1.5')", lambda: real('1.5'))
case("real(' 1e5 ')", lambda: real(' 1e5 '))
case("real('inf')", lambda: real('inf'))
case("real('-Infinity')", lambda: real('-Infinity'))
case("real('nan')", lambda: real('nan'))
case("real('1_0.5')", lambda: real('1_0.5'))
case("real('_1')", lambda: real('_1'))
case("real('abc')", lambda: real('abc'))
case("real('.5')", lambda: real('.5'))
case("real('5.')", lambda: real('5.'))
case("real('1e')", lambda: real('1e'))
case("real('0x1')", lambda: real('0x1'))
case("real('')", lambda: real(''))
case("code('a')", lambda: code('a'))
case("code('é')", lambda: code('é'))
case("code('日')", lambda: code('日'))
case("code('😀')", lambda: code('😀'))
case("code('ab')", lambda: code('ab'))
case("code('')", lambda: code(''))
case("letter(65)", lambda: letter(65))
case("letter(233)", lambda: letter(233))
case("letter(26085)", lambda: letter(26085))
case("letter(128512)", lambda: letter(128512))
case("letter(-1)", lambda: letter(-1))
case("letter(1114112)", lambda: letter(1114112))
case("digits(0)", lambda: digits(0))
case("digits(10)", lambda: digits(10))
case("digits(-255)", lambda: digits(-255))
case("digits(1099511627776)", lambda: digits(1099511627776))
case("percent(42, 3.9, 'hé')", lambda: percent(42, 3.9, 'hé'))
case("percent(-42, -1000.0, '')", lambda: percent(-42, -1000.0, ''))
case("percent_float(3.14159)", lambda: percent_float(3.14159))
case("percent_float(10000000000.0)", lambda: percent_float(10000000000.0))
case("percent_float(-0.0)", lambda: percent_float(-0.0))
case("percent_float(1e-07)", lambda: percent_float(1e-07))
case("percent_float(float('inf'))", lambda: percent_float(float('inf')))
case("formatted(5, 2.5, 'ab')", lambda: formatted(5, 2.5, 'ab'))
case("formatted(-3, 1e-9, '')", lambda: formatted(-3, 1e-9, ''))
case("automatic(5, 2.5)", lambda: automatic(5, 2.5))
case("automatic(-12, -2.5)", lambda: automatic(-12, -2.5))
