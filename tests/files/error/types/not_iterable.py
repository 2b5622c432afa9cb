# stages: error

from numba import njit


@njit
def f(n):
    total = 0
    for i in n:
        total += i
    return total

f(3)
