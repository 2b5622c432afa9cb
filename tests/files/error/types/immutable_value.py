# stages: error

from numba import njit


@njit
def f(x):
    t = (x, x)
    t[0] = 1
    return t

f(2)
