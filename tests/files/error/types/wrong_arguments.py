# stages: error

from numba import njit


@njit
def add(a, b):
    return a + b


@njit
def f(x):
    return add(x)

f(1)
