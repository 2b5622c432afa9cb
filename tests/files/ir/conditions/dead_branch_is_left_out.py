# stages: ir

from numba import njit


@njit
def f(x, y):
    if y is None:
        return x
    return x + y

f(1, None)
f(1, 2)
#> [ir]
#> f(int64, none) -> int64
#> function "f#1" typed {
#>   result int64
#> b0(v0: int64 "x", v1: none "y"):
#>   return v0
#> f(int64, int64) -> int64
#> function "f#1" typed {
#>   result int64
#> b0(v0: int64 "x", v1: int64 "y"):
#>   v3: int64 = bin + v0, v1
#>   return v3
