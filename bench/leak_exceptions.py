"""Raise exceptions out of compiled code while it owns arrays, and watch the resident memory.

    numjit run bench/leak_exceptions.py [ROUNDS]     default: 100,000 exceptions

Each exception leaves two compiled frames that hold arrays of 64 KiB.
Memory is printed every tenth of the way: after the first tenth it should stay level.
"""

import gc
import sys

import numpy as np
from numba import njit

ELEMENTS = 8192


def resident():
    """Resident memory of this process in MiB."""
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * 4096 / 2**20


@njit(boundscheck=True)
def inner(scratch, position):
    """Owns an array when it raises: by an explicit exception, by an index, or by a division."""
    copied = scratch * 2.0
    if position % 3 == 0:
        raise ValueError("explicit", position)
    if position % 3 == 1:
        return copied[copied.size + position]
    return copied[0] // (copied[0] - copied[0])


@njit
def outer(n, position):
    """Owns an array while its callee raises."""
    scratch = np.ones(n)
    kept = (scratch, scratch[1:])
    return inner(scratch, position) + kept[1].sum()


def one_round(position):
    """One exception; returns the class of it."""
    try:
        outer(ELEMENTS, position)
    except (ValueError, ZeroDivisionError, IndexError) as error:
        return type(error)
    raise AssertionError("no exception")


def main():
    """Run all rounds and report."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    step = max(rounds // 10, 1)
    first = 0.0
    for position in range(rounds):
        one_round(position)
        if (position + 1) % step == 0:
            gc.collect()
            now = resident()
            first = first or now
            print(f"{position + 1:>7} exceptions: {now:8.1f} MiB", flush=True)
    print(f"growth after the first tenth: {resident() - first:.1f} MiB")


if __name__ == "__main__":
    main()
