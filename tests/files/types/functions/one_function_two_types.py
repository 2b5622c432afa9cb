# stages: types

from numba import njit


@njit
def add(a, b):
    c = a + b
    return c

@njit
def f(x):
    i = add(x, 1)
    j = add(x, 0.5)
    return i, j

f(1)
add(1, 0.5)
