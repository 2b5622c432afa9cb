# stages: error

from numba import njit


@njit
def f():
    items = []
    return len(items)

f()
#> [error]
#> error[NJ0220]: the element type of this empty container is not known
#>  --> unknown_element_type.py:8:13
#>   |
#> 8 |     items = []
#>   |             ^^
#>   |
#>   = note: nothing in this function puts a value into it, so nothing says what it holds
#>   = help: put a value in, or say the type: `[0.0 for _ in range(0)]` is an empty list of floats, `List.empty_list(types.float64)` an empty typed list
