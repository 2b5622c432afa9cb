# stages: run

from numba import njit


@njit
def values(n, x):
    print(n, x)
    print('text', n + 1, True)
    return n

@njit
def in_loop(n):
    for i in range(n):
        print(i, i * 0.5)

@njit
def nothing():
    print()
    print('a')

values(1, 2.5)
in_loop(2)
nothing()
#> [run]
#> values(1, 2.5) -> | 1 2.5
#> | text 2 True
#> 1
#> in_loop(2) -> | 0 0.0
#> | 1 0.5
#> None
#> nothing() -> |
#> | a
#> None
