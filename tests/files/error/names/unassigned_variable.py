# stages: error

from numba import njit


@njit
def f(x):
    y = total + x
    total = y
    return total

f(1)
