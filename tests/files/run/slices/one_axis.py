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
#> [run]
#> cut(np.arange(10), 2, 8, 3) -> array([2, 5], int64)
#> cut(np.arange(10), -1, -8, -2) -> array([9, 7, 5, 3], int64)
#> cut(np.arange(10), -100, 100, 4) -> array([0, 4, 8], int64)
#> cut(np.arange(10), 8, 2, 1) -> array(empty[0], int64)
#> cut(np.arange(10), 0, 10, 0) -> ValueError('slice step cannot be zero')
#> forms(np.arange(6)) -> (array([0, 1, 2, 3, 4, 5], int64), array([2, 3, 4, 5], int64), array([0, 1, 2], int64), array([0, 2, 4], int64), array([5, 4, 3, 2, 1, 0], int64), array([3, 4, 5], int64), array([0, 1, 2, 3], int64), array(empty[0], int64), array([4, 3, 2], int64), array(empty[0], int64), array([0, 1, 2, 3, 4, 5], int64))
#> writes(np.arange(7)) -> array([-1, 9, 9, -1, 4, 5, -1], int64)
#> copies(np.zeros(5), np.arange(3.0)) -> array([0.0, 0.0, 0.0, 1.0, 0.0], float64)
#> overlapping(np.arange(5)) -> array([0, 0, 1, 2, 3], int64)
#> reversed_into(np.arange(5)) -> array([4, 3, 2, 1, 0], int64)
#> of_tuple((1, 2, 3)) -> ((2, 3), (1, 2), (3, 2, 1), 3)
#> by_slice_object(np.arange(6)) -> (array([1, 2, 3], int64), array([0, 2, 4], int64))
