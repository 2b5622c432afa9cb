# stages: error

from numba import njit


@njit
def f(x):
    del x[0]
    return x

f((1, 2))
#> [error]
#> error[NJ0224]: deleting elements is not supported for `UniTuple(int64 x 2)`
#>  --> unsupported_type_use.py:8:9
#>   |
#> 8 |     del x[0]
#>   |         ^^^^
