# stages: run

import math

import numpy as np
from numba import njit


@njit
def extremes(a, b, c):
    return min(a, b), max(a, b, c), min((a, b, c)), max(1, 2.5)

@njit
def rounding(x):
    return round(x), round(x, 1), int(x), abs(x), float(int(x))

@njit
def conversions(x):
    return bool(x), int(x), float(x), complex(x)

@njit
def sums(a):
    return sum(a), len(a)

@njit
def sum_tuple(t):
    return sum(t)

@njit
def maths(x):
    return math.floor(x), math.ceil(x), math.trunc(x), math.sqrt(x), math.hypot(x, 1.0), math.gcd(12, 18)

@njit
def parsed(x):
    return int(x) + 1, pow(x, 2), divmod(x, 2)

extremes(3, 1, 2)
extremes(3.5, 1.5, 2.5)
rounding(2.5)
rounding(-2.75)
conversions(3)
conversions(0.0)
sums(np.array([1, 2, 3]))
sum_tuple((1, 2, 3))
maths(7.3)
parsed(5)
#> [run]
#> extremes(3, 1, 2) -> (1, 3, 1, 2.5)
#> extremes(3.5, 1.5, 2.5) -> (1.5, 3.5, 1.5, 2.5)
#> rounding(2.5) -> (2, 2.5, 2, 2.5, 2.0)
#> rounding(-2.75) -> (-3, -2.8, -2, 2.75, -2.0)
#> conversions(3) -> (True, 3, 3.0, (3+0j))
#> conversions(0.0) -> (False, 0, 0.0, 0j)
#> sums(np.array([1, 2, 3])) -> (6, 3)
#> sum_tuple((1, 2, 3)) -> 6
#> maths(7.3) -> (7, 8, 7, 2.701851217221259, 7.368174807915458, 6)
#> parsed(5) -> (6, 25, (2, 1))
