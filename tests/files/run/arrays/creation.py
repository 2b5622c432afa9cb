# stages: run

import numpy as np
from numba import njit


@njit
def filled(n):
    return np.zeros(n), np.ones((n, 2)), np.full(n, 2.5), np.zeros(n, np.int32)

@njit
def ranges(n):
    return np.arange(n), np.arange(1, n, 2), np.arange(0.0, 1.0, 0.25), np.linspace(0, 1, 5)

@njit
def literal(a, b):
    return np.array([a, b, a + b]), np.array([[1, 2], [3, 4]]), np.array((1.5, 2))

@njit
def like(a):
    return np.zeros_like(a), np.ones_like(a), np.empty_like(a).shape

@njit
def identity(n):
    return np.eye(n), np.identity(2)

@njit
def copies(a):
    b = a.copy()
    b[0] = 99
    return a, b

filled(2)
ranges(5)
literal(1, 2)
like(np.arange(3))
identity(2)
copies(np.arange(3))
#> [run]
#> filled(2) -> (array([0.0, 0.0], float64), array([[1.0, 1.0], [1.0, 1.0]], float64), array([2.5, 2.5], float64), array([0, 0], int32))
#> ranges(5) -> (array([0, 1, 2, 3, 4], int64), array([1, 3], int64), array([0.0, 0.25, 0.5, 0.75], float64), array([0.0, 0.25, 0.5, 0.75, 1.0], float64))
#> literal(1, 2) -> (array([1, 2, 3], int64), array([[1, 2], [3, 4]], int64), array([1.5, 2.0], float64))
#> like(np.arange(3)) -> (array([0, 0, 0], int64), array([1, 1, 1], int64), (3,))
#> identity(2) -> (array([[1.0, 0.0], [0.0, 1.0]], float64), array([[1.0, 0.0], [0.0, 1.0]], float64))
#> copies(np.arange(3)) -> (array([0, 1, 2], int64), array([99, 1, 2], int64))
