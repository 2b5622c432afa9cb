# stages: error

from numba import njit


@njit
def f(n):
    total = 0
    for i in n:
        total += i
    return total

f(3)
#> [error]
#> error[NJ0207]: `int64` has no elements to go through
#>  --> not_iterable.py:9:14
#>   |
#> 9 |     for i in n:
#>   |              ^
#>   |
#>   = help: to count, go through `range(...)`
