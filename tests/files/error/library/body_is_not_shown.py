# stages: error

import numpy as np
from numba import njit


@njit
def reshape_text(a):
    return np.linspace(0, 'x', 3)

@njit
def concatenate_mixed(a, b):
    return np.concatenate((a, b))

@njit
def median_of_text(s):
    return np.median(s)

@njit
def sort_scalar(x):
    return np.sort(x)

@njit
def dot_text(a):
    return np.dot(a, 'x')

@njit
def where_text(a):
    return np.where(a > 1, a, 'x')

@njit
def roll_text(a):
    return np.roll(a, 'x')

reshape_text(np.ones(2))
concatenate_mixed(np.ones(2), np.ones((2, 2)))
median_of_text('abc')
sort_scalar(3)
dot_text(np.ones(2))
where_text(np.ones(2))
roll_text(np.ones(2))
