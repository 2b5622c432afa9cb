# stages: error

from numba import njit


@njit
def f(x):
    a, b = (x, x + 1, x + 2)
    return a + b

f(1)
#> [error]
#> error[NJ0216]: `UniTuple(int64 x 3)` has 3 elements and cannot be unpacked into 2
#>  --> unpack_mismatch.py:8:5
#>   |
#> 8 |     a, b = (x, x + 1, x + 2)
#>   |     ^^^^
#>   |
#>   = help: collect what is left over in a list: `first, *rest = value`
