# stages: ir

from numba import njit


@njit
def g(x):
    return x * 2

@njit
def f(x):
    return g(x) + 1

f(1)
