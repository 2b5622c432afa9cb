# stages: opt, run
# count: load

import numpy as np
from numba import njit


@njit
def f(a):
    m = 0.0
    for i in range(len(a)):
        if a[i] > m:
            m = a[i]
    return m

f(np.arange(4.0))
#> [opt]
#> f(float64[::1]) -> float64
#> load: 1
#> [run]
#> f(np.arange(4.0)) -> 3.0
