# stages: run

from numba import njit


@njit
def mixed(n):
    s = 0
    for i in range(n):
        s += i * 0.5
    return s

@njit
def boolean(n):
    found = False
    for i in range(n):
        found = found or i == 3
    return found

@njit
def late_float(n):
    x = 1
    if n > 3:
        x = 2.5
    return x * n

mixed(4)
boolean(3)
boolean(5)
late_float(2)
late_float(4)
#> [run]
#> mixed(4) -> 3.0
#> boolean(3) -> False
#> boolean(5) -> True
#> late_float(2) -> 2.0
#> late_float(4) -> 10.0
