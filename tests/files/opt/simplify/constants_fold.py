# stages: opt, run
# count: iadd, isub, imul

from numba import njit


@njit
def f(x):
    return x + 2 * 3 - 6

f(4)
