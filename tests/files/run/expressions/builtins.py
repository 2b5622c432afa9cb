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
