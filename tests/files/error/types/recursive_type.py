# stages: error

from numba import njit


@njit
def f(x):
    return f(x - 1)

f(3)
#> [error]
#> error[NJ0212]: the result type of `f` cannot be found
#>  --> recursive_type.py:8:12
#>   |
#> 8 |     return f(x - 1)
#>   |            ^^^^^^^^
#>   |
#>   = note: it calls itself on every path, so no path says what it returns
#>   = help: add a path that returns without the recursive call, before it
