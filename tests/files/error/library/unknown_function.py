# stages: error

import numpy as np
from numba import njit


@njit
def f(x):
    return np.squareroot(x)

f(2.0)
