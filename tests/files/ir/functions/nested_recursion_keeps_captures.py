# stages: ir

from numba import njit


@njit
def f(n, base):
    def power(k):
        return 1 if k == 0 else base * power(k - 1)
    return power(n)

f(3, 2)
