# stages: run

import numpy as np
from numba import njit


@njit
def evens(n):
    s = 0
    for i in range(n):
        if i % 2:
            continue
        s += i
    return s

@njit
def until(a, limit):
    s = 0.0
    for x in a:
        if s + x > limit:
            break
        s += x
    return s

@njit
def both(n):
    out = 0
    for i in range(n):
        for j in range(n):
            if j > i:
                break
            if (i + j) % 2:
                continue
            out += i * j
    return out

@njit
def return_inside(n):
    for i in range(n):
        for j in range(i):
            if i * j > 10:
                return i, j
    return -1, -1

evens(10)
until(np.array([1.0, 2.0, 3.0, 4.0]), 5.0)
both(6)
return_inside(10)
return_inside(3)
#> [run]
#> evens(10) -> 20
#> until(np.array([1.0, 2.0, 3.0, 4.0]), 5.0) -> 3.0
#> both(6) -> 86
#> return_inside(10) -> (4, 3)
#> return_inside(3) -> (-1, -1)
