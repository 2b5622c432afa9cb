# stages: ir

from numba import njit


@njit
def f(x, y):
    if y is None:
        return x
    return x + y

f(1, None)
f(1, 2)
