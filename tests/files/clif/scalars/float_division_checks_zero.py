# stages: clif, run
# count: fdiv, fcmp, brif

from numba import njit


@njit
def f(a, b):
    return a / b

f(1.0, 2.0)
f(1.0, 0.0)
#> [clif]
#> f(float64, float64) -> float64
#> fdiv: 1
#> fcmp: 1
#> brif: 1
#> f(float64, float64) -> float64
#> fdiv: 1
#> fcmp: 1
#> brif: 1
#> [run]
#> f(1.0, 2.0) -> 0.5
#> f(1.0, 0.0) -> ZeroDivisionError('division by zero')
