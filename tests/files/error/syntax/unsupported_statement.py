# stages: error

from numba import njit


@njit
def f(x):
    import math
    return math.sqrt(x)

f(2.0)
