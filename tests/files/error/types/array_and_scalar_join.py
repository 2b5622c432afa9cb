# stages: error

import numpy as np
from numba import njit


@njit
def f(flag, a):
    if flag:
        r = a
    else:
        r = 0
    return r

f(True, np.ones(3))
#> [error]
#> error[NJ0201]: `r` is `float64[::1]` or `int64`, depending on the path taken
#>   --> array_and_scalar_join.py:13:5
#>    |
#>  8 | def f(flag, a):
#>    |             - `a` is `float64[::1]`
#> ...
#> 12 |         r = 0
#>    |             - `r` is `int64`
#> 13 |     return r
#>    |     ^^^^^^^^
#>    |
#>    = note: a value must have one type where paths meet, and these types have no common one
#>    = help: use different variables, or make all the values the same type
