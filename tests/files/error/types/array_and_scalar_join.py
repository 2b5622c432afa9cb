# stages: error

import numpy as np
from numba import njit


@njit
def f(flag, a):
    if flag:
        r = a
    else:
        r = 0
    return r

f(True, np.ones(3))
