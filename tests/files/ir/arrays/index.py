# stages: ir

import numpy as np
from numba import njit


@njit
def f(a, i):
    return a[i]

f(np.ones(3), 1)
