# stages: ir

from numba import njit


@njit
def f(a, b):
    return a > 0 and b > 0

f(1, 2)
