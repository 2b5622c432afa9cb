# stages: ir

from numba import njit


@njit
def f(i, x):
    return i + x

f(1, 2.5)
