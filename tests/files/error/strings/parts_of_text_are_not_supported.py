# stages: error
# Today's limit: text can be joined, compared, measured, iterated and formatted, but not indexed.

from numba import njit


@njit
def index(s):
    return s[0]

@njit
def part(s):
    return s[1:]

@njit
def repeated(s, n):
    return s * n

@njit
def contains(s, t):
    return t in s

index('abc')
part('abc')
repeated('ab', 3)
contains('hello', 'ell')
#> [error]
#> error[NJ0208]: `str` cannot be indexed
#>  --> parts_of_text_are_not_supported.py:9:12
#>   |
#> 9 |     return s[0]
#>   |            ^^^^
#> error[NJ0208]: `str` cannot be indexed
#>   --> parts_of_text_are_not_supported.py:13:12
#>    |
#> 13 |     return s[1:]
#>    |            ^^^^^
#> error[NJ0202]: `*` is not supported for `str` and `int64`
#>   --> parts_of_text_are_not_supported.py:17:12
#>    |
#> 17 |     return s * n
#>    |            ^^^^^
#> error[NJ0202]: `in` is not supported for `str` and `str`
#>   --> parts_of_text_are_not_supported.py:21:12
#>    |
#> 21 |     return t in s
#>    |            ^^^^^^
