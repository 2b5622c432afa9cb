# stages: ir

from numba import njit


@njit
def f(n, k):
    def g(x):
        return x * k
    return g(n)

f(1, 2)
