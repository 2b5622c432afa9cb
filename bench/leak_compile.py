"""Compile and drop functions many times and watch the resident memory.

    numjit run bench/leak_compile.py [ROUNDS]        default: 10,000 rounds

Every round makes a compiled function with its own constant and its own array, calls it for two types, and drops it.
Memory is printed every tenth of the way: after the first tenth it should stay level.
"""

import gc
import sys

import numpy as np
from numba import njit


def resident():
    """Resident memory of this process in MiB."""
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * 4096 / 2**20


def make_kernel(k):
    """A compiled function that captures a constant and an array."""
    weights = np.arange(4) + k

    @njit
    def kernel(a):
        total = a[0] * 0
        for i in range(a.shape[0]):
            total += a[i] * weights[i % 4] + k
        return total

    return kernel


def one_round(k, integers, floats):
    """Make, call, check, drop."""
    kernel = make_kernel(k)
    expected = sum(range(4)) + 8 * k
    if kernel(integers) != expected or kernel(floats) != expected:
        raise AssertionError(f"wrong result in round {k}")


def main():
    """Run all rounds and report."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    step = max(rounds // 10, 1)
    integers, floats = np.ones(4, dtype=np.int64), np.ones(4)
    first = 0.0
    for k in range(rounds):
        one_round(k, integers, floats)
        if (k + 1) % step == 0:
            gc.collect()
            now = resident()
            first = first or now
            print(f"{k + 1:>7} rounds: {now:8.1f} MiB", flush=True)
    print(f"growth after the first tenth: {resident() - first:.1f} MiB")


if __name__ == "__main__":
    main()
