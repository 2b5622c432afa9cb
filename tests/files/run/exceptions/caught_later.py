# stages: run

import numpy as np
from numba import njit


@njit
def allocates_then_raises(n):
    a = np.zeros(n)
    b = a + 1.0
    if b.sum() > 2:
        raise ValueError('too large')
    return b

@njit
def in_loop(n):
    for i in range(n):
        a = np.ones(i + 1)
        if a.sum() > 3:
            raise OverflowError('at', 3)
    return n

allocates_then_raises(2)
allocates_then_raises(3)
in_loop(3)
in_loop(5)
#> [run]
#> allocates_then_raises(2) -> array([1.0, 1.0], float64)
#> allocates_then_raises(3) -> ValueError('too large')
#> in_loop(3) -> 3
#> in_loop(5) -> OverflowError('at', 3)
