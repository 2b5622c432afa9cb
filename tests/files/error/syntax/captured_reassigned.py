# stages: error

from numba import njit


@njit
def f(x):
    scale = 2
    g = lambda v: v * scale
    scale = 3
    return g(x)

f(1)
#> [error]
#> error[NJ0008]: `scale` is assigned again after a nested function captured it
#>   --> captured_reassigned.py:10:5
#>    |
#>  9 |     g = lambda v: v * scale
#>    |         ------------------- captured here
#> 10 |     scale = 3
#>    |     ^^^^^
#>    |
#>    = note: a nested function keeps the values that its outer variables have at its definition
#>    = help: pass `scale` as an argument, or use another name for the new value
