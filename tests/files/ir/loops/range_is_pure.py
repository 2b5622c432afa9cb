# stages: ir

from numba import njit


@njit
def f(n):
    s = 0
    for i in range(n):
        s += i
    return s

f(3)
#> [ir]
#> f(int64) -> int64
#> function "f#1" typed {
#>   result int64
#> b0(v0: int64 "n"):
#>   v2: int64 = const 0
#>   v3: int64 = const 1
#>   v4: Range(int64) = range v2, v0, v3
#>   v5: Iter(Range(int64)) = iter_start v4
#>   v9: int64 = const 0
#>   jump b1(v5, v9)
#> b1(v6: Iter(Range(int64)), v7: int64 "s"):
#>   v10: bool = iter_has v6
#>   branch v10, b2(), b3()
#> b3():
#>   return v7
#> b2():
#>   v11: int64 "i" = iter_get v6
#>   v12: int64 "s" = bin + v7, v11
#>   v13: Iter(Range(int64)) = iter_advance v6
#>   jump b1(v13, v12)
