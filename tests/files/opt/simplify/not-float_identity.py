# stages: opt, run
# count: fadd

from numba import njit


@njit
def f(x):
    return x + 0.0

f(-0.0)
#> [opt]
#> f(float64) -> float64
#> fadd: 1
#> [run]
#> f(-0.0) -> 0.0
