"""Types of numba as casts, stores that convert, booleans as numbers.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
Written by tests/conformance/regenerate.py; do not edit.
"""

import numpy as np
from numba import float32, float64, int8, int32, int64, njit, uint8


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


case("by_numba_type(7)", lambda: by_numba_type(7))
case("by_numba_type(200)", lambda: by_numba_type(200))
case("by_numba_type(-3)", lambda: by_numba_type(-3))
case("by_numba_type(True)", lambda: by_numba_type(True))
case("by_numba_type(np.uint8(255))", lambda: by_numba_type(np.uint8(255)))
case("by_numba_type(3.75)", lambda: by_numba_type(3.75))
case("through_float32(0.1)", lambda: through_float32(0.1))
case("through_float32(1e300)", lambda: through_float32(1e300))
case("chained(-1)", lambda: chained(-1))
case("chained(130)", lambda: chained(130))
case("bits_as_signed(200)", lambda: bits_as_signed(200))
case("bits_as_signed(-1)", lambda: bits_as_signed(-1))
case("truncating_store(np.zeros(1, dtype=np.int64), 2.9)", lambda: truncating_store(np.zeros(1, dtype=np.int64), 2.9))
case("truncating_store(np.zeros(1, dtype=np.int64), -2.9)", lambda: truncating_store(np.zeros(1, dtype=np.int64), -2.9))
case("truncating_store(np.zeros(1, dtype=np.int64), True)", lambda: truncating_store(np.zeros(1, dtype=np.int64), True))
case("truncating_store(np.zeros(1, dtype=np.int64), 7)", lambda: truncating_store(np.zeros(1, dtype=np.int64), 7))
case("truncating_store(np.zeros(1, dtype=np.uint8), 300)", lambda: truncating_store(np.zeros(1, dtype=np.uint8), 300))
case("truncating_store(np.zeros(1, dtype=np.uint8), -1)", lambda: truncating_store(np.zeros(1, dtype=np.uint8), -1))
case("truncating_store(np.zeros(1, dtype=np.uint8), 7.9)", lambda: truncating_store(np.zeros(1, dtype=np.uint8), 7.9))
case("truncating_store(np.zeros(1, dtype=np.uint8), 255)", lambda: truncating_store(np.zeros(1, dtype=np.uint8), 255))
case("truncating_store(np.zeros(1, dtype=np.float32), 0.1)", lambda: truncating_store(np.zeros(1, dtype=np.float32), 0.1))
case("truncating_store(np.zeros(1, dtype=np.float32), 2**24 + 1)", lambda: truncating_store(np.zeros(1, dtype=np.float32), 2**24 + 1))
case("truncating_store(np.zeros(1, dtype=np.float32), 1e300)", lambda: truncating_store(np.zeros(1, dtype=np.float32), 1e300))
case("truncating_store(np.zeros(1, dtype=np.float32), True)", lambda: truncating_store(np.zeros(1, dtype=np.float32), True))
case("truncating_store(np.zeros(1, dtype=np.bool_), 0)", lambda: truncating_store(np.zeros(1, dtype=np.bool_), 0))
case("truncating_store(np.zeros(1, dtype=np.bool_), 5)", lambda: truncating_store(np.zeros(1, dtype=np.bool_), 5))
case("truncating_store(np.zeros(1, dtype=np.bool_), 0.5)", lambda: truncating_store(np.zeros(1, dtype=np.bool_), 0.5))
case("truncating_store(np.zeros(1, dtype=np.bool_), False)", lambda: truncating_store(np.zeros(1, dtype=np.bool_), False))
case("truncating_store(np.zeros(1, dtype=np.complex128), 3)", lambda: truncating_store(np.zeros(1, dtype=np.complex128), 3))
case("truncating_store(np.zeros(1, dtype=np.complex128), 2.5)", lambda: truncating_store(np.zeros(1, dtype=np.complex128), 2.5))
case("truncating_store(np.zeros(1, dtype=np.complex128), 1j)", lambda: truncating_store(np.zeros(1, dtype=np.complex128), 1j))
case("bool_arithmetic(True, True)", lambda: bool_arithmetic(True, True))
case("bool_arithmetic(True, False)", lambda: bool_arithmetic(True, False))
case("bool_arithmetic(False, True)", lambda: bool_arithmetic(False, True))
case("bool_arithmetic(False, False)", lambda: bool_arithmetic(False, False))
case("hexadecimal(0x12345)", lambda: hexadecimal(0x12345))
