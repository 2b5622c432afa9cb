# stages: run

import numpy as np
from numba import njit


@njit
def block(a):
    return a[1:, :2], a[:, 1], a[0], a[-1, ::-1], a[::2, ::-2]

@njit
def new_axis(a):
    return a[None, :].shape, a[:, None].shape, a[np.newaxis].shape

@njit
def assign_row(a):
    a[0] = 1.5
    a[:, 1] = a[:, 0]
    a[1:, 2:] = 9.0
    return a

@njit
def transposed(a):
    t = a.T
    t[0, 1] = 100
    return a, t[1:]

@njit
def chained(a):
    return a[1:][0][1], a[1:, 1:][0, 0]

block(np.arange(9).reshape(3, 3))
new_axis(np.arange(3))
assign_row(np.zeros((2, 3)))
transposed(np.arange(4).reshape(2, 2))
chained(np.arange(9).reshape(3, 3))
#> [run]
#> block(np.arange(9).reshape(3, 3)) -> (array([[3, 4], [6, 7]], int64), array([1, 4, 7], int64), array([0, 1, 2], int64), array([8, 7, 6], int64), array([[2, 0], [8, 6]], int64))
#> new_axis(np.arange(3)) -> ((1, 3), (3, 1), (1, 3))
#> assign_row(np.zeros((2, 3))) -> array([[1.5, 1.5, 1.5], [0.0, 0.0, 9.0]], float64)
#> transposed(np.arange(4).reshape(2, 2)) -> (array([[0, 1], [100, 3]], int64), array([[1, 3]], int64))
#> chained(np.arange(9).reshape(3, 3)) -> (4, 4)
