# stages: error

from numba import njit


@njit
def f(x, y=None):
    return x + y

f(1)
#> [error]
#> error[NJ0202]: `+` is not supported for `int64` and `None`
#>  --> none_in_arithmetic.py:8:12
#>   |
#> 8 |     return x + y
#>   |            ^^^^^
#>   |
#>   = help: test it before it is used: `if x is not None:`
