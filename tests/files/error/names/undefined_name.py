# stages: error

from numba import njit


@njit
def f(x):
    return x + ofset

f(1)
#> [error]
#> error[NJ0101]: name `ofset` is not defined
#>  --> undefined_name.py:8:16
#>   |
#> 8 |     return x + ofset
#>   |                ^^^^^
#>   |
#>   = help: define `ofset` before the function is called the first time
