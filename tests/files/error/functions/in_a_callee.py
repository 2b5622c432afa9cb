# stages: error

from numba import njit


@njit
def g(x):
    return x + 'a'

@njit
def f(x):
    return g(x)

f(1)
#> [error]
#> error[NJ0202]: `+` is not supported for `int64` and `str`
#>  --> in_a_callee.py:8:12
#>   |
#> 8 |     return x + 'a'
#>   |            ^^^^---
#>   |                |
#>   |                this is `str`
#>   |
#>   = help: make text of the other value: `text + str(value)`
