# stages: ir

from numba import njit


@njit
def f(x):
    if x < 0:
        raise ValueError('negative', x)
    return x

f(1)
#> [ir]
#> f(int64) -> int64
#> function "f#1" typed {
#>   result int64
#> b0(v0: int64 "x"):
#>   v2: int64 = const 0
#>   v3: bool = compare < v0, v2
#>   branch v3, b1(), b2()
#> b2():
#>   return v0
#> b1() cold:
#>   v5: Literal[str]("negative") = const "negative"
#>   raise ValueError v5, v0
