# stages: error

import numpy as np
from numba import njit

table = np.zeros(4)


@njit
def f(i):
    table[i] = 1.0

f(0)
