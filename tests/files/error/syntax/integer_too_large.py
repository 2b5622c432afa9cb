# stages: error

from numba import njit


@njit
def f():
    return 100000000000000000000

f()
