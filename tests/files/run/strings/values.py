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
