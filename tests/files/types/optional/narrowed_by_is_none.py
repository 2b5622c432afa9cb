# stages: types

from numba import njit


@njit
def maybe(n):
    if n > 0:
        return n
    return None

@njit
def f(n):
    m = maybe(n)
    if m is None:
        return 0
    k = m + 1
    return k

f(1)
