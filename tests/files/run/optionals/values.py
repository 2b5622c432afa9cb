# stages: run

from numba import njit


@njit
def maybe(x):
    if x > 0:
        return x
    return None

@njit
def falls_off(x):
    if x > 0:
        return x * 0.5

@njit
def use(x):
    r = maybe(x)
    if r is None:
        return -1
    return r + 1

@njit
def variable(n):
    best = None
    for i in range(n):
        if best is None or i % 3 > best:
            best = i % 3
    return best

@njit
def parameter(x=None):
    if x is None:
        return 0
    return x

maybe(3)
maybe(-3)
falls_off(3)
falls_off(-1)
use(4)
use(-4)
variable(5)
parameter()
parameter(4)
#> [run]
#> maybe(3) -> 3
#> maybe(-3) -> None
#> falls_off(3) -> 1.5
#> falls_off(-1) -> None
#> use(4) -> 5
#> use(-4) -> -1
#> variable(5) -> 2
#> parameter() -> 0
#> parameter(4) -> 4
