# stages: error

from numba import njit


@njit
def f(x):
    import math
    return math.sqrt(x)

f(2.0)
#> [error]
#> error[NJ0002]: imports are not supported in compiled functions
#>  --> unsupported_statement.py:8:5
#>   |
#> 8 |     import math
#>   |     ^^^^^^^^^^^
#>   |
#>   = help: move the import to the top of the file
