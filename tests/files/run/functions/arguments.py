# stages: run

from numba import njit


@njit
def defaults(a, b=2, c=0.5):
    return a * b + c

@njit
def keywords(a, b):
    return defaults(a=a, c=b), defaults(a, c=1.5, b=3)

@njit
def star(*values):
    s = 0.0
    for v in values:
        s += v
    return s, len(values)

@njit
def first_and_rest(a, *rest):
    return a, rest

@njit
def spread(a, b, c):
    t = (b, c)
    return defaults(a, *t)

@njit
def none_default(a, b=None):
    if b is None:
        return a
    return a + b

defaults(1)
defaults(1, 3)
defaults(1, c=2)
keywords(2, 4)
star(1.0, 2.0, 3.0)
first_and_rest(1, 2.5, 3)
spread(1, 2, 3.0)
none_default(1)
none_default(1, 2)
#> [run]
#> defaults(1) -> 2.5
#> defaults(1, 3) -> 3.5
#> defaults(1, c=2) -> 4
#> keywords(2, 4) -> (8, 7.5)
#> star(1.0, 2.0, 3.0) -> (6.0, 3)
#> first_and_rest(1, 2.5, 3) -> (1, (2.5, 3))
#> spread(1, 2, 3.0) -> 5.0
#> none_default(1) -> 1
#> none_default(1, 2) -> 3
