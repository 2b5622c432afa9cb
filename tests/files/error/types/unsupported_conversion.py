# stages: error

import numpy as np
from numba import njit


@njit
def f(a):
    a[0] = "x"

f(np.zeros(3))
