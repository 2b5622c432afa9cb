# stages: error

from numba import njit


@njit
def f(x):
    return x(1)

f(2)
#> [error]
#> error[NJ0206]: `int64` cannot be called
#>  --> not_callable.py:8:12
#>   |
#> 8 |     return x(1)
#>   |            ^^^^
