# stages: run

from numba import njit


@njit
def concatenated(a, b):
    return a + '-' + b

@njit
def length(s):
    return len(s), s == ''

@njit
def formatted(n):
    return f'n = {n}'

@njit
def converted(n):
    return str(n)

@njit
def chosen(n):
    kind = 'even' if n % 2 == 0 else 'odd'
    return kind

concatenated('a', 'b')
length('hello')
formatted(42)
converted(17)
chosen(3)
#> [run]
#> concatenated('a', 'b') -> 'a-b'
#> length('hello') -> (5, False)
#> formatted(42) -> 'n = 42'
#> converted(17) -> '17'
#> chosen(3) -> 'odd'
