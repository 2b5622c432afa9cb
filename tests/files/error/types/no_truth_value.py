# stages: error

import numpy as np
from numba import njit


@njit
def f(a):
    if enumerate(a):
        return 1
    return 0

f(np.zeros(3))
