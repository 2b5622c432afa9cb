# stages: run

import numpy as np
from numba import njit


@njit
def cut(a, start, stop, step):
    return a[start:stop:step]

@njit
def forms(a):
    return a[:], a[2:], a[:3], a[::2], a[::-1], a[-3:], a[:-2], a[5:2], a[-2:-5:-1], a[100:], a[:100]

@njit
def writes(a):
    a[1:3] = 9
    a[-1:] = 7
    a[::-3] = -1
    return a

@njit
def copies(a, b):
    a[2:4] = b[:2]
    return a

@njit
def overlapping(a):
    a[1:] = a[:-1]
    return a

@njit
def reversed_into(a):
    a[:] = a[::-1]
    return a

@njit
def of_tuple(t):
    return t[1:], t[:2], t[::-1], t[-1]

@njit
def by_slice_object(a):
    return a[slice(1, 4)], a[slice(None, None, 2)]

cut(np.arange(10), 2, 8, 3)
cut(np.arange(10), -1, -8, -2)
cut(np.arange(10), -100, 100, 4)
cut(np.arange(10), 8, 2, 1)
cut(np.arange(10), 0, 10, 0)
forms(np.arange(6))
writes(np.arange(7))
copies(np.zeros(5), np.arange(3.0))
overlapping(np.arange(5))
reversed_into(np.arange(5))
of_tuple((1, 2, 3))
by_slice_object(np.arange(6))
