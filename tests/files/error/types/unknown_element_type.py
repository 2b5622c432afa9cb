# stages: error

from numba import njit


@njit
def f():
    items = []
    return len(items)

f()
