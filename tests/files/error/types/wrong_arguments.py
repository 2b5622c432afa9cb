# stages: error

from numba import njit


@njit
def add(a, b):
    return a + b


@njit
def f(x):
    return add(x)

f(1)
#> [error]
#> error[NJ0205]: `add` is missing the required positional argument `b`
#>   --> wrong_arguments.py:13:12
#>    |
#> 13 |     return add(x)
#>    |            ^^^^^^
#>    |
#>    = help: it is called as `add(a, b)`
