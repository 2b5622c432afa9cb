# stages: types

from numba import njit


@njit
def f(n):
    if n > 0:
        return n

f(1)
#> [types]
#> f(int64) -> Optional(int64)
#>     6 | @njit
#>     7 | def f(n):
#>       | # n: int64
#>     8 |     if n > 0:
#>     9 |         return n
