# stages: run

import numpy as np
from numba import njit


@njit
def pair(t):
    a, b = t
    return b, a

@njit
def nested(t):
    (a, b), c = t
    return a + b * c

@njit
def from_array(a):
    x, y, z = a[0], a[1], a[2]
    return x * y - z

@njit
def in_loop(n):
    total = 0
    for i, (a, b) in enumerate(((1, 2), (3, 4), (5, 6))):
        total += i * a + b * n
    return total

@njit
def divmod_pair(a, b):
    q, r = divmod(a, b)
    return q, r

pair((1, 2.5))
nested(((1, 2), 3))
from_array(np.array([2.0, 3.0, 4.0]))
in_loop(10)
divmod_pair(-7, 2)
divmod_pair(7, -2)
#> [run]
#> pair((1, 2.5)) -> (2.5, 1)
#> nested(((1, 2), 3)) -> 7
#> from_array(np.array([2.0, 3.0, 4.0])) -> 2.0
#> in_loop(10) -> 133
#> divmod_pair(-7, 2) -> (-4, 1)
#> divmod_pair(7, -2) -> (-4, -1)
