"""Random walks on a square lattice, and a price path with normal steps.

Shows `randint`, `randn`, `normal` and `rand` inside compiled code, histograms and running maxima.
"""

import math

import numpy as np
from numba import njit


@njit
def walk(steps):
    """One walk on the lattice: final position and number of returns to the origin."""
    x = 0
    y = 0
    returns = 0
    for direction in np.random.randint(0, 4, steps):
        if direction == 0:
            x += 1
        elif direction == 1:
            x -= 1
        elif direction == 2:
            y += 1
        else:
            y -= 1
        if x == 0 and y == 0:
            returns += 1
    return x, y, returns


@njit
def many_walks(seed, walks, steps):
    """Mean squared distance, total returns, and how many walks end in each quadrant."""
    np.random.seed(seed)
    quadrants = np.zeros(4, dtype=np.int64)
    squared = 0
    total_returns = 0
    for _ in range(walks):
        x, y, returns = walk(steps)
        squared += x * x + y * y
        total_returns += returns
        quadrants[2 * (x < 0) + (y < 0)] += 1
    return squared / walks, total_returns, quadrants


@njit
def worst_drawdown(seed, days, drift, volatility):
    """Final price and largest relative fall of a geometric random walk that starts at 100."""
    np.random.seed(seed)
    price = 100.0
    peak = price
    worst = 0.0
    for shock in np.random.randn(days):
        price *= math.exp(drift + volatility * shock)
        peak = max(peak, price)
        worst = max(worst, (peak - price) / peak)
    return price, worst


@njit
def first_passage(seed, level, walks):
    """Mean number of normal steps until a biased walk passes a level."""
    np.random.seed(seed)
    total = 0
    for _ in range(walks):
        position = np.random.rand()
        while position < level:
            position += np.random.normal(0.1, 1.0)
            total += 1
    return total / walks


def main():
    """Print what the walks did."""
    distance, returns, quadrants = many_walks(17, 2000, 1000)
    print(f"mean squared distance after 1000 steps: {distance:.6f}")
    print("returns to the origin:", returns)
    print("quadrants:", quadrants)
    price, worst = worst_drawdown(23, 2500, 0.0003, 0.01)
    print(f"final price {price:.8f}, worst drawdown {worst:.8%}")
    print(f"mean first passage: {first_passage(29, 5.0, 5000):.6f} steps")


if __name__ == "__main__":
    main()
