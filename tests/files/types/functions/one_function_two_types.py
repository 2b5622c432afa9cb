# stages: types

from numba import njit


@njit
def add(a, b):
    c = a + b
    return c

@njit
def f(x):
    i = add(x, 1)
    j = add(x, 0.5)
    return i, j

f(1)
add(1, 0.5)
#> [types]
#> f(int64) -> Tuple(int64, float64)
#>    11 | @njit
#>    12 | def f(x):
#>       | # x: int64
#>    13 |     i = add(x, 1)
#>       |     # i: int64
#>    14 |     j = add(x, 0.5)
#>       |     # j: float64
#>    15 |     return i, j
#> add(int64, float64) -> float64
#>     6 | @njit
#>     7 | def add(a, b):
#>       | # a: int64
#>       | # b: float64
#>     8 |     c = a + b
#>       |     # c: float64
#>     9 |     return c
