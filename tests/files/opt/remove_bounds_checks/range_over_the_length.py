# stages: opt, run
# count: load, icmp, call_symbol

import numpy as np
from numba import njit


@njit
def f(a):
    s = 0.0
    for i in range(len(a)):
        s += a[i]
    return s

f(np.ones(4))
#> [opt]
#> f(float64[::1]) -> float64
#> load: 1
#> icmp: 2
#> call_symbol: 0
#> [run]
#> f(np.ones(4)) -> 4.0
