# stages: error

from numba import njit


@njit
def g(x):
    return x

@njit
def f(x):
    return g(y=x)

f(1)
