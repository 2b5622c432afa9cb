# stages: run

from numba import njit


@njit
def concatenated(a, b):
    return a + '-' + b

@njit
def repeated(s, n):
    return s * n

@njit
def length(s):
    return len(s), s == '', s[0:1]

@njit
def formatted(n):
    return f'n = {n}'

@njit
def converted(n):
    return str(n)

@njit
def contains(s, t):
    return t in s

@njit
def chosen(n):
    kind = 'even' if n % 2 == 0 else 'odd'
    return kind

concatenated('a', 'b')
repeated('ab', 3)
length('hello')
formatted(42)
converted(17)
contains('hello', 'ell')
chosen(3)
#> [run]
#> concatenated('a', 'b') -> 'a-b'
#> repeated('ab', 3) -> error[NJ0202]: `*` is not supported for `str` and `int64`
#>   --> values.py:12:12
#>    |
#> 12 |     return s * n
#>    |            ^^^^^
#> length('hello') -> error[NJ0208]: `str` cannot be indexed
#>   --> values.py:16:29
#>    |
#> 16 |     return len(s), s == '', s[0:1]
#>    |                             ^^^^^^
#> formatted(42) -> 'n = 42'
#> converted(17) -> '17'
#> contains('hello', 'ell') -> error[NJ0202]: `in` is not supported for `str` and `str`
#>   --> values.py:28:12
#>    |
#> 28 |     return t in s
#>    |            ^^^^^^
#> chosen(3) -> 'odd'
