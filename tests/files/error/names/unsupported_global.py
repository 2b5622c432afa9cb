# stages: error

from numba import njit

settings = {"scale": 2.0}


@njit
def f(x):
    return x * settings["scale"]

f(1.0)
