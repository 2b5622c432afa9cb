# stages: ir

from numba import njit


@njit
def g(x):
    return x * 2

@njit
def f(x):
    return g(x) + 1

f(1)
#> [ir]
#> f(int64) -> int64
#> function "f#2" typed {
#>   result int64
#> b0(v0: int64 "x"):
#>   v2: int64 = call_func fn1 v0
#>   v4: int64 = const 1
#>   v5: int64 = bin + v2, v4
#>   return v5
