# stages: error

import numpy as np
from numba import njit


@njit
def f(n):
    return np.zeros(n, 'int65')

f(3)
