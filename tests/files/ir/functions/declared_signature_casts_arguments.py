# stages: ir

from numba import njit


@njit('float64(float64)')
def g(x):
    return x * 2

@njit
def f(i):
    return g(i)

f(1)
#> [ir]
#> f(int64) -> float64
#> function "f#2" typed {
#>   result float64
#> b0(v0: int64 "i"):
#>   v2: float64 = cast v0
#>   v3: float64 = call_func fn1 v2
#>   return v3
