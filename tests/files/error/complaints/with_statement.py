# stages: error

from numba import njit


@njit
def f(path):
    with open(path) as file:
        return file.read()

f("x")
