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
#> [error]
#> error[NJ0204]: `np.linspace` does not accept these arguments: (int64, str, int64, bool, bool, None)
#>  --> body_is_not_shown.py:9:12
#>   |
#> 9 |     return np.linspace(0, 'x', 3)
#>   |            ^^^^^^^^^^^^^^^^^^^^^^
#>   |
#>   = note: argument 2 must be a number, an array or a dtype, not `str`
#> error[NJ0204]: `np.concatenate` does not accept these arguments: (Tuple(float64[::1], float64[:, ::1]), int64, None, None)
#>   --> body_is_not_shown.py:13:12
#>    |
#> 13 |     return np.concatenate((a, b))
#>    |            ^^^^^^^^^^^^^^^^^^^^^^
#>    |
#>    = note: all the arrays must have the same number of dimensions
#> error[NJ0204]: `np.median` does not accept these arguments: (str, None, None, bool, bool)
#>   --> body_is_not_shown.py:17:12
#>    |
#> 17 |     return np.median(s)
#>    |            ^^^^^^^^^^^^
#>    |
#>    = note: `a` must be an array, a list or a tuple
#> error[NJ0204]: `np.sort` does not accept these arguments: (int64, int64, None, None)
#>   --> body_is_not_shown.py:21:12
#>    |
#> 21 |     return np.sort(x)
#>    |            ^^^^^^^^^^
#>    |
#>    = note: `a` must be an array, a list or a tuple
#> error[NJ0204]: `np.dot` does not accept these arguments: (float64[::1], str, None)
#>   --> body_is_not_shown.py:25:12
#>    |
#> 25 |     return np.dot(a, 'x')
#>    |            ^^^^^^^^^^^^^^
#>    |
#>    = note: `np.multiply`: `x2` must be a number or an array, not `str`
#> error[NJ0204]: `np.where`: `y` must be a number, an array or a dtype, not `str`
#>   --> body_is_not_shown.py:29:12
#>    |
#> 29 |     return np.where(a > 1, a, 'x')
#>    |            ^^^^^^^^^^^^^^^^^^^---^
#>    |                               |
#>    |                               this is `str`
#> error[NJ0204]: `np.roll` does not accept these arguments: (float64[::1], str, None)
#>   --> body_is_not_shown.py:33:12
#>    |
#> 33 |     return np.roll(a, 'x')
#>    |            ^^^^^^^^^^^^^^^
#>    |
#>    = note: `shift` must be an integer
