# stages: error

from numba import njit


@njit
def f(a, t):
    x = a.nothing
    y = missing + 1
    z = t[5]
    return a + 'x'

f(1, (1, 2))
