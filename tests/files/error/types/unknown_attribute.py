# stages: error

import numpy as np
from numba import njit


@njit
def f(a):
    return a.length

f(np.zeros(3))
