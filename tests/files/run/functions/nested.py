# stages: run

import numpy as np
from numba import njit


@njit
def plain(n):
    def double(x):
        return 2 * x
    return double(n) + double(1.5)

@njit
def captured(n):
    k = n + 1
    def add(x):
        return x + k
    return add(1) * add(2)

@njit
def two_levels(n):
    def outer(a):
        def inner(b):
            return a * b + n
        return inner(a + 1)
    return outer(n)

@njit
def passed(n):
    def apply(f, x):
        return f(f(x))
    return apply(lambda v: v * n, 3)

@njit
def array_capture(n):
    a = np.zeros(n)
    def put(i, v):
        a[i] = v
    for i in range(n):
        put(i, i * 1.5)
    return a

plain(4)
captured(3)
two_levels(5)
passed(4)
array_capture(3)
#> [run]
#> plain(4) -> 11.0
#> captured(3) -> 30
#> two_levels(5) -> 35
#> passed(4) -> 48
#> array_capture(3) -> array([0.0, 1.5, 3.0], float64)
