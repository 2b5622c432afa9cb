# stages: types

from numba import njit


@njit
def f(n):
    if n < 2:
        return 1.0
    return n * f(n - 1)

f(3)
