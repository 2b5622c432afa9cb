# stages: error

from numba import njit


@njit
def f(n):
    return "n = " + n

f(1)
