# stages: run
# reference: python

import numpy as np
from numba import njit


@njit
def once(a):
    n = 0
    ok = 0 < (n := n + a) < 10
    return ok, n

@njit
def only(a, *, scale=3):
    return a * scale

@njit
def calls_only(a):
    return only(a), only(a, scale=5)

@njit
def with_default(n):
    step = n * 2
    def move(x, by=step):
        return x + by
    return move(1), move(1, by=100)

@njit
def deleted(n):
    t = n + 1
    r = t * 2
    del t
    return r

@njit
def ellipsis(a):
    return a[..., 0], a[0, ...], a[...]

@njit
def repeat(a):
    return (a,) * 3, 2 * (a, 1.5), (a, 1) * 0

@njit
def bad_shape(a, b):
    a[1:3] = b
    return a

@njit
def rounding(x):
    return round(x, 1), round(x, 2)

once(3)
once(-3)
calls_only(4)
with_default(7)
deleted(4)
ellipsis(np.arange(6).reshape(2, 3))
repeat(4)
bad_shape(np.arange(4), np.arange(3))
rounding(-2.55)
rounding(2.675)
#> [run]
#> once(3) -> (True, 3)
#> once(-3) -> (False, -3)
#> calls_only(4) -> (12, 20)
#> with_default(7) -> (15, 101)
#> deleted(4) -> 10
#> ellipsis(np.arange(6).reshape(2, 3)) -> (array([0, 3], int64), array([0, 1, 2], int64), array([[0, 1, 2], [3, 4, 5]], int64))
#> repeat(4) -> ((4, 4, 4), (4, 1.5, 4, 1.5), ())
#> bad_shape(np.arange(4), np.arange(3)) -> ValueError('could not broadcast input array from shape (3,) into shape (2,)')
#> rounding(-2.55) -> (-2.5, -2.55)
#> rounding(2.675) -> (2.7, 2.67)
