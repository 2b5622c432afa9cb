# stages: error

import math
from numba import njit


@njit
def f(x):
    return math.squareroot(x)

f(2.0)
#> [error]
#> error[NJ0105]: `math.squareroot` does not exist or is not supported in compiled code
#>  --> unknown_member.py:9:12
#>   |
#> 9 |     return math.squareroot(x)
#>   |            ^^^^^^^^^^^^^^^
