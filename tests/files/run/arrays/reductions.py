# stages: run

import numpy as np
from numba import njit


@njit
def whole(a):
    return a.sum(), a.min(), a.max(), a.mean(), a.prod(), a.argmax(), a.argmin()

@njit
def axis(a):
    return a.sum(axis=0), a.sum(1), np.mean(a), np.cumsum(a)

@njit
def spread(a):
    return np.std(a), np.var(a), np.median(a)

@njit
def logic(a):
    return (a > 1).any(), (a > 1).all(), np.count_nonzero(a)

@njit
def products(a, b):
    return np.dot(a, b), a @ b

whole(np.array([3, 1, 2]))
whole(np.array([0.5, 2.5]))
axis(np.arange(6).reshape(2, 3))
spread(np.array([1.0, 2.0, 4.0, 9.0]))
logic(np.arange(3))
products(np.array([1.0, 2.0]), np.array([3.0, 4.0]))
#> [run]
#> whole(np.array([3, 1, 2])) -> (6, 1, 3, 2.0, 6, 0, 1)
#> whole(np.array([0.5, 2.5])) -> (3.0, 0.5, 2.5, 1.5, 1.25, 1, 0)
#> axis(np.arange(6).reshape(2, 3)) -> (array([3, 5, 7], int64), array([3, 12], int64), 2.5, array([0, 1, 3, 6, 10, 15], int64))
#> spread(np.array([1.0, 2.0, 4.0, 9.0])) -> (3.082207001484488, 9.5, 3.0)
#> logic(np.arange(3)) -> (True, False, 2)
#> products(np.array([1.0, 2.0]), np.array([3.0, 4.0])) -> (11.0, 11.0)
