# stages: error

import math

from numba import njit


@njit
def f(x):
    return math.sqrt(x)

f('nine')
#> [error]
#> error[NJ0204]: `math.sqrt`: `x` must be a number, not `str`
#>   --> wrong_argument_type.py:10:12
#>    |
#> 10 |     return math.sqrt(x)
#>    |            ^^^^^^^^^^^^
