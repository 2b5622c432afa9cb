# stages: types

import numpy as np
from numba import njit


@njit
def f(a, b):
    mask = a > 0
    half = a / 2
    both = a + b
    root = np.sqrt(b)
    total = a.sum()
    return mask, half, both, root, total

f(np.arange(3), np.ones(3).astype(np.float32))
#> [types]
#> f(int64[::1], float32[::1]) -> Tuple(bool[::1], float64[::1], float32[::1], float32[::1], int64)
#>     7 | @njit
#>     8 | def f(a, b):
#>       | # a: int64[::1]
#>       | # b: float32[::1]
#>     9 |     mask = a > 0
#>       |     # mask: bool[::1]
#>    10 |     half = a / 2
#>       |     # half: float64[::1]
#>    11 |     both = a + b
#>       |     # both: float32[::1]
#>    12 |     root = np.sqrt(b)
#>       |     # root: float32[::1]
#>    13 |     total = a.sum()
#>       |     # total: int64
#>    14 |     return mask, half, both, root, total
