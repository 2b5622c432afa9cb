# stages: error

from numba import njit


@njit
def f(x):
    def g(y):
        return x + y
    return g

f(1)
#> [error]
#> error[NJ0223]: `f` returns `function`, which cannot be handed back to Python
#>   --> unsupported_result.py:10:5
#>    |
#> 10 |     return g
#>    |     ^^^^^^^^
