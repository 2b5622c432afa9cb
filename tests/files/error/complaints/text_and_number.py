# stages: error

from numba import njit


@njit
def f(n):
    return "n = " + n

f(1)
#> [error]
#> error[NJ0202]: `+` is not supported for `str` and `int64`
#>  --> text_and_number.py:8:12
#>   |
#> 8 |     return "n = " + n
#>   |            ------^^^^
#>   |            |
#>   |            this is `str`
#>   |
#>   = help: make text of the other value: `text + str(value)`
