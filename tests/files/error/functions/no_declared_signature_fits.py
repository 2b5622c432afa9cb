# stages: error

from numba import njit


@njit(['int64(int64)', 'float64(float64)'])
def g(x):
    return x

@njit
def f(t):
    return g(t)

f('one')
#> [error]
#> error[NJ0215]: no matching definition of `g` for argument type(s) str
#>   --> no_declared_signature_fits.py:12:12
#>    |
#> 12 |     return g(t)
#>    |            ^^^^
#>    |
#>    = note: declared: (int64); (float64)
