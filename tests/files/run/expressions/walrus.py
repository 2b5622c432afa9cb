# stages: run
# reference: python

from numba import njit


@njit
def in_while(n):
    total = 0
    while (k := n - 1) > 0:
        total += k
        n = k
    return total, k

@njit
def in_if(x):
    if (y := x * x) > 10:
        return y
    return -y

@njit
def in_call(x):
    return abs(z := x - 10) + z

in_while(5)
in_if(4)
in_if(2)
in_call(3)
#> [run]
#> in_while(5) -> (10, 0)
#> in_if(4) -> 16
#> in_if(2) -> -4
#> in_call(3) -> 0
