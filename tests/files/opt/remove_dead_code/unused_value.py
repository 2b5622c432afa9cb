# stages: opt, run
# count: imul

from numba import njit


@njit
def f(x):
    y = x * 3
    z = y * y
    return x

f(4)
#> [opt]
#> f(int64) -> int64
#> imul: 0
#> [run]
#> f(4) -> 4
