"""The knapsack problem: best value within a weight limit, and change for an amount of money.

Shows dynamic programming over integer tables, reverse ranges, and masks that select from arrays.
"""

import numpy as np
from numba import njit


@njit(cache=True)
def best_value(weights, values, capacity):
    """Highest value that fits, each item used at most once; one row of memory."""
    best = np.zeros(capacity + 1, dtype=np.int64)
    for i in range(weights.shape[0]):
        weight = weights[i]
        for room in range(capacity, weight - 1, -1):
            best[room] = max(best[room], best[room - weight] + values[i])
    return best[capacity]


@njit(cache=True)
def chosen_items(weights, values, capacity):
    """A mask of the items in one best choice, from the full table."""
    n = weights.shape[0]
    table = np.zeros((n + 1, capacity + 1), dtype=np.int64)
    for i in range(n):
        for room in range(capacity + 1):
            table[i + 1, room] = table[i, room]
            if weights[i] <= room:
                candidate = table[i, room - weights[i]] + values[i]
                if candidate > table[i + 1, room]:
                    table[i + 1, room] = candidate
    chosen = np.zeros(n, dtype=np.bool_)
    room = capacity
    for i in range(n - 1, -1, -1):
        if table[i + 1, room] != table[i, room]:
            chosen[i] = True
            room -= weights[i]
    return chosen


@njit
def count_change(coins, amount):
    """In how many ways the coins add up to the amount."""
    ways = np.zeros(amount + 1, dtype=np.int64)
    ways[0] = 1
    for coin in coins:
        for total in range(coin, amount + 1):
            ways[total] += ways[total - coin]
    return ways[amount]


@njit
def random_items(seed, n):
    """Weights between 5 and 60 and values loosely tied to them."""
    np.random.seed(seed)
    weights = np.random.randint(5, 61, n)
    values = weights * 3 + np.random.randint(-10, 11, n)
    return weights, values


def main():
    """Pack a small and a large knapsack, and count change."""
    weights = np.array([12, 2, 1, 4, 1])
    values = np.array([4, 2, 1, 10, 2])
    print("small:", best_value(weights, values, 15), "items", chosen_items(weights, values, 15))
    weights, values = random_items(9, 200)
    chosen = chosen_items(weights, values, 2500)
    print("large:", best_value(weights, values, 2500), "with", chosen.sum(), "items")
    print("their weight:", weights[chosen].sum(), "their value:", values[chosen].sum())
    print("ways to change 10000:", count_change((1, 2, 5, 10, 20, 50, 100, 200), 10000))


if __name__ == "__main__":
    main()
