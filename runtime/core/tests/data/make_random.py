"""Writes random.txt: NumPy's legacy random stream.

Run with a Python that has NumPy: `python make_random.py > random.txt`. Columns: seed, what is drawn, its
argument, the values (floats as hexadecimal bits). All rows of a seed are drawn one after the other.
"""

import struct

import numpy as np

SEEDS = [0, 1, 2, 42, 12345, 2**31, 2**32 - 1]
MAXIMA = [0, 1, 2, 6, 9, 255, 1000, 2**16, 2**31 - 1, 2**31, 2**32 - 2, 2**32 - 1, 2**32, 2**40 - 1, 2**53, 2**63 - 2]


def bits(values):
    return " ".join(struct.pack(">d", value).hex() for value in values)


def row(*columns):
    print("\t".join(map(str, columns)))


for seed in SEEDS:
    np.random.seed(seed)
    row(seed, "double", 0, bits(np.random.random_sample(5)))
    row(seed, "gauss", 0, bits(np.random.standard_normal(5)))
    row(seed, "double", 0, bits(np.random.random_sample(2)))
    row(seed, "gauss", 0, bits(np.random.standard_normal(4)))
    for maximum in MAXIMA:
        values = [int(np.random.randint(0, maximum + 1, dtype=np.int64)) for _ in range(4)]
        row(seed, "interval", maximum, " ".join(map(str, values)))
    for _ in range(700):
        last = np.random.random_sample()
    row(seed, "skip", 699, bits([last]))
