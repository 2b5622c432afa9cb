# stages: error

from numba import njit


@njit
def f(x):
    scale = 2
    g = lambda v: v * scale
    scale = 3
    return g(x)

f(1)
