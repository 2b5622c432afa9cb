# stages: error

from numba import njit


@njit
def f(x):
    return (x + 1
#> [error]
#> error[NJ0001]: the source is not valid Python: `(` is never closed
#>  --> syntax_error.py:8:12
#>   |
#> 8 |     return (x + 1
#>   |            ^
