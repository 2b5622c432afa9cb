# stages: error

import numpy as np
from numba import njit


@njit
def f(a):
    return a.length

f(np.zeros(3))
#> [error]
#> error[NJ0203]: `float64[::1]` has no attribute `length` in compiled code
#>  --> unknown_attribute.py:9:12
#>   |
#> 9 |     return a.length
#>   |            ^^^^^^^^
