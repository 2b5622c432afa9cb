# stages: error

from numba import njit


@njit
def f(t):
    a, b = t
    return a

f((1, 2, 3))
#> [error]
#> error[NJ0216]: `UniTuple(int64 x 3)` has 3 elements and cannot be unpacked into 2
#>  --> too_many_to_unpack.py:8:5
#>   |
#> 8 |     a, b = t
#>   |     ^^^^
#>   |
#>   = help: collect what is left over in a list: `first, *rest = value`
