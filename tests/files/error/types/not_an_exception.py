# stages: error

from numba import njit


@njit
def f(x):
    raise x

f(1)
