"""Text of arrays and NumPy scalars at module level.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
Written by tests/conformance/regenerate.py; do not edit.
"""

import math

import numpy as np


def show(name, value):
    """Print a value in both of its textual forms."""
    print(f"{name}: {value!r}")
    for line in str(value).splitlines():
        print(f"    {line}")


ARRAYS = (
    ("ints", np.arange(5)),
    ("negative ints", np.array([-100, 5, 23])),
    ("floats", np.array([1.5, 2.25, -3.0])),
    ("whole floats", np.array([1.0, 2.0, 300.0])),
    ("many digits", np.array([0.1, 1 / 3, 2 / 3])),
    ("large and small", np.array([1e-10, 1.0, 1e10])),
    ("very large", np.array([1e100, 1.0])),
    ("tiny", np.array([1e-8, 2e-8])),
    ("specials", np.array([math.nan, math.inf, -math.inf, 1.5])),
    ("negative zero", np.array([-0.0, 0.0])),
    ("booleans", np.array([True, False, True])),
    ("complex", np.array([1 + 2j, -0.5j, 3.25])),
    ("empty", np.array([])),
    ("empty ints", np.zeros(0, dtype=np.int32)),
    ("empty grid", np.zeros((0, 3))),
    ("one", np.array([7])),
    ("0-d", np.array(5)),
    ("0-d float", np.array(2.5)),
    ("grid", np.arange(6).reshape(2, 3)),
    ("float grid", np.array([[1.5, 2.0], [30.25, 4.125]])),
    ("cube", np.arange(8).reshape(2, 2, 2)),
    ("column", np.array([[1], [20], [300]])),
    ("transposed", np.arange(6).reshape(2, 3).T),
    ("strided", np.arange(20)[::3]),
    ("long line", np.arange(30) * 1000),
    ("long floats", np.linspace(0.0, 1.0, 11)),
    ("thousands", np.arange(1500)),
    ("large grid", np.arange(2500).reshape(50, 50)),
)
for name, values in ARRAYS:
    show(name, values)
for kind in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"):
    show(kind, np.array([1, 2, 100]).astype(kind))
for kind in ("float32", "float64", "complex64", "complex128", "bool"):
    show(kind, np.array([0.0, 1.5, 0.1]).astype(kind))
SCALARS = (np.int8(-5), np.uint64(7), np.int64(3), np.float64(2.5), np.float32(0.1), np.float64(1e20), np.bool_(True))
for scalar in SCALARS + (np.complex128(1 + 2j), np.float64(math.nan), np.float64(1 / 3), np.float32(1e10)):
    show(type(scalar).__name__, scalar)
show("dtype", np.dtype(np.float32))
show("type of dtype", np.zeros(1).dtype)
print("formatted:", f"{np.float64(3.14159):.3f}", f"{np.int64(42):5d}|", f"{np.float32(0.5):e}", f"{np.int64(255):x}")
print("formatted array:", f"{np.arange(3)}", f"{np.array([1.5])!r}")
print("in a list:", [np.int64(1), np.float64(2.5), np.bool_(False)])
print("in a tuple:", (np.float32(0.5), np.arange(2)))
