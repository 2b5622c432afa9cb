# stages: error

from numba import njit


@njit
def f(n):
    counts = {}
    counts[n] = 1
    return n

f(3)
