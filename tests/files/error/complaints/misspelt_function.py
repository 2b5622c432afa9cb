# stages: error

import numpy as np
from numba import njit


@njit
def f(n):
    return np.zeroes(n)

f(3)
