# stages: error

from numba import njit


@njit
def f(i):
    t = (1, 2.5, "x")
    return t[i]

f(0)
