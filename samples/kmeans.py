"""Clustering with Lloyd's k-means algorithm.

Shows several results from one function, reductions over rows, and a loop that ends when nothing changes.
"""

import numpy as np
from numba import njit


@njit
def blobs(seed, per_cluster, centres, spread):
    """Normally distributed points around each centre."""
    np.random.seed(seed)
    k, dims = centres.shape
    points = np.empty((k * per_cluster, dims))
    for i in range(k * per_cluster):
        for d in range(dims):
            points[i, d] = np.random.normal(centres[i % k, d], spread)
    return points


@njit
def assign(points, centres, labels):
    """Give each point its nearest centre; return the summed squared distance and the number of changes."""
    inertia = 0.0
    changes = 0
    for i in range(points.shape[0]):
        best = 0
        best_distance = np.inf
        for c in range(centres.shape[0]):
            distance = 0.0
            for d in range(points.shape[1]):
                delta = points[i, d] - centres[c, d]
                distance += delta * delta
            if distance < best_distance:
                best_distance = distance
                best = c
        if labels[i] != best:
            labels[i] = best
            changes += 1
        inertia += best_distance
    return inertia, changes


@njit
def update(points, labels, centres):
    """Move each centre to the mean of its points; an empty cluster stays where it is."""
    counts = np.zeros(centres.shape[0], dtype=np.int64)
    sums = np.zeros_like(centres)
    for i, label in enumerate(labels):
        counts[label] += 1
        sums[label] += points[i]
    for c in range(centres.shape[0]):
        if counts[c] > 0:
            centres[c] = sums[c] / counts[c]
    return counts


@njit
def kmeans(points, k, limit):
    """Cluster the points, starting from the first k; returns centres, labels, inertia and rounds."""
    centres = points[:k].copy()
    labels = np.full(points.shape[0], -1)
    inertia = 0.0
    rounds = 0
    for _ in range(limit):
        rounds += 1
        inertia, changes = assign(points, centres, labels)
        if changes == 0:
            break
        update(points, labels, centres)
    return centres, labels, inertia, rounds


def main():
    """Find five clusters again."""
    truth = np.array([[0.0, 0.0, 0.0], [6.0, 0.0, 1.0], [0.0, 6.0, 2.0], [6.0, 6.0, 3.0], [3.0, 3.0, 8.0]])
    points = blobs(11, 4000, truth, 0.9)
    centres, labels, inertia, rounds = kmeans(points, 5, 100)
    print("points:", points.shape, "rounds:", rounds)
    print(f"inertia: {inertia:.6f}")
    for c in range(5):
        size = np.sum(labels == c)
        print(f"cluster {c}: {size} points around ({centres[c, 0]:.6f}, {centres[c, 1]:.6f}, {centres[c, 2]:.6f})")


if __name__ == "__main__":
    main()
