# stages: types

from numba import njit


@njit
def f(n):
    k = 3
    flag = True
    name = 'x'
    if n:
        k = 4
    return k, flag, name

f(1)
