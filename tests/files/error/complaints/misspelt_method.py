# stages: error

import numpy as np
from numba import njit


@njit
def f(a):
    return a.cumsumm()

f(np.ones(3))
#> [error]
#> error[NJ0203]: `float64[::1]` has no attribute `cumsumm` in compiled code
#>  --> misspelt_method.py:9:12
#>   |
#> 9 |     return a.cumsumm()
#>   |            ^^^^^^^^^
#>   |
#>   = help: did you mean `cumsum`?
