# stages: error

import numpy as np
from numba import njit


@njit
def f(a):
    return a[0, 1]

f(np.zeros(4))
