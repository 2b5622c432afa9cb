# stages: error

import numpy as np
from numba import njit


@njit
def f(a, name):
    return a.astype(name)

f(np.zeros(3), "int64")
#> [error]
#> error[NJ0218]: `ndarray.astype`: `dtype` must be a constant
#>  --> not_constant.py:9:12
#>   |
#> 9 |     return a.astype(name)
#>   |            ^^^^^^^^^^^^^^
#>   |
#>   = note: its value decides a type, and types are fixed when the function is compiled
#>   = help: write a literal, or use a global variable
