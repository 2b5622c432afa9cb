# stages: error

import math
from numba import njit


@njit
def f(x):
    return math.squareroot(x)

f(2.0)
