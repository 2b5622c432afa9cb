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
