# stages: ir

from numba import njit


@njit
def f(a, b):
    return a > 0 and b > 0

f(1, 2)
#> [ir]
#> f(int64, int64) -> bool
#> function "f#1" typed {
#>   result bool
#> b0(v0: int64 "a", v1: int64 "b"):
#>   v3: int64 = const 0
#>   v4: bool = compare > v0, v3
#>   branch v4, b1(), b2()
#> b2():
#>   jump b3(v4)
#> b1():
#>   v7: int64 = const 0
#>   v8: bool = compare > v1, v7
#>   jump b3(v8)
#> b3(v5: bool):
#>   return v5
