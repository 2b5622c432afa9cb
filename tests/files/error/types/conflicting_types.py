# stages: error

from numba import njit


@njit
def f(x):
    if x > 0:
        result = x
    else:
        result = "negative"
    return result

f(1)
