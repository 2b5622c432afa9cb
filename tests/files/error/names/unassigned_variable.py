# stages: error

from numba import njit


@njit
def f(x):
    y = total + x
    total = y
    return total

f(1)
#> [error]
#> error[NJ0102]: `total` is used before it is assigned
#>  --> unassigned_variable.py:8:9
#>   |
#> 8 |     y = total + x
#>   |         ^^^^^
#> 9 |     total = y
#>   |     ----- assigned here
#>   |
#>   = note: `total` is assigned in this function, so it is local to all of it
#>   = help: assign `total` first, for example `total = 0`
