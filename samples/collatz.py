"""Whole-number puzzles: Collatz chains, greatest common divisors, perfect numbers, Fibonacci.

Shows integer arithmetic, recursion (also mutual), a work array as cache, lists of signatures, parallel integer sums.
"""

import numpy as np
from numba import int32, int64, njit, prange


@njit
def chain_lengths(limit):
    """Length of the Collatz chain of every number below the limit; short chains are looked up."""
    lengths = np.zeros(limit, dtype=np.int32)
    lengths[1] = 1
    for start in range(2, limit):
        n = start
        steps = 0
        while n >= start:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        lengths[start] = lengths[n] + steps
    return lengths


@njit([int32(int32, int32), int64(int64, int64)])
def gcd(a, b):
    """Greatest common divisor."""
    while b:
        a, b = b, a % b
    return a


@njit(parallel=True)
def coprime_pairs(n):
    """How many pairs of numbers from 1 to n have no common divisor."""
    total = 0
    for a in prange(1, n + 1):
        for b in range(1, n + 1):
            if gcd(a, b) == 1:
                total += 1
    return total


@njit
def divisor_sum(n):
    """Sum of the proper divisors of n."""
    total = 1
    d = 2
    while d * d <= n:
        if n % d == 0:
            total += d
            if d != n // d:
                total += n // d
        d += 1
    return total


@njit
def fibonacci(n):
    """The plain recursion."""
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


@njit
def is_even(n):
    """Mutual recursion, with `is_odd`."""
    if n == 0:
        return True
    return is_odd(n - 1)


@njit
def is_odd(n):
    """Mutual recursion, with `is_even`."""
    if n == 0:
        return False
    return is_even(n - 1)


@njit
def ackermann(m, n):
    """A function that grows fast and recurses deeply."""
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def main():
    """Print answers to the puzzles."""
    lengths = chain_lengths(1_000_000)
    print(f"longest chain below a million: {lengths.max()} from {lengths.argmax()}")
    print("coprime pairs up to 800:", coprime_pairs(800))
    print("perfect numbers:", [n for n in range(2, 10_000) if divisor_sum(n) == n])
    print("fibonacci(30):", fibonacci(30))
    print("is 1001 even?", is_even(1001), "odd?", is_odd(1001))
    print("ackermann(2, 9):", ackermann(2, 9), "ackermann(3, 5):", ackermann(3, 5))


if __name__ == "__main__":
    main()
