# stages: ir

from numba import njit


@njit
def f(i, x):
    return i + x

f(1, 2.5)
#> [ir]
#> f(int64, float64) -> float64
#> function "f#1" typed {
#>   result float64
#> b0(v0: int64 "i", v1: float64 "x"):
#>   v2: float64 = cast v0
#>   v3: float64 = bin + v2, v1
#>   return v3
