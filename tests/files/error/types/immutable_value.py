# stages: error

from numba import njit


@njit
def f(x):
    t = (x, x)
    t[0] = 1
    return t

f(2)
#> [error]
#> error[NJ0217]: elements of `UniTuple(int64 x 2)` cannot be assigned
#>  --> immutable_value.py:9:5
#>   |
#> 9 |     t[0] = 1
#>   |     ^^^^
#>   |
#>   = help: make a new value instead, or use an array or a list
