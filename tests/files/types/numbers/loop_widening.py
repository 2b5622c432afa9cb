# stages: types

from numba import njit


@njit
def f(n):
    s = 0
    for i in range(n):
        s = s + i * 0.5
    return s

f(3)
#> [types]
#> f(int64) -> float64
#>     6 | @njit
#>     7 | def f(n):
#>       | # n: int64
#>     8 |     s = 0
#>     9 |     for i in range(n):
#>       |     # i: int64
#>    10 |         s = s + i * 0.5
#>       |         # s: float64
#>    11 |     return s
