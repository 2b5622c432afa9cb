# stages: run

import numpy as np
from numba import njit


@njit
def find(a, wanted):
    for i in range(len(a)):
        if a[i] == wanted:
            break
    else:
        return -1
    return i

@njit
def prime(n):
    for d in range(2, n):
        if n % d == 0:
            return False
    else:
        return n > 1

@njit
def nested(n):
    count = 0
    for i in range(n):
        for j in range(n):
            if i * j == 6:
                break
        else:
            count += 1
    return count

@njit
def empty_else(n):
    r = 0
    for i in range(n):
        r = 1
    else:
        r += 10
    return r

find(np.array([3, 5, 7]), 5)
find(np.array([3, 5, 7]), 4)
prime(7)
prime(9)
prime(1)
nested(5)
empty_else(0)
empty_else(3)
#> [run]
#> find(np.array([3, 5, 7]), 5) -> 1
#> find(np.array([3, 5, 7]), 4) -> -1
#> prime(7) -> True
#> prime(9) -> False
#> prime(1) -> False
#> nested(5) -> 3
#> empty_else(0) -> 10
#> empty_else(3) -> 11
