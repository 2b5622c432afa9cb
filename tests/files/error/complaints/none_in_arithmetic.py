# stages: error

from numba import njit


@njit
def f(x, y=None):
    return x + y

f(1)
