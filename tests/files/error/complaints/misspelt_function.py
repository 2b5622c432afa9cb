# stages: error

import numpy as np
from numba import njit


@njit
def f(n):
    return np.zeroes(n)

f(3)
#> [error]
#> error[NJ0105]: `numpy.zeroes` does not exist or is not supported in compiled code
#>  --> misspelt_function.py:9:12
#>   |
#> 9 |     return np.zeroes(n)
#>   |            ^^^^^^^^^
#>   |
#>   = help: did you mean `numpy.zeros`?
