# stages: run

import numpy as np
from numba import njit


@njit
def ladder(x):
    if x < 0:
        r = 'negative'
    elif x == 0:
        r = 'zero'
    elif x < 10:
        r = 'small'
    else:
        r = 'large'
    return r

@njit
def truth(n, x, s):
    r = 0
    if n:
        r += 1
    if x:
        r += 10
    if s:
        r += 100
    if not n:
        r += 1000
    return r

@njit
def dead(x):
    if False:
        return 'never'
    if 1:
        return x
    return 'never'

@njit
def early(a):
    if len(a) == 0:
        return -1.0
    if a[0] < 0:
        return 0.0
    return a[0]

@njit
def passes(n):
    if n > 3:
        pass
    else:
        n = 0
    return n

ladder(-1)
ladder(0)
ladder(5)
ladder(50)
truth(1, 0.0, 'x')
truth(0, 0.5, '')
dead(5)
early(np.zeros(0))
early(np.array([-1.0]))
early(np.array([2.0]))
passes(5)
passes(2)
#> [run]
#> ladder(-1) -> 'negative'
#> ladder(0) -> 'zero'
#> ladder(5) -> 'small'
#> ladder(50) -> 'large'
#> truth(1, 0.0, 'x') -> 101
#> truth(0, 0.5, '') -> 1010
#> dead(5) -> 5
#> early(np.zeros(0)) -> -1.0
#> early(np.array([-1.0])) -> 0.0
#> early(np.array([2.0])) -> 2.0
#> passes(5) -> 5
#> passes(2) -> 0
