# stages: clif, run
# count: load, fadd, call, brif

import numpy as np
from numba import njit


@njit
def f(a):
    s = 0.0
    for x in a:
        s += x
    return s

f(np.ones(4))
#> [clif]
#> f(float64[::1]) -> float64
#> load: 1
#> fadd: 2
#> call: 0
#> brif: 1
#> [run]
#> f(np.ones(4)) -> 4.0
