"""Conway's Game of Life on a torus.

Shows small unsigned integers, modular index arithmetic, and two grids that swap roles.
"""

import numpy as np
from numba import njit


@njit
def neighbours(grid, row, column):
    """Number of live cells around one cell; the grid wraps around."""
    rows, columns = grid.shape
    total = 0
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            if i != 0 or j != 0:
                total += grid[(row + i) % rows, (column + j) % columns]
    return total


@njit
def step(grid, out):
    """Write the next generation of `grid` into `out`."""
    for row in range(grid.shape[0]):
        for column in range(grid.shape[1]):
            count = neighbours(grid, row, column)
            alive = count == 3 or (count == 2 and grid[row, column] == 1)
            out[row, column] = 1 if alive else 0


@njit
def evolve(grid, generations):
    """The grid after some generations; the input is left as it was."""
    current = grid.copy()
    following = np.empty_like(grid)
    for _ in range(generations):
        step(current, following)
        current, following = following, current
    return current


@njit
def random_grid(rows, columns, seed):
    """A grid with about a third of the cells alive."""
    np.random.seed(seed)
    grid = np.zeros((rows, columns), dtype=np.uint8)
    for i in range(rows):
        for j in range(columns):
            if np.random.random() < 0.35:
                grid[i, j] = 1
    return grid


def show(grid):
    """Print the grid as text."""
    for row in grid:
        print("".join("#" if cell else "." for cell in row))


def main():
    """Fly a glider around the torus, then age a random soup."""
    glider = np.zeros((8, 12), dtype=np.uint8)
    for row, column in ((0, 1), (1, 2), (2, 0), (2, 1), (2, 2)):
        glider[row, column] = 1
    for generations in (0, 4, 19):
        print(f"glider after {generations}:")
        show(evolve(glider, generations))
    soup = random_grid(200, 200, 5)
    print("alive at the start:", soup.sum())
    for generations in (1, 10, 100):
        print(f"alive after {generations}:", evolve(soup, generations).sum())


if __name__ == "__main__":
    main()
