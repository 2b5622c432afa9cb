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
