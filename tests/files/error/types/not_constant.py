# stages: error

import numpy as np
from numba import njit


@njit
def f(a, name):
    return a.astype(name)

f(np.zeros(3), "int64")
