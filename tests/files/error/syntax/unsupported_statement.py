# stages: error

from numba import njit


@njit
def f(x):
    class Scale:
        factor = 2.0
    return Scale.factor * x

f(2.0)
#> [error]
#> error[NJ0002]: class definitions are not supported in compiled functions
#>  --> unsupported_statement.py:8:5
#>   |
#> 8 |     class Scale:
#>   |     ^^^^^^^^^^^^
#>   |
#>   = help: define the class outside the function
