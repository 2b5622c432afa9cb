# stages: run

import numpy as np
from numba import njit


@njit
def fancy(a, i):
    return a[i]

@njit
def masked(a):
    return a[a > 1]

@njit
def assign_mask(a):
    a[a > 1] = 0
    return a

@njit
def attributes(a):
    return a.shape, a.ndim, a.size, len(a), a.strides, a.itemsize

@njit
def reshaped(a):
    return a.reshape(2, 3), a.reshape((3, 2)).T, a.ravel(), a.reshape(2, 3).flatten()

@njit
def iterated(a):
    n = 0
    for x in a.flat:
        n = n * 2 + x
    return n

@njit
def sorted_copy(a):
    b = np.sort(a)
    return b, np.argsort(a)

fancy(np.array([10, 20, 30]), np.array([2, 0]))
masked(np.arange(5))
assign_mask(np.arange(4))
attributes(np.ones((2, 3)))
reshaped(np.arange(6))
iterated(np.arange(4).reshape(2, 2))
sorted_copy(np.array([3, 1, 2]))
#> [run]
#> fancy(np.array([10, 20, 30]), np.array([2, 0])) -> array([30, 10], int64)
#> masked(np.arange(5)) -> array([2, 3, 4], int64)
#> assign_mask(np.arange(4)) -> array([0, 1, 0, 0], int64)
#> attributes(np.ones((2, 3))) -> ((2, 3), 2, 6, 2, (24, 8), 8)
#> reshaped(np.arange(6)) -> (array([[0, 1, 2], [3, 4, 5]], int64), array([[0, 2, 4], [1, 3, 5]], int64), array([0, 1, 2, 3, 4, 5], int64), array([0, 1, 2, 3, 4, 5], int64))
#> iterated(np.arange(4).reshape(2, 2)) -> 11
#> sorted_copy(np.array([3, 1, 2])) -> (array([1, 2, 3], int64), array([1, 2, 0], int64))
