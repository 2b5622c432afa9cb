# stages: error

from numba import njit


@njit
def f(x):
    return x + "1"

f(1)
