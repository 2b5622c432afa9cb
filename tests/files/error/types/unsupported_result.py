# stages: error

from numba import njit


@njit
def f(x):
    def g(y):
        return x + y
    return g

f(1)
