# stages: opt, run
# count: iadd, isub, imul

from numba import njit


@njit
def f(x):
    return x + 2 * 3 - 6

f(4)
#> [opt]
#> f(int64) -> int64
#> iadd: 1
#> isub: 1
#> imul: 0
#> [run]
#> f(4) -> 4
