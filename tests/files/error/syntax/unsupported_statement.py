# stages: error

from numba import njit


@njit
def f(x):
    class Scale:
        factor = 2.0
    return Scale.factor * x

f(2.0)
