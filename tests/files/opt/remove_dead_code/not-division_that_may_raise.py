# stages: opt, run
# count: sdiv, call_runtime

from numba import njit


@njit
def f(x, y):
    z = x // y
    return x

f(4, 2)
f(4, 0)
