"""`print` in compiled functions.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
Written by tests/conformance/regenerate.py; do not edit.
"""

import math

import numpy as np
from numba import njit


@njit
def print_scalars():
    print(1, -5, 2.5, True, False)
    print(1.0, 0.1, 1e100, 1e-7, 123456789.123, -0.0)
    print(np.int8(-3), np.uint8(200), np.int64(2**62), np.uint64(2**63))
    print(1 + 2j, -0.5j)
    print(None)


@njit
def print_specials(a, b, c):
    print(a, b, c)


@njit
def print_text():
    print("text", "two words", 3)
    print("")
    print()
    print("tab\tand quote'")


@njit
def print_tuples(x):
    print((1, 2))
    print((1, 2.5, True))
    print((x,))
    print((1, (2, 3)))


@njit
def print_array(a):
    print(a)


@njit
def print_mixed(a, i):
    print("a[", i, "] =", a[i])


@njit
def print_in_loop(n):
    for i in range(n):
        print(i, i * i, i / 2)


@njit
def print_single(x):
    print(np.float32(x))


@njit
def print_before_error(x):
    print("before")
    return 1 // x


print_scalars()
print_specials(math.inf, -math.inf, math.nan)
print_text()
print_tuples(5)
for values in (
    np.arange(5),
    np.array([1.5, 2.0, -3.25]),
    np.array([True, False]),
    np.zeros((2, 3)),
    np.arange(6, dtype=np.int8).reshape(2, 3),
    np.zeros(0),
    np.array([0.1, 0.25], dtype=np.float32),
    np.array([1 + 2j, 3.5]),
    np.arange(2000),
):
    print_array(values)
print_mixed(np.array([1.5, 2.5]), 1)
print("interleaved")
print_in_loop(3)
print_single(0.5)
try:
    print_before_error(0)
except ZeroDivisionError as error:
    print("after:", error)
