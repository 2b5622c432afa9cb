# stages: run

import numpy as np
from numba import njit


@njit('int64(int64)')
def whole(x):
    return x * 2

@njit(['float64(float64)', 'int64(int64)'])
def either(x):
    return x / 2

@njit('float32(float32)')
def narrow(x):
    return x * x

@njit
def calls(x, y):
    return whole(x), either(x), either(y), narrow(y)

@njit('float64(float64[:])')
def total(a):
    s = 0.0
    for x in a:
        s += x
    return s

@njit
def calls_array(n):
    a = np.ones(n)
    return total(a) + total(a[::2])

whole(4)
whole(2.7)
either(3)
either(3.0)
narrow(1.5)
calls(4, 2.5)
calls_array(5)
#> [run]
#> whole(4) -> 8
#> whole(2.7) -> 4
#> either(3) -> 1
#> either(3.0) -> 1.5
#> narrow(1.5) -> 2.25
#> calls(4, 2.5) -> (8, 2, 1.25, 6.25)
#> calls_array(5) -> 8.0
