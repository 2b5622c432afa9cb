# stages: clif, run
# count: iadd, call, brif

from numba import njit


@njit
def f(a, b):
    return a + b

f(1, 2)
#> [clif]
#> f(int64, int64) -> int64
#> iadd: 1
#> call: 0
#> brif: 0
#> [run]
#> f(1, 2) -> 3
