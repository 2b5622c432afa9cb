# stages: run

from numba import njit


x = 5

@njit
def shadows(n):
    x = n
    return x

@njit
def reads(n):
    return x + n

@njit
def parameter_reassigned(n):
    n = n * 2.5
    return n

@njit
def branch_types(flag):
    if flag:
        y = 1
    else:
        y = 2.5
    return y

@njit
def loop_scope(n):
    for i in range(n):
        last = i * 10
    return last + i

shadows(1)
reads(1)
parameter_reassigned(2)
branch_types(True)
branch_types(False)
loop_scope(3)
#> [run]
#> shadows(1) -> 1
#> reads(1) -> 6
#> parameter_reassigned(2) -> 5.0
#> branch_types(True) -> 1.0
#> branch_types(False) -> 2.5
#> loop_scope(3) -> 22
