# stages: error

from numba import njit


@njit
def f(n):
    counts = b"ab"
    n += len(counts)
    return n

f(3)
#> [error]
#> error[NJ0003]: `bytes` literals are not supported in compiled functions
#>  --> unsupported_expression.py:8:14
#>   |
#> 8 |     counts = b"ab"
#>   |              ^^^^^
#>   |
#>   = help: use a `str`, or an array of `np.uint8`
