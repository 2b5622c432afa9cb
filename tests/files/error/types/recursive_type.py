# stages: error

from numba import njit


@njit
def f(x):
    return f(x - 1)

f(3)
