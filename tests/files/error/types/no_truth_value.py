# stages: error

import numpy as np
from numba import njit


@njit
def f(a):
    if enumerate(a):
        return 1
    return 0

f(np.zeros(3))
#> [error]
#> error[NJ0219]: `Enumerate(float64[::1])` is neither true nor false
#>  --> no_truth_value.py:9:8
#>   |
#> 9 |     if enumerate(a):
#>   |        ^^^^^^^^^^^^
#>   |
#>   = help: compare it with something, or ask for its length
