# stages: error

import numpy as np
from numba import njit


@njit
def f(a):
    return a.cumsumm()

f(np.ones(3))
