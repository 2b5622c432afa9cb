# stages: run
# reference: python

import numpy as np
from numba import njit


@njit
def factorial(n):
    def fact(k):
        return 1 if k < 2 else k * fact(k - 1)
    return fact(n)

@njit
def captured(n, base):
    def power(k):
        if k == 0:
            return 1
        return base * power(k - 1)
    return power(n)

@njit
def captured_array(a):
    def total(i):
        if i >= len(a):
            return 0.0
        return a[i] + total(i + 1)
    return total(0)

@njit
def by_lambda(n):
    g = lambda k: 1 if k < 2 else k * g(k - 1)
    return g(n)

@njit
def with_default(n):
    scale = 3
    def walk(k, by=scale):
        if k <= 0:
            return 0
        return by + walk(k - 1)
    return walk(n)

@njit
def passes_itself(n):
    def apply(f, x):
        return f(x)
    def down(k):
        if k <= 0:
            return n
        return apply(down, k - 1)
    return down(3)

factorial(10)
captured(5, 3)
captured_array(np.array([1.0, 2.0, 4.5]))
by_lambda(6)
with_default(4)
#> [run]
#> factorial(10) -> 3628800
#> captured(5, 3) -> 243
#> captured_array(np.array([1.0, 2.0, 4.5])) -> 7.5
#> by_lambda(6) -> 720
#> with_default(4) -> 12
