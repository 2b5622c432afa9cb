# stages: error

from numba import njit


@njit
def f(x):
    if x > 0:
        return x
    return "negative"

f(1)
