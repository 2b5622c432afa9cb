# stages: run

import numpy as np
from numba import njit


@njit
def both(a, b):
    return a and b

@njit
def either(a, b):
    return a or b

@njit
def three(a, b, c):
    return a or b and c

@njit
def guarded(a, i):
    return i < len(a) and a[i] > 0

@njit
def negated(a, b):
    return not a, not (a and b)

@njit
def in_condition(x, y):
    if x > 0 and y > 0 or x == y:
        return 1
    return 0

@njit
def default_name(s):
    return s or 'nobody'

both(0, 5)
both(3, 5)
both(1.5, 2.0)
either(0, 5)
either(3, 5)
three(0, 2, 7)
three(4, 2, 7)
guarded(np.ones(2), 1)
guarded(np.ones(2), 5)
negated(0, 3)
negated(2, 3)
in_condition(1, 2)
in_condition(-1, -1)
in_condition(-1, 2)
default_name('')
default_name('x')
#> [run]
#> both(0, 5) -> 0
#> both(3, 5) -> 5
#> both(1.5, 2.0) -> 2.0
#> either(0, 5) -> 5
#> either(3, 5) -> 3
#> three(0, 2, 7) -> 7
#> three(4, 2, 7) -> 4
#> guarded(np.ones(2), 1) -> True
#> guarded(np.ones(2), 5) -> False
#> negated(0, 3) -> (True, True)
#> negated(2, 3) -> (False, False)
#> in_condition(1, 2) -> 1
#> in_condition(-1, -1) -> 1
#> in_condition(-1, 2) -> 0
#> default_name('') -> 'nobody'
#> default_name('x') -> 'x'
