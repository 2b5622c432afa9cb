# stages: types

from numba import njit


@njit
def f(a, x):
    t = (a, x, 'text')
    u = t[:2]
    v = u + (True,)
    first = t[0]
    return v, first

f(1, 2.5)
