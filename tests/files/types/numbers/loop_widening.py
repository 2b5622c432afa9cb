# stages: types

from numba import njit


@njit
def f(n):
    s = 0
    for i in range(n):
        s = s + i * 0.5
    return s

f(3)
