# stages: types

import numpy as np
from numba import njit


@njit
def f(a):
    rows = a[1:]
    column = a[:, 0]
    steps = a[::2]
    swapped = a.T
    flat = a.ravel()
    return rows.sum() + column.sum() + steps.sum() + swapped.sum() + flat.sum()

f(np.ones((3, 2)))
