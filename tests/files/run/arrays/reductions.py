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
