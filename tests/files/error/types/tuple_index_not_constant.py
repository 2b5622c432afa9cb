# stages: error

from numba import njit


@njit
def f(i):
    t = (1, 2.5, "x")
    return t[i]

f(0)
#> [error]
#> error[NJ0209]: `Tuple(int64, float64, str)` must be indexed with a constant
#>  --> tuple_index_not_constant.py:9:12
#>   |
#> 9 |     return t[i]
#>   |            ^^^^
#>   |
#>   = note: its elements have different types, so the type of the result depends on the index
#>   = help: use a constant index, unpack the tuple, or give all its elements one type
