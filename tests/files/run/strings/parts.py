# stages: run

from numba import njit


@njit
def index(s):
    return s[0], s[-1]

@njit
def part(s):
    return s[1:], s[::-1]

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
index('')
#> [run]
#> index('abc') -> ('a', 'c')
#> part('abc') -> ('bc', 'cba')
#> repeated('ab', 3) -> 'ababab'
#> contains('hello', 'ell') -> True
#> index('') -> IndexError('string index out of range')
