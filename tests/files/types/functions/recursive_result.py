# stages: types

from numba import njit


@njit
def f(n):
    if n < 2:
        return 1.0
    return n * f(n - 1)

f(3)
#> [types]
#> f(int64) -> float64
#>     6 | @njit
#>     7 | def f(n):
#>       | # n: int64
#>     8 |     if n < 2:
#>     9 |         return 1.0
#>    10 |     return n * f(n - 1)
