# stages: error

from numba import njit

total = 0


@njit
def add(x):
    global total
    total = total + x

add(1)
