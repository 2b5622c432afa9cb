# stages: opt, run
# count: load, store, call_symbol

import numpy as np
from numba import njit


@njit
def f(a, b):
    return (a * 2.0 + b).sum()

f(np.ones(4), np.ones(4))
#> [opt]
#> f(float64[::1], float64[::1]) -> float64
#> load: 8
#> store: 0
#> call_symbol: 15
#> [run]
#> f(np.ones(4), np.ones(4)) -> 12.0
