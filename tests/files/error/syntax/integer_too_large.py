# stages: error

from numba import njit


@njit
def f():
    return 100000000000000000000

f()
#> [error]
#> error[NJ0005]: this integer does not fit 64 bits
#>  --> integer_too_large.py:8:12
#>   |
#> 8 |     return 100000000000000000000
#>   |            ^^^^^^^^^^^^^^^^^^^^^
#>   |
#>   = note: compiled integers range from -2**63 (`int64`) to 2**64 - 1 (`uint64`)
#>   = help: write it as a float, for example `1e20`, if the exact value does not matter
