"""Edit distance and longest common subsequence by dynamic programming.

Shows integer tables filled row by row, `min` and `max` of several values, and sequences passed as byte arrays.
"""

import numpy as np
from numba import njit


@njit
def edit_distance(a, b):
    """Fewest insertions, deletions and replacements that turn `a` into `b`, with two rows of memory."""
    previous = np.arange(b.size + 1)
    current = np.zeros(b.size + 1, dtype=np.int64)
    for i in range(1, a.size + 1):
        current[0] = i
        for j in range(1, b.size + 1):
            cost = 0 if a[i - 1] == b[j - 1] else 1
            current[j] = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
        previous, current = current, previous
    return previous[b.size]


@njit
def common_subsequence(a, b):
    """Length of the longest sequence that is part of both."""
    table = np.zeros((a.size + 1, b.size + 1), dtype=np.int32)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            if x == y:
                table[i + 1, j + 1] = table[i, j] + 1
            else:
                table[i + 1, j + 1] = max(table[i, j + 1], table[i + 1, j])
    return table[-1, -1]


@njit
def random_sequence(seed, length):
    """A random sequence over an alphabet of four letters."""
    np.random.seed(seed)
    return np.random.randint(0, 4, length)


def encode(text):
    """The code points of a text as an array."""
    return np.array([ord(character) for character in text], dtype=np.uint8)


def main():
    """Compare some words and two long random sequences."""
    pairs = (("kitten", "sitting"), ("flaw", "lawn"), ("intention", "execution"), ("", "abc"))
    for a, b in pairs:
        x, y = encode(a), encode(b)
        print(f"{a!r} -> {b!r}: distance {edit_distance(x, y)}, common {common_subsequence(x, y)}")
    x, y = random_sequence(1, 1500), random_sequence(2, 1800)
    print("long sequences: distance", edit_distance(x, y), "common", common_subsequence(x, y))


if __name__ == "__main__":
    main()
