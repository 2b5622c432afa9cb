# stages: error

from numba import njit


@njit
def f(a, t):
    x = a.nothing
    y = missing + 1
    z = t[5]
    return a + 'x'

f(1, (1, 2))
#> [error]
#> error[NJ0203]: `int64` has no attribute `nothing` in compiled code
#>  --> several_in_one_function.py:8:9
#>   |
#> 8 |     x = a.nothing
#>   |         ^^^^^^^^^
#> error[NJ0101]: name `missing` is not defined
#>  --> several_in_one_function.py:9:9
#>   |
#> 9 |     y = missing + 1
#>   |         ^^^^^^^
#>   |
#>   = help: define `missing` before the function is called the first time
#> error[NJ0210]: index 5 is out of range for `UniTuple(int64 x 2)`, which has 2 elements
#>   --> several_in_one_function.py:10:9
#>    |
#> 10 |     z = t[5]
#>    |         ^^^^
#> error[NJ0202]: `+` is not supported for `int64` and `str`
#>   --> several_in_one_function.py:11:12
#>    |
#> 11 |     return a + 'x'
#>    |            ^^^^---
#>    |                |
#>    |                this is `str`
#>    |
#>    = help: make text of the other value: `text + str(value)`
