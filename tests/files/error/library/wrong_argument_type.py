# stages: error

import math

from numba import njit


@njit
def f(x):
    return math.sqrt(x)

f('nine')
