# stages: opt, run
# count: load

import numpy as np
from numba import njit


@njit
def f(a, b):
    x = a[0]
    b[0] = 7.0
    return x + a[0]

f(np.ones(2), np.ones(2))
#> [opt]
#> f(float64[::1], float64[::1]) -> float64
#> load: 2
#> [run]
#> f(np.ones(2), np.ones(2)) -> 2.0
