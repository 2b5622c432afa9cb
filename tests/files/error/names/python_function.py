# stages: error

from numba import njit

def square(x):
    return x * x


@njit
def f(x):
    return square(x) + 1

f(2)
#> [error]
#> error[NJ0103]: `square` is a plain Python function and cannot be called from compiled code
#>   --> python_function.py:11:12
#>    |
#> 11 |     return square(x) + 1
#>    |            ^^^^^^
#>    |
#>    = help: decorate `square` with `@njit`
