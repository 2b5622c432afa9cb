"""Monte Carlo integration: pi from random points, and an integral with its standard error.

Shows random numbers seeded inside compiled code, whose stream equals NumPy's own.
"""

import math

import numpy as np
from numba import njit


@njit
def estimate_pi(seed, samples):
    """Four times the share of random points that fall into the quarter circle."""
    np.random.seed(seed)
    inside = 0
    for _ in range(samples):
        x = np.random.random()
        y = np.random.random()
        if x * x + y * y <= 1.0:
            inside += 1
    return 4.0 * inside / samples


@njit
def integrate(seed, samples):
    """Mean and standard error of exp(-x*x) over uniform x in [0, 2)."""
    np.random.seed(seed)
    total = 0.0
    squares = 0.0
    for x in np.random.uniform(0.0, 2.0, samples):
        value = 2.0 * math.exp(-x * x)
        total += value
        squares += value * value
    mean = total / samples
    variance = squares / samples - mean * mean
    return mean, math.sqrt(variance / samples)


def main():
    """Print estimates for growing sample counts."""
    for samples in (1_000, 100_000, 5_000_000):
        print(f"pi from {samples:>9,} points: {estimate_pi(42, samples):.6f}")
    mean, error = integrate(7, 1_000_000)
    print(f"integral of exp(-x*x) on [0, 2]: {mean:.8f} +- {error:.8f}")


if __name__ == "__main__":
    main()
