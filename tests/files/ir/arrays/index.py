# stages: ir

import numpy as np
from numba import njit


@njit
def f(a, i):
    return a[i]

f(np.ones(3), 1)
#> [ir]
#> f(float64[::1], int64) -> float64
#> function "f#1" typed {
#>   result float64
#> b0(v0: float64[::1] "a", v1: int64 "i"):
#>   v2: float64 = array_get v0, v1
#>   return v2
