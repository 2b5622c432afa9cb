# stages: opt, run
# count: call_symbol

import numpy as np
from numba import njit


@njit
def f(a, i):
    return a[i] + 1.0

f(np.ones(3), 1)
#> [opt]
#> f(float64[::1], int64) -> float64
#> call_symbol: 2
#> [run]
#> f(np.ones(3), 1) -> 2.0
