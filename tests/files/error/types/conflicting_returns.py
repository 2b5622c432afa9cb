# stages: error

from numba import njit


@njit
def f(x):
    if x > 0:
        return x
    return "negative"

f(1)
#> [error]
#> error[NJ0211]: the function returns `str` or `int64`
#>   --> conflicting_returns.py:9:9
#>    |
#>  9 |         return x
#>    |         ^^^^^^^^
#>    |         |
#>    |         this is `int64`
#> 10 |     return "negative"
#>    |     ----------------- this is `str`
#>    |
#>    = note: a compiled function has one result type, and these have no common one
#>    = help: return the same type on every path
