# stages: run

from collections import namedtuple

from numba import njit


Point = namedtuple('Point', ['x', 'y'])
ORIGIN = Point(0, 0)

@njit
def length(p):
    return (p.x * p.x + p.y * p.y) ** 0.5

@njit
def make(a, b):
    return Point(a, b)

@njit
def by_keyword(a):
    return Point(y=a, x=a + 1)

@njit
def moved(p, d):
    return Point(p.x + d, p.y - d)

@njit
def unpacked(p):
    x, y = p
    return y, x, p[0], len(p)

@njit
def from_global(n):
    return ORIGIN.x + n

length(Point(3.0, 4.0))
make(1, 2.5)
by_keyword(1)
moved(Point(1, 2), 10)
unpacked(Point(1, 2))
from_global(3)
#> [run]
#> length(Point(3.0, 4.0)) -> 5.0
#> make(1, 2.5) -> Point(x=1, y=2.5)
#> by_keyword(1) -> Point(x=2, y=1)
#> moved(Point(1, 2), 10) -> Point(x=11, y=-8)
#> unpacked(Point(1, 2)) -> (2, 1, 1, 2)
#> from_global(3) -> 3
