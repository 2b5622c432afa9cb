# stages: error

from numba import njit


@njit
def f(x):
    if x > 0:
        y = 1
    else:
        y = "a"
    return y

f(1)
