# stages: run

import numpy as np
from numba import float32, njit


@njit(error_model='numpy')
def numpy_division(a, b):
    return a / b, a // b

@njit(fastmath=True)
def fast(a):
    s = 0.0
    for x in a:
        s += x * 2.0
    return s

@njit(boundscheck=False)
def unchecked(a):
    s = 0.0
    for i in range(len(a)):
        s += a[i]
    return s

@njit(locals={'s': float32})
def declared(n):
    s = 0
    for i in range(n):
        s += i * 0.5
    return s

numpy_division(1.0, 0.0)
numpy_division(-1.0, 0.0)
fast(np.ones(4))
unchecked(np.ones(3))
declared(4)
#> [run]
#> numpy_division(1.0, 0.0) -> (inf, inf)
#> numpy_division(-1.0, 0.0) -> (-inf, -inf)
#> fast(np.ones(4)) -> 8.0
#> unchecked(np.ones(3)) -> 3.0
#> declared(4) -> 3.0
