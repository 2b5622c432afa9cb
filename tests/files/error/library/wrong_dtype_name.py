# stages: error

import numpy as np
from numba import njit


@njit
def f(n):
    return np.zeros(n, 'int65')

f(3)
#> [error]
#> error[NJ0204]: `np.zeros`: `dtype` must be a dtype such as `np.float64`, not `str`
#>  --> wrong_dtype_name.py:9:12
#>   |
#> 9 |     return np.zeros(n, 'int65')
#>   |            ^^^^^^^^^^^^-------^
#>   |                        |
#>   |                        this is `str`
