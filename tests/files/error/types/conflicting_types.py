# stages: error

from numba import njit


@njit
def f(x):
    if x > 0:
        result = x
    else:
        result = "negative"
    return result

f(1)
#> [error]
#> error[NJ0201]: `result` is `int64` or `str`, depending on the path taken
#>   --> conflicting_types.py:12:5
#>    |
#>  7 | def f(x):
#>    |       - `x` is `int64`
#> ...
#> 11 |         result = "negative"
#>    |                  ---------- `result` is `str`
#> 12 |     return result
#>    |     ^^^^^^^^^^^^^
#>    |
#>    = note: a value must have one type where paths meet, and these types have no common one
#>    = help: use different variables, or make all the values the same type
