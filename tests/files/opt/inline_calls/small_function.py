# stages: opt, run
# count: call_direct

from numba import njit


@njit
def g(x):
    return x * 2.0

@njit
def f(n):
    s = 0.0
    for i in range(n):
        s += g(i)
    return s

f(4)
#> [opt]
#> f(int64) -> float64
#> call_direct: 0
#> [run]
#> f(4) -> 12.0
