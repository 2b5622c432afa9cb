# stages: error

from numba import njit


@njit
def f(x, **options):
    return x

f(1)
#> [error]
#> error[NJ0010]: `**` parameters are not supported in compiled functions
#>  --> bad_parameter.py:7:12
#>   |
#> 7 | def f(x, **options):
#>   |            ^^^^^^^
#>   |
#>   = help: name the parameters, with defaults for the optional ones
