# stages: error

import numpy as np
from numba import njit


@njit
def f(x):
    return np.zeros()

f(2.0)
#> [error]
#> error[NJ0205]: `np.zeros` missing the argument `shape`
#>  --> missing_argument.py:9:12
#>   |
#> 9 |     return np.zeros()
#>   |            ^^^^^^^^^^
#>   |
#>   = help: it is called as `np.zeros(shape, dtype=..., order=...)`
