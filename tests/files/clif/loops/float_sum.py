# stages: clif, run
# count: load, fadd, call, brif, return

import numpy as np
from numba import njit


@njit
def f(a):
    s = 0.0
    for x in a:
        s += x
    return s

f(np.ones(4))
