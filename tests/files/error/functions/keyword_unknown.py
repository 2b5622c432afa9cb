# stages: error

from numba import njit


@njit
def g(x):
    return x

@njit
def f(x):
    return g(y=x)

f(1)
#> [error]
#> error[NJ0205]: `g` got an unexpected keyword argument `y`
#>   --> keyword_unknown.py:12:12
#>    |
#> 12 |     return g(y=x)
#>    |            ^^^^^^
#>    |
#>    = help: it is called as `g(x)`
