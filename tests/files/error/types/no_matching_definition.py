# stages: error

from numba import njit


@njit("int64(int64)")
def f(x):
    return x + 1


@njit
def g(text):
    return f(text)

g("one")
#> [error]
#> error[NJ0215]: no matching definition of `f` for argument type(s) str
#>   --> no_matching_definition.py:13:12
#>    |
#> 13 |     return f(text)
#>    |            ^^^^^^^
#>    |
#>    = note: declared: (int64)
