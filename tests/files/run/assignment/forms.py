# stages: run

from numba import njit


@njit
def chained(x):
    a = b = c = x * 2
    b += 1
    return a, b, c

@njit
def swap(a, b):
    a, b = b, a
    return a, b

@njit
def rotate(a, b, c):
    a, b, c = b, c, a
    return a * 100 + b * 10 + c

@njit
def annotated(x):
    y: int = x + 1
    return y

@njit
def retyped(n):
    x = n
    y = x + 1
    x = y * 0.5
    return x, y

chained(3)
swap(1, 2.5)
rotate(1, 2, 3)
annotated(4)
retyped(5)
#> [run]
#> chained(3) -> (6, 7, 6)
#> swap(1, 2.5) -> (2.5, 1)
#> rotate(1, 2, 3) -> 231
#> annotated(4) -> 5
#> retyped(5) -> (3.0, 6)
