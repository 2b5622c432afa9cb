# stages: types

from numba import njit


@njit
def f(n):
    k = 3
    flag = True
    name = 'x'
    if n:
        k = 4
    return k, flag, name

f(1)
#> [types]
#> f(int64) -> Tuple(int64, bool, str)
#>     6 | @njit
#>     7 | def f(n):
#>       | # n: int64
#>     8 |     k = 3
#>     9 |     flag = True
#>    10 |     name = 'x'
#>    11 |     if n:
#>    12 |         k = 4
#>    13 |     return k, flag, name
