# stages: error

from numba import njit


@njit
def f(x):
    return x[0]

f(3)
#> [error]
#> error[NJ0208]: `int64` cannot be indexed
#>  --> not_subscriptable.py:8:12
#>   |
#> 8 |     return x[0]
#>   |            ^^^^
