# stages: opt, run
# count: branch, load

import numpy as np
from numba import njit


@njit(boundscheck=False)
def f(grid, i, j):
    total = 0
    for di in range(2):
        for dj in range(2):
            total += grid[i + di, j + dj]
    return total

f(np.arange(25).reshape(5, 5), 2, 2)
#> [opt]
#> f(int64[:, ::1], int64, int64) -> int64
#> branch: 0
#> load: 4
#> [run]
#> f(np.arange(25).reshape(5, 5), 2, 2) -> 60
