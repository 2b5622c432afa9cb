# stages: run

from numba import njit


@njit
def down(n):
    s = 0
    for i in range(n, 0, -2):
        s = s * 10 + i
    return s

@njit
def stepped(a, b, c):
    n = 0
    last = -99
    for i in range(a, b, c):
        n += 1
        last = i
    return n, last

@njit
def after(n):
    i = -1
    for i in range(n):
        pass
    return i

@njit
def changed(n):
    count = 0
    for i in range(n):
        n = 2
        i = i + 10
        count += i
    return count

@njit
def length(a, b, c):
    return len(range(a, b, c))

down(9)
stepped(0, 10, 3)
stepped(10, 0, -4)
stepped(5, 5, 1)
stepped(0, 10, -1)
after(4)
after(0)
changed(4)
length(0, 10, 3)
length(10, 0, -3)
#> [run]
#> down(9) -> 97531
#> stepped(0, 10, 3) -> (4, 9)
#> stepped(10, 0, -4) -> (3, 2)
#> stepped(5, 5, 1) -> (0, -99)
#> stepped(0, 10, -1) -> (0, -99)
#> after(4) -> 3
#> after(0) -> -1
#> changed(4) -> 46
#> length(0, 10, 3) -> 4
#> length(10, 0, -3) -> 4
