# stages: run

import numpy as np
from numba import njit


@njit
def both(a):
    return np.trim_zeros(a)

@njit
def one_side(a):
    return np.trim_zeros(a, 'f'), np.trim_zeros(a, trim='b')

both(np.array([0, 0, 1, 0, 2, 0]))
both(np.array([0.0, -0.0, 3.5]))
both(np.zeros(3))
both(np.zeros(0))
both(np.arange(6)[::-1])
one_side(np.array([0, 1, 0]))
#> [run]
#> both(np.array([0, 0, 1, 0, 2, 0])) -> array([1, 0, 2], int64)
#> both(np.array([0.0, -0.0, 3.5])) -> array([3.5], float64)
#> both(np.zeros(3)) -> array(empty[0], float64)
#> both(np.zeros(0)) -> array(empty[0], float64)
#> both(np.arange(6)[::-1]) -> array([5, 4, 3, 2, 1], int64)
#> one_side(np.array([0, 1, 0])) -> (array([1, 0], int64), array([0, 1], int64))
