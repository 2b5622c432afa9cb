# stages: types

from numba import njit


@njit
def maybe(n):
    if n > 0:
        return n
    return None

@njit
def f(n):
    m = maybe(n)
    if m is None:
        return 0
    k = m + 1
    return k

f(1)
#> [types]
#> f(int64) -> int64
#>    12 | @njit
#>    13 | def f(n):
#>       | # n: int64
#>    14 |     m = maybe(n)
#>       |     # m: Optional(int64)
#>    15 |     if m is None:
#>    16 |         return 0
#>    17 |     k = m + 1
#>       |     # k: int64
#>    18 |     return k
