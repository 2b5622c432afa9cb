# stages: run

import numpy as np
from numba import njit


@njit
def scalar(x):
    x += 3
    x *= 2
    x -= 1
    x //= 2
    x **= 2
    x %= 7
    return x

@njit
def bits(x):
    x <<= 3
    x |= 5
    x &= 29
    x ^= 3
    x >>= 1
    return x

@njit
def division(x):
    x /= 4
    return x

@njit
def subscript(a, i):
    a[i] += 2.5
    a[i - 1] *= 10.0
    a[-1] -= 1.0
    return a

@njit
def subscript2(a):
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            a[i, j] += i * 10 + j
    a[0, 0] //= 3
    return a

@njit
def sliced(a):
    a[1:3] += 5
    a[::2] *= 2
    return a

@njit
def whole(a, b):
    a += b
    a *= 2
    return a

@njit
def chained_target(a, i):
    a[i][1] += 7
    return a

scalar(5)
bits(6)
division(9)
subscript(np.array([1.0, 2.0, 3.0, 4.0]), 2)
subscript2(np.ones((2, 3)))
sliced(np.arange(5))
whole(np.arange(3), np.array([1, 2, 3]))
chained_target(np.zeros((2, 2), np.int64), 1)
#> [run]
#> scalar(5) -> 0
#> bits(6) -> 11
#> division(9) -> 2.25
#> subscript(np.array([1.0, 2.0, 3.0, 4.0]), 2) -> array([1.0, 20.0, 5.5, 3.0], float64)
#> subscript2(np.ones((2, 3))) -> array([[0.0, 2.0, 3.0], [11.0, 12.0, 13.0]], float64)
#> sliced(np.arange(5)) -> array([0, 6, 14, 3, 8], int64)
#> whole(np.arange(3), np.array([1, 2, 3])) -> array([2, 6, 10], int64)
#> chained_target(np.zeros((2, 2), np.int64), 1) -> array([[0, 0], [0, 7]], int64)
