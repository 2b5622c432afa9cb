# stages: clif, run
# count: iadd, call, brif, return

from numba import njit


@njit
def f(a, b):
    return a + b

f(1, 2)
