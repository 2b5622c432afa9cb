# stages: run

import numpy as np
from numba import njit


@njit
def pick(x):
    return 'big' if x > 10 else 'small'

@njit
def mixed(x):
    return x if x > 0 else 0.5

@njit
def nested(x):
    return -1 if x < 0 else 0 if x == 0 else 1

@njit
def clamp(x, lo, hi):
    return lo if x < lo else hi if x > hi else x

@njit
def lazily(a, i):
    return a[i] if i < len(a) else -1.0

pick(11)
pick(3)
mixed(3)
mixed(-3)
nested(-5)
nested(0)
nested(9)
clamp(5, 1, 3)
clamp(2.5, 1.0, 3.0)
lazily(np.ones(2), 1)
lazily(np.ones(2), 7)
#> [run]
#> pick(11) -> 'big'
#> pick(3) -> 'small'
#> mixed(3) -> 3.0
#> mixed(-3) -> 0.5
#> nested(-5) -> -1
#> nested(0) -> 0
#> nested(9) -> 1
#> clamp(5, 1, 3) -> 3
#> clamp(2.5, 1.0, 3.0) -> 2.5
#> lazily(np.ones(2), 1) -> 1.0
#> lazily(np.ones(2), 7) -> -1.0
