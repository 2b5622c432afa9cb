# stages: error

import numpy as np
from numba import njit


@njit
def f(a):
    return a[0, 1]

f(np.zeros(4))
#> [error]
#> error[NJ0210]: `float64[::1]` cannot be indexed with `UniTuple(int64 x 2)`
#>  --> wrong_index.py:9:12
#>   |
#> 9 |     return a[0, 1]
#>   |            ^^^^^^^
#>   |
#>   = note: it can be indexed with at most 1 indices
