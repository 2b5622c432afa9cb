# stages: run

import numpy as np
from numba import njit


@njit
def mixed(a, x):
    return a + x, a * a - 1, -a, a / 2, a // 2, a % 2, a ** 2

@njit
def compared(a):
    return a > 1, (a > 0) & (a < 3), ~(a == 2), a != 1

@njit
def functions(a):
    return np.sqrt(a), np.exp(a * 0), np.maximum(a, 2), np.abs(-a), np.where(a > 1, a, 0)

@njit
def broadcast(a, b):
    return a[:, None] * b, a.reshape(3, 1) + b

@njit
def widths(a, b):
    return a + b

mixed(np.arange(4), 0.5)
compared(np.arange(4))
functions(np.array([0.0, 1.0, 4.0]))
broadcast(np.arange(3), np.arange(2))
widths(np.arange(2).astype(np.int32), np.arange(2).astype(np.float32))
#> [run]
#> mixed(np.arange(4), 0.5) -> (array([0.5, 1.5, 2.5, 3.5], float64), array([-1, 0, 3, 8], int64), array([0, -1, -2, -3], int64), array([0.0, 0.5, 1.0, 1.5], float64), array([0, 0, 1, 1], int64), array([0, 1, 0, 1], int64), array([0, 1, 4, 9], int64))
#> compared(np.arange(4)) -> (array([False, False, True, True], bool), array([False, True, True, False], bool), array([True, True, False, True], bool), array([True, False, True, True], bool))
#> functions(np.array([0.0, 1.0, 4.0])) -> (array([0.0, 1.0, 2.0], float64), array([1.0, 1.0, 1.0], float64), array([2.0, 2.0, 4.0], float64), array([0.0, 1.0, 4.0], float64), array([0.0, 0.0, 4.0], float64))
#> broadcast(np.arange(3), np.arange(2)) -> (array([[0, 0], [0, 1], [0, 2]], int64), array([[0, 1], [1, 2], [2, 3]], int64))
#> widths(np.arange(2).astype(np.int32), np.arange(2).astype(np.float32)) -> array([0.0, 2.0], float32)
