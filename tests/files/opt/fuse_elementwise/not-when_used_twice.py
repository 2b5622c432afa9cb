# stages: opt, run
# count: load, store, call_runtime

import numpy as np
from numba import njit


@njit
def f(a):
    b = a * 2.0
    return b.sum(), b

f(np.ones(4))
