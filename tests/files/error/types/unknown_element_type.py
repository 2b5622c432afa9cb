# stages: error

from numba import njit


@njit
def f():
    items = []
    return len(items)

f()
#> [error]
#> error[NJ0220]: the element type of this list is not known
#>  --> unknown_element_type.py:8:13
#>   |
#> 8 |     items = []
#>   |             ^^
#>   |
#>   = note: nothing is ever added to it, so nothing says what it holds
#>   = help: append an element, or start with one
