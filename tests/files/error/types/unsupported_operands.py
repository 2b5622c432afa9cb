# stages: error

from numba import njit


@njit
def f(x):
    return x + "1"

f(1)
#> [error]
#> error[NJ0202]: `+` is not supported for `int64` and `str`
#>  --> unsupported_operands.py:8:12
#>   |
#> 8 |     return x + "1"
#>   |            ^^^^---
#>   |                |
#>   |                this is `str`
#>   |
#>   = help: make text of the other value: `text + str(value)`
