"""PageRank on a sparse graph in compressed-row form.

Shows offset arrays, scatter and gather through index arrays, convergence loops and sorting by score.
"""

import numpy as np
from numba import njit


@njit
def random_links(n, seed):
    """A graph where low-numbered pages attract most links: row offsets and targets."""
    np.random.seed(seed)
    degree = np.random.randint(0, 12, n)
    offsets = np.zeros(n + 1, dtype=np.int64)
    for i in range(n):
        offsets[i + 1] = offsets[i] + degree[i]
    targets = np.empty(offsets[n], dtype=np.int32)
    for edge in range(targets.size):
        u = np.random.random()
        targets[edge] = int(n * u * u * u)
    return offsets, targets


@njit
def spread(offsets, targets, rank, out, damping):
    """One step: every page passes its rank on along its links."""
    n = rank.size
    out[:] = 0.0
    dangling = 0.0
    for page in range(n):
        first, last = offsets[page], offsets[page + 1]
        if first == last:
            dangling += rank[page]
            continue
        share = rank[page] / (last - first)
        for edge in range(first, last):
            out[targets[edge]] += share
    out *= damping
    out += (1.0 - damping + damping * dangling) / n


@njit
def pagerank(offsets, targets, damping=0.85, tolerance=1e-12, limit=200):
    """The stationary distribution and the number of steps it took."""
    n = offsets.size - 1
    rank = np.full(n, 1.0 / n)
    out = np.empty(n)
    for steps in range(1, limit + 1):
        spread(offsets, targets, rank, out, damping)
        change = np.abs(out - rank).sum()
        rank, out = out, rank
        if change < tolerance:
            return rank, steps
    return rank, limit


@njit
def top(rank, count):
    """The pages with the highest rank, best first, by repeated selection."""
    left = rank.copy()
    pages = np.empty(count, dtype=np.int64)
    for i in range(count):
        pages[i] = np.argmax(left)
        left[pages[i]] = -1.0
    return pages


def main():
    """Rank twenty thousand pages."""
    offsets, targets = random_links(20_000, 31)
    rank, steps = pagerank(offsets, targets)
    print("links:", targets.size, "steps:", steps)
    print(f"total rank: {rank.sum():.10f}")
    for page in top(rank, 5):
        print(f"page {page}: {rank[page]:.10f}")
    rank, steps = pagerank(offsets, targets, damping=0.5)
    print(f"with less damping: {steps} steps, best {rank.max():.10f}")


if __name__ == "__main__":
    main()
