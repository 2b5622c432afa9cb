# stages: error

import numpy as np
from numba import njit


@njit
def f(a):
    a[0] = "x"

f(np.zeros(3))
#> [error]
#> error[NJ0222]: `str` cannot become `float64`
#>  --> unsupported_conversion.py:9:5
#>   |
#> 9 |     a[0] = "x"
#>   |     ^^^^
#>   |
#>   = note: the array holds `float64`
