# stages: types

from numba import njit


@njit
def f(a, x):
    t = (a, x, 'text')
    u = t[:2]
    v = u + (True,)
    first = t[0]
    return v, first

f(1, 2.5)
#> [types]
#> f(int64, float64) -> Tuple(Tuple(int64, float64, bool), int64)
#>     6 | @njit
#>     7 | def f(a, x):
#>       | # a: int64
#>       | # x: float64
#>     8 |     t = (a, x, 'text')
#>       |     # t: Tuple(int64, float64, Literal[str]("text"))
#>     9 |     u = t[:2]
#>       |     # u: Tuple(int64, float64)
#>    10 |     v = u + (True,)
#>       |     # v: Tuple(int64, float64, Literal[bool](True))
#>    11 |     first = t[0]
#>       |     # first: int64
#>    12 |     return v, first
