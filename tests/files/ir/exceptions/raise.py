# stages: ir

from numba import njit


@njit
def f(x):
    if x < 0:
        raise ValueError('negative', x)
    return x

f(1)
