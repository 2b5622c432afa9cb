# stages: types

from numba import njit


@njit
def f(n):
    if n > 0:
        return n

f(1)
