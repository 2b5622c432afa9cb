# stages: error

from numba import njit


@njit
def f(x):
    raise x

f(1)
#> [error]
#> error[NJ0221]: `int64` is not an exception
#>  --> not_an_exception.py:8:5
#>   |
#> 8 |     raise x
#>   |     ^^^^^^^
#>   |
#>   = help: raise a builtin exception class, for example `raise ValueError("...")`
