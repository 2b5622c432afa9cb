# stages: opt, run
# count: load, icmp, call_symbol

import numpy as np
from numba import njit


@njit
def f(a, n):
    s = 0.0
    for i in range(n):
        s += a[i]
    return s

f(np.ones(4), 4)
#> [opt]
#> f(float64[::1], int64) -> float64
#> load: 2
#> icmp: 5
#> call_symbol: 2
#> [run]
#> f(np.ones(4), 4) -> 4.0
