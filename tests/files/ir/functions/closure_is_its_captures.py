# stages: ir

from numba import njit


@njit
def f(n, k):
    def g(x):
        return x * k
    return g(n)

f(1, 2)
#> [ir]
#> f(int64, int64) -> int64
#> function "f#2" typed {
#>   result int64
#> b0(v0: int64 "n", v1: int64 "k"):
#>   v2: Closure(1, int64) "g" = closure fn1 v1
#>   v3: int64 = tuple_get [0] v2
#>   v4: int64 = call_func fn1 v3, v0
#>   return v4
