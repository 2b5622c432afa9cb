# stages: error

from numba import njit


@njit
def f(n):
    counts = b"ab"
    n += len(counts)
    return n

f(3)
#> [error]
#> error[NJ0003]: dict displays are not supported in compiled functions
#>  --> unsupported_expression.py:8:14
#>   |
#> 8 |     counts = {}
#>   |              ^^
#>   |
#>   = help: use arrays, or several variables
