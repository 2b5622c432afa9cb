# stages: error

import numpy as np
from numba import njit


@njit
def f(x):
    return np.squareroot(x)

f(2.0)
#> [error]
#> error[NJ0105]: `numpy.squareroot` does not exist or is not supported in compiled code
#>  --> unknown_function.py:9:12
#>   |
#> 9 |     return np.squareroot(x)
#>   |            ^^^^^^^^^^^^^
#>   |
#>   = help: did you mean `numpy.square`?
