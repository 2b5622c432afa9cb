# stages: opt, run
# count: sdiv, call_symbol

from numba import njit


@njit
def f(x, y):
    z = x // y
    return x

f(4, 2)
f(4, 0)
#> [opt]
#> f(int64, int64) -> int64
#> sdiv: 0
#> call_symbol: 2
#> f(int64, int64) -> int64
#> sdiv: 0
#> call_symbol: 2
#> [run]
#> f(4, 2) -> 4
#> f(4, 0) -> ZeroDivisionError('integer division by zero')
