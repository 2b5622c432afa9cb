# stages: run

import numpy as np
from numba import njit


@njit
def rows(a):
    s = 0.0
    for row in a:
        s = s * 2 + row.sum()
    return s

@njit
def pairs(a, b):
    s = 0
    for x, y in zip(a, b):
        s += x * y
    return s

@njit
def numbered(a):
    s = 0.0
    for i, x in enumerate(a):
        s += i * x
    return s

@njit
def numbered_from(a):
    s = 0
    for i, x in enumerate(a, 10):
        s += i * x
    return s

@njit
def tuple_items(t):
    s = 0
    for x in t:
        s = s * 10 + x
    return s

@njit
def letters(text):
    n = 0
    for c in text:
        if c == 'a':
            n += 1
    return n

@njit
def indices(a):
    s = 0
    for i, j in np.ndindex(a.shape):
        s += a[i, j] * (i - j)
    return s

rows(np.arange(6.0).reshape(2, 3))
pairs(np.array([1, 2, 3]), np.array([4, 5]))
numbered(np.array([1.5, 2.5]))
numbered_from(np.array([1, 2]))
tuple_items((1, 2, 3))
letters('banana')
indices(np.arange(6).reshape(2, 3))
#> [run]
#> rows(np.arange(6.0).reshape(2, 3)) -> 18.0
#> pairs(np.array([1, 2, 3]), np.array([4, 5])) -> 14
#> numbered(np.array([1.5, 2.5])) -> 2.5
#> numbered_from(np.array([1, 2])) -> 32
#> tuple_items((1, 2, 3)) -> 123
#> letters('banana') -> 3
#> indices(np.arange(6).reshape(2, 3)) -> -7
