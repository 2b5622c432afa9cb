# stages: error

from numba import njit


@njit(['int64(int64)', 'float64(float64)'])
def g(x):
    return x

@njit
def f(t):
    return g(t)

f('one')
