# stages: run

import numpy as np
from numba import njit


OFFSET = 10
WEIGHTS = (0.5, 2.0)
TABLE = np.array([1.0, 4.0, 9.0])

@njit
def add(a, b):
    return a + b

@njit
def specialises(x):
    return add(x, 1), add(x, 0.5), add(1j, x)

@njit
def constants(i):
    return OFFSET + WEIGHTS[1] * TABLE[i]

@njit
def function_argument(f, x):
    return f(x, x)

@njit
def passes_function(x):
    return function_argument(add, x)

@njit
def returns_nothing(a):
    a[0] = 5

@njit
def calls_nothing(a):
    r = returns_nothing(a)
    return a[0], r is None

specialises(2)
constants(2)
passes_function(4)
calls_nothing(np.zeros(2))
#> [run]
#> specialises(2) -> (3, 2.5, (2+1j))
#> constants(2) -> 28.0
#> passes_function(4) -> 8
#> calls_nothing(np.zeros(2)) -> (5.0, True)
