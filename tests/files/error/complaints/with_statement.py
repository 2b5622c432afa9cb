# stages: error

from numba import njit


@njit
def f(path):
    with open(path) as file:
        return file.read()

f("x")
#> [error]
#> error[NJ0002]: `with` statements other than `with objmode(...)` are not supported in compiled functions
#>  --> with_statement.py:8:5
#>   |
#> 8 |     with open(path) as file:
#>   |     ^^^^^^^^^^^^^^^^^^^^^^^^
#>   |
#>   = help: use it around the call of the function
