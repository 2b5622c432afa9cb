# stages: error

from numba import njit


@njit
def f(x):
    return x + ofset

f(1)
