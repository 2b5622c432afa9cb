# stages: ir

from numba import njit


@njit
def f(n, base):
    def power(k):
        return 1 if k == 0 else base * power(k - 1)
    return power(n)

f(3, 2)
#> [ir]
#> f(int64, int64) -> int64
#> function "f#2" typed {
#>   result int64
#> b0(v0: int64 "n", v1: int64 "base"):
#>   v2: Closure(1, int64) "power" = closure fn1 v1
#>   v3: int64 = tuple_get [0] v2
#>   v4: int64 = call_func fn1 v3, v0
#>   return v4
