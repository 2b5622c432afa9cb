# stages: error

import numpy as np
from numba import njit

table = np.zeros(4)


@njit
def f(i):
    table[i] = 1.0

f(0)
#> [error]
#> error[NJ0213]: cannot modify a read-only array (`readonly float64[::1]`)
#>   --> readonly_array.py:11:5
#>    |
#> 11 |     table[i] = 1.0
#>    |     ^^^^^^^^
#>    |
#>    = note: global arrays are constants of the compiled function
#>    = help: pass a writeable array as an argument, or work on a `.copy()`
