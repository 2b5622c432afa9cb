# stages: opt, run
# count: call_direct

from numba import njit


@njit
def f(n):
    return 1 if n < 2 else n * f(n - 1)

f(4)
#> [opt]
#> f(int64) -> int64
#> call_direct: 1
#> [run]
#> f(4) -> 24
