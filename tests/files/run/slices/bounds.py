# stages: run

import numpy as np
from numba import njit


@njit
def get(a, i):
    return a[i]

@njit
def put(a, i):
    a[i] = 1
    return a

@njit
def get2(a, i, j):
    return a[i, j]

@njit
def tuple_get(t, i):
    return t[i]

get(np.arange(3), 2)
get(np.arange(3), -3)
put(np.arange(3), -1)
get2(np.ones((2, 2)), 1, -2)
tuple_get((1, 2, 3), -1)
tuple_get((1, 2, 3), 3)
#> [run]
#> get(np.arange(3), 2) -> 2
#> get(np.arange(3), -3) -> 0
#> put(np.arange(3), -1) -> array([0, 1, 1], int64)
#> get2(np.ones((2, 2)), 1, -2) -> 1.0
#> tuple_get((1, 2, 3), -1) -> 3
#> tuple_get((1, 2, 3), 3) -> IndexError('tuple index out of range')
