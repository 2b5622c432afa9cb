# stages: ir

from numba import njit


@njit('float64(float64)')
def g(x):
    return x * 2

@njit
def f(i):
    return g(i)

f(1)
