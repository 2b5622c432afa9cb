# stages: types

import numpy as np
from numba import njit


@njit
def f(i, u, x, z):
    a = i + u
    b = i / 2
    c = i // 2
    d = i * x
    e = x + z
    g = i ** 2
    h = i > x
    return a, b, c, d, e, g, h

f(1, np.uint32(2), np.float32(1.5), 1j)
