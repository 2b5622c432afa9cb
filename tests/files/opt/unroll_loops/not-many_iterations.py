# stages: opt, run
# count: branch, imul

from numba import njit


@njit
def f(n):
    total = 0
    for i in range(100):
        total += i * n
    return total

f(2)
#> [opt]
#> f(int64) -> int64
#> branch: 1
#> imul: 1
#> [run]
#> f(2) -> 9900
