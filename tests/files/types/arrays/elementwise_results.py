# stages: types

import numpy as np
from numba import njit


@njit
def f(a, b):
    mask = a > 0
    half = a / 2
    both = a + b
    root = np.sqrt(b)
    total = a.sum()
    return mask, half, both, root, total

f(np.arange(3), np.ones(3).astype(np.float32))
