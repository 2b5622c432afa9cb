# stages: error

from numba import njit

settings = {"scale": 2.0}


@njit
def f(x):
    return x * settings["scale"]

f(1.0)
#> [error]
#> error[NJ0104]: `settings` is a value of type `dict`, which compiled code cannot use
#>   --> unsupported_global.py:10:16
#>    |
#> 10 |     return x * settings["scale"]
#>    |                ^^^^^^^^
#>    |
#>    = note: globals become constants: numbers, strings, tuples, arrays and compiled functions can
#>    = help: keep it in plain variables, a tuple or an array, or pass it as an argument
