# stages: error

import numpy as np
from numba import njit


@njit
def f(x):
    return np.zeros()

f(2.0)
