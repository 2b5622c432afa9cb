# stages: run

import numpy as np
from numba import njit


@njit
def build(a, b):
    return (a, b, a + b)

@njit
def join(t, u):
    return t + u

@njit
def index(t):
    return t[0] + t[-1], len(t)

@njit
def runtime_index(t, i):
    return t[i]

@njit
def empty():
    t = ()
    return len(t), t == ()

@njit
def of_shape(a):
    h, w = a.shape
    return h * 10 + w, a.shape + (7,)

@njit
def in_loop(n):
    t = (0, 1)
    for i in range(n):
        t = (t[1], t[0] + t[1])
    return t

@njit
def heterogeneous(t):
    return t[1], t[0]

build(1, 2.5)
join((1, 2), (3.5,))
index((5, 6, 7))
runtime_index((5, 6, 7), 1)
empty()
of_shape(np.ones((2, 3)))
in_loop(10)
heterogeneous((1, 'two'))
#> [run]
#> build(1, 2.5) -> (1, 2.5, 3.5)
#> join((1, 2), (3.5,)) -> (1, 2, 3.5)
#> index((5, 6, 7)) -> (12, 3)
#> runtime_index((5, 6, 7), 1) -> 6
#> empty() -> (0, True)
#> of_shape(np.ones((2, 3))) -> (23, (2, 3, 7))
#> in_loop(10) -> (55, 89)
#> heterogeneous((1, 'two')) -> ('two', 1)
