# stages: opt, run
# count: load, icmp, call_runtime

import numpy as np
from numba import njit


@njit
def f(a):
    s = 0.0
    for i in range(len(a)):
        s += a[i]
    return s

f(np.ones(4))
