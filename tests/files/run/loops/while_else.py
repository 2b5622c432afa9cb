# stages: run

from numba import njit


@njit
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
        if steps > 50:
            break
    else:
        steps = -steps
    return steps

@njit
def halving(x):
    n = 0
    while x > 1e-3:
        x /= 2
        n += 1
    return n, x

@njit
def forever(n):
    i = 0
    while True:
        i += 1
        if i % 2 == 0:
            continue
        if i > n:
            break
    return i

@njit
def never(n):
    while False:
        n = 100
    else:
        n += 1
    return n

collatz(6)
collatz(27)
halving(5.0)
forever(6)
never(3)
#> [run]
#> collatz(6) -> -8
#> collatz(27) -> 51
#> halving(5.0) -> (13, 0.0006103515625)
#> forever(6) -> 7
#> never(3) -> 4
