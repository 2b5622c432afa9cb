# stages: types

import numpy as np
from numba import njit


@njit
def f(a):
    rows = a[1:]
    column = a[:, 0]
    steps = a[::2]
    swapped = a.T
    flat = a.ravel()
    return rows.sum() + column.sum() + steps.sum() + swapped.sum() + flat.sum()

f(np.ones((3, 2)))
#> [types]
#> f(float64[:, ::1]) -> float64
#>     7 | @njit
#>     8 | def f(a):
#>       | # a: float64[:, ::1]
#>     9 |     rows = a[1:]
#>       |     # rows: float64[:, ::1]
#>    10 |     column = a[:, 0]
#>       |     # column: float64[:]
#>    11 |     steps = a[::2]
#>       |     # steps: float64[:, :]
#>    12 |     swapped = a.T
#>       |     # swapped: float64[::1, :]
#>    13 |     flat = a.ravel()
#>       |     # flat: float64[::1]
#>    14 |     return rows.sum() + column.sum() + steps.sum() + swapped.sum() + flat.sum()
