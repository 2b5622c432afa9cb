# stages: run

import numpy as np
from numba import njit


@njit
def between(a, x, b):
    return a < x <= b

@njit
def chain(a, b, c, d):
    return a < b < c != d

@njit
def tuples(a, b):
    return (a, b) < (b, a), (a, b) == (1, 2), (a, 1) >= (a, 1)

@njit
def strings(s):
    return s == 'abc', s < 'b', s != 'abd'

@njit
def members(x):
    return x in (1, 2, 3), x not in (1, 2, 3)

@njit
def nan(x):
    return x == x, x != x, x < x, not x < 1.0

@njit
def identity(x):
    return x is None, x is not None

@njit
def signs(a, b):
    return a < b, a == b

between(1, 2, 3)
between(1, 1, 3)
between(1.5, 2, 2)
chain(1, 2, 3, 3)
chain(1, 2, 3, 4)
tuples(1, 2)
strings('abc')
members(2)
members(5)
nan(np.nan)
identity(3)
identity(None)
signs(np.int64(-1), np.uint64(1))
#> [run]
#> between(1, 2, 3) -> True
#> between(1, 1, 3) -> False
#> between(1.5, 2, 2) -> True
#> chain(1, 2, 3, 3) -> False
#> chain(1, 2, 3, 4) -> True
#> tuples(1, 2) -> (True, True, True)
#> strings('abc') -> (True, True, True)
#> members(2) -> (True, False)
#> members(5) -> (False, True)
#> nan(np.nan) -> (False, True, False, True)
#> identity(3) -> (False, True)
#> identity(None) -> (True, False)
#> signs(np.int64(-1), np.uint64(1)) -> (True, False)
