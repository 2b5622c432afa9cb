# stages: types

import numpy as np
from numba import njit


@njit
def f(i, u, x, z):
    a = i + u
    b = i / 2
    c = i // 2
    d = i * x
    e = x + z
    g = i ** 2
    h = i > x
    return a, b, c, d, e, g, h

f(1, np.uint32(2), np.float32(1.5), 1j)
#> [types]
#> f(int64, uint32, float32, complex128) -> Tuple(int64, float64, int64, float64, complex128, int64, bool)
#>     7 | @njit
#>     8 | def f(i, u, x, z):
#>       | # i: int64
#>       | # u: uint32
#>       | # x: float32
#>       | # z: complex128
#>     9 |     a = i + u
#>       |     # a: int64
#>    10 |     b = i / 2
#>       |     # b: float64
#>    11 |     c = i // 2
#>       |     # c: int64
#>    12 |     d = i * x
#>       |     # d: float64
#>    13 |     e = x + z
#>       |     # e: complex128
#>    14 |     g = i ** 2
#>       |     # g: int64
#>    15 |     h = i > x
#>       |     # h: bool
#>    16 |     return a, b, c, d, e, g, h
