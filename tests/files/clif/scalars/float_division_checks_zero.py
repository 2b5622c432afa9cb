# stages: clif, run
# count: fdiv, fcmp, brif, return

from numba import njit


@njit
def f(a, b):
    return a / b

f(1.0, 2.0)
f(1.0, 0.0)
