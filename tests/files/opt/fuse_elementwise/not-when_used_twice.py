# stages: opt, run
# count: load, store, call_symbol

import numpy as np
from numba import njit


@njit
def f(a):
    b = a * 2.0
    return b.sum(), b

f(np.ones(4))
#> [opt]
#> f(float64[::1]) -> Tuple(float64, float64[::1])
#> load: 2
#> store: 1
#> call_symbol: 3
#> [run]
#> f(np.ones(4)) -> (8.0, array([2.0, 2.0, 2.0, 2.0], float64))
