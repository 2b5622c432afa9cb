"""Prime numbers with the sieve of Eratosthenes.

Shows a boolean work array, strided slice assignment, a mask and a while loop.
"""

import numpy as np
from numba import njit


@njit
def sieve(limit):
    """A boolean array whose element n tells whether n is prime."""
    prime = np.ones(limit + 1, dtype=np.bool_)
    prime[:2] = False
    prime[4::2] = False
    n = 3
    while n * n <= limit:
        if prime[n]:
            prime[n * n :: 2 * n] = False
        n += 2
    return prime


@njit
def primes_up_to(limit):
    """The primes themselves, in order."""
    prime = sieve(limit)
    found = np.empty(prime.sum(), dtype=np.int64)
    count = 0
    for n in range(limit + 1):
        if prime[n]:
            found[count] = n
            count += 1
    return found


@njit
def largest_gap(primes):
    """The widest gap between neighbours and the prime it starts at."""
    gaps = primes[1:] - primes[:-1]
    where = gaps.argmax()
    return gaps[where], primes[where]


@njit
def count_twins(limit):
    """How many pairs of primes differ by two."""
    prime = sieve(limit)
    return np.sum(prime[:-2] & prime[2:])


def main():
    """Count primes, twins and gaps."""
    print("first primes:", primes_up_to(60))
    for limit in (1_000, 100_000, 5_000_000):
        print(f"primes up to {limit}: {primes_up_to(limit).size}, twins: {count_twins(limit)}")
    gap, start = largest_gap(primes_up_to(1_000_000))
    print(f"largest gap below a million: {gap} after {start}")


if __name__ == "__main__":
    main()
