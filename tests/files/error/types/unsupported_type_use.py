# stages: error

from numba import njit


@njit
def f(x):
    del x[0]
    return x

f((1, 2))
