"""Shortest paths between all pairs of nodes, with the paths themselves.

Shows infinities, a matrix of predecessors, and a path rebuilt into an array.
"""

import numpy as np
from numba import njit


@njit
def random_graph(n, degree, seed):
    """Edge lengths as a matrix; infinity where there is no edge."""
    np.random.seed(seed)
    length = np.full((n, n), np.inf)
    for i in range(n):
        length[i, i] = 0.0
        length[i, (i + 1) % n] = 100.0
        for _ in range(degree):
            length[i, np.random.randint(0, n)] = np.random.randint(1, 100)
        length[i, i] = 0.0
    return length


@njit
def floyd_warshall(length):
    """Distances and, for each pair, the last node before the target (-1 where there is none)."""
    n = length.shape[0]
    distance = length.copy()
    before = np.full((n, n), -1)
    for i in range(n):
        for j in range(n):
            if i != j and length[i, j] < np.inf:
                before[i, j] = i
    for k in range(n):
        for i in range(n):
            through = distance[i, k]
            if through == np.inf:
                continue
            for j in range(n):
                candidate = through + distance[k, j]
                if candidate < distance[i, j]:
                    distance[i, j] = candidate
                    before[i, j] = before[k, j]
    return distance, before


@njit
def path(before, source, target):
    """The nodes from source to target; empty when there is no path."""
    n = before.shape[0]
    nodes = np.empty(n, dtype=np.int64)
    position = n - 1
    nodes[position] = target
    while nodes[position] != source:
        previous = before[source, nodes[position]]
        if previous < 0:
            return nodes[:0]
        position -= 1
        nodes[position] = previous
    return nodes[position:]


def main():
    """Print the eccentricities of a random graph and one of its longest paths."""
    length = random_graph(300, 4, 77)
    distance, before = floyd_warshall(length)
    print("edges:", np.sum(length < np.inf) - 300)
    print("diameter:", distance.max())
    print(f"mean distance: {distance.sum() / (300 * 299):.9f}")
    source, target = divmod(int(distance.argmax()), 300)
    route = path(before, source, target)
    print(f"from {source} to {target}: {route}")
    lonely = np.full((3, 3), np.inf)
    lonely[0, 1] = 2.5
    distance, before = floyd_warshall(lonely)
    print(distance)
    print("path to an unreachable node:", path(before, 0, 2))


if __name__ == "__main__":
    main()
