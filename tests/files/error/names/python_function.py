# stages: error

from numba import njit

def square(x):
    return x * x


@njit
def f(x):
    return square(x) + 1

f(2)
