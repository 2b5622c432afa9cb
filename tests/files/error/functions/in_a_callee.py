# stages: error

from numba import njit


@njit
def g(x):
    return x + 'a'

@njit
def f(x):
    return g(x)

f(1)
