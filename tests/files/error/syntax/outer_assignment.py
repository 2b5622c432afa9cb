# stages: error

from numba import njit

total = 0


@njit
def add(x):
    global total
    total = total + x

add(1)
#> [error]
#> error[NJ0006]: `total` is declared `global` and cannot be assigned
#>   --> outer_assignment.py:11:5
#>    |
#> 10 |     global total
#>    |            ----- declared here
#> 11 |     total = total + x
#>    |     ^^^^^
#>    |
#>    = note: globals and captured variables are constants of a compiled function
#>    = help: return the new value of `total`, or keep it in an array
