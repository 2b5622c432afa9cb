# stages: run

from numba import njit


@njit
def immediate(x):
    return (lambda a, b: a - b)(x, 1)

@njit
def chosen(x, up):
    f = lambda v: v + 1
    g = lambda v: v - 1
    if up:
        return f(x)
    return g(x)

@njit
def default(x):
    f = lambda a, b=10: a * b
    return f(x) + f(x, 2)

square = njit(lambda x: x * x)

@njit
def uses(x):
    return square(x) + square(x + 0.5)

immediate(3)
chosen(5, True)
chosen(5, False)
default(2)
uses(2)
square(7)
#> [run]
#> immediate(3) -> 2
#> chosen(5, True) -> 6
#> chosen(5, False) -> 4
#> default(2) -> 24
#> uses(2) -> 10.25
#> square(7) -> 49
