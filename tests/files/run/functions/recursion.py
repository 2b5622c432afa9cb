# stages: run

from numba import njit


@njit
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

@njit
def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)

@njit
def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))

@njit
def is_even(n):
    if n == 0:
        return True
    return is_odd(n - 1)

@njit
def is_odd(n):
    if n == 0:
        return False
    return is_even(n - 1)

@njit
def hanoi(n, a, b):
    if n == 0:
        return 0
    return hanoi(n - 1, a, 6 - a - b) + 1 + hanoi(n - 1, 6 - a - b, b)

@njit
def halve(x):
    if x < 1:
        return 0.0
    return x + halve(x / 2)

fib(15)
gcd(48, 36)
ackermann(2, 3)
is_even(10)
is_even(7)
hanoi(5, 1, 3)
halve(10.0)
#> [run]
#> fib(15) -> 610
#> gcd(48, 36) -> 12
#> ackermann(2, 3) -> 9
#> is_even(10) -> True
#> is_even(7) -> False
#> hanoi(5, 1, 3) -> 31
#> halve(10.0) -> 18.75
