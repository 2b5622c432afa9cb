"""A Sudoku solver: depth-first search with bit masks for the digits that are still free.

Shows self recursion, bit operations, small integer arrays and results passed back through arguments.
"""

import numpy as np
from numba import njit

EASY = "530070000600195000098000060800060003400803001700020006060000280000419005000080079"
HARD = "800000000003600000070090200050007000000045700000100030001000068008500010090000400"


@njit
def count_bits(mask):
    """Number of bits set."""
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


@njit
def free_digits(grid, row, column):
    """A mask with bit d set where digit d + 1 may go to the given cell."""
    used = 0
    for k in range(9):
        if grid[row, k] > 0:
            used |= 1 << (grid[row, k] - 1)
        if grid[k, column] > 0:
            used |= 1 << (grid[k, column] - 1)
        value = grid[row // 3 * 3 + k // 3, column // 3 * 3 + k % 3]
        if value > 0:
            used |= 1 << (value - 1)
    return ~used & 0x1FF


@njit
def most_constrained(grid):
    """The empty cell with the fewest choices, or (-1, -1, 0) when the grid is full."""
    best = 10
    where = (-1, -1)
    choices = 0
    for row in range(9):
        for column in range(9):
            if grid[row, column] == 0:
                mask = free_digits(grid, row, column)
                count = count_bits(mask)
                if count < best:
                    best = count
                    where = (row, column)
                    choices = mask
    return where[0], where[1], choices


@njit
def solve(grid, visited):
    """Fill the grid in place; returns whether that was possible. Counts the calls in `visited[0]`."""
    visited[0] += 1
    row, column, choices = most_constrained(grid)
    if row < 0:
        return True
    for digit in range(9):
        if choices >> digit & 1:
            grid[row, column] = digit + 1
            if solve(grid, visited):
                return True
    grid[row, column] = 0
    return False


def parse(text):
    """A 9 by 9 array from 81 digits."""
    return np.array([int(character) for character in text], dtype=np.int8).reshape(9, 9)


def main():
    """Solve an easy and a hard puzzle."""
    for name, text in (("easy", EASY), ("hard", HARD)):
        grid = parse(text)
        visited = np.zeros(1, dtype=np.int64)
        solved = solve(grid, visited)
        print(f"{name}: solved {solved}, visited {visited[0]} positions")
        print(grid)
    broken = parse(EASY)
    broken[0, 2] = 7
    print("contradictory:", solve(broken, np.zeros(1, dtype=np.int64)))


if __name__ == "__main__":
    main()
