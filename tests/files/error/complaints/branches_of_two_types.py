# stages: error

from numba import njit


@njit
def f(x):
    if x > 0:
        y = 1
    else:
        y = "a"
    return y

f(1)
#> [error]
#> error[NJ0201]: `y` is `int64` or `str`, depending on the path taken
#>   --> branches_of_two_types.py:12:5
#>    |
#>  9 |         y = 1
#>    |             - `y` is `int64`
#> 10 |     else:
#> 11 |         y = "a"
#>    |             --- `y` is `str`
#> 12 |     return y
#>    |     ^^^^^^^^
#>    |
#>    = note: a value must have one type where paths meet, and these types have no common one
#>    = help: use different variables, or make all the values the same type
