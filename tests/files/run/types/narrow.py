# stages: run

import numpy as np
from numba import njit


@njit
def sum32(a):
    s = np.int32(0)
    for x in a:
        s += x
    return s

@njit
def cast(x):
    return np.int8(x), np.uint8(x), np.int16(x), np.float32(x)

@njit
def wrap8(n):
    a = np.zeros(1, np.uint8)
    a[0] = n
    a[0] += 1
    return a

@njit
def float32(x):
    y = np.float32(x)
    return y * y, y + 1, y / 3

@njit
def booleans(a):
    b = a > 1
    return b, b.sum()

sum32(np.arange(4).astype(np.int32))
cast(200)
wrap8(255)
float32(0.1)
booleans(np.arange(3))
#> [run]
#> sum32(np.arange(4).astype(np.int32)) -> 6
#> cast(200) -> (-56, 200, 200, 200.0)
#> wrap8(255) -> array([0], uint8)
#> float32(0.1) -> (0.010000000707805157, 1.1000000014901161, 0.033333333830038704)
#> booleans(np.arange(3)) -> (array([False, False, True], bool), 1)
