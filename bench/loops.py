"""Innermost loops side by side: numjit, Numba, and C by `gcc -O3 -march=native`, in one run.

    python bench/loops.py [--numba-python PYTHON] [--numjit NUMJIT] [--turns N] [--only KERNEL ...] [--json FILE]

The same functions (`loops_kernels.py`) run under `numjit run` and under a Python that has Numba; those of C are in
`loops.c`. The three take turns, several times over (`--turns`), and each figure is the median of the turns of the least
of several rounds, in nanoseconds for one call; checksums tell whether all computed the same. NUMJIT_SIMD limits the width of numjit's loops.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from common import NUMJIT, write_json

HERE = Path(__file__).resolve().parent
KERNELS = HERE / "loops_kernels.py"
SOURCE = HERE / "loops.c"


def run_kernels(command, only):
    """The records that a script under this command prints, by kernel."""
    done = subprocess.run([*command, str(KERNELS), *only], capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip() or 'failed'}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def build_c(folder):
    """The program of the C kernels; None without a compiler."""
    program = Path(folder) / "loops"
    command = ["gcc", "-O3", "-march=native", "-o", str(program), str(SOURCE), "-lm"]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"no figures for C: {error}", file=sys.stderr)
        return None
    return program


def run_c(program):
    """The same records from the C kernels."""
    done = subprocess.run([str(program)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def median(values):
    """The middle one, or the lower of the two in the middle."""
    return sorted(values)[(len(values) - 1) // 2]


def in_turns(runs, turns):
    """For each runner and kernel the times of its turns, their median, and the checksum."""
    records = {name: [] for name in runs}
    for _ in range(turns):
        for name, run in runs.items():
            records[name].append(run())
    return {name: {kernel: summary(kernel, taken) for kernel in taken[0]} for name, taken in records.items()}


def summary(kernel, taken):
    """What the turns of one kernel gave."""
    samples = [record[kernel][0] for record in taken]
    return {"median": median(samples), "samples": samples, "checksum": taken[0][kernel][1]}


def agree(a, b):
    """Whether two checksums are equal up to the order of sums."""
    return a == b or abs(a - b) <= 1e-9 * max(abs(a), abs(b))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    python = os.environ.get("NUMJIT_NUMBA_PYTHON", "")
    parser.add_argument("--numba-python", default=python, help="a Python with Numba ($NUMJIT_NUMBA_PYTHON)")
    parser.add_argument("--numjit", default=str(NUMJIT))
    parser.add_argument("--json", help="write the raw figures to this file")
    parser.add_argument("--turns", type=int, default=3, help="how often each runner takes its turn")
    parser.add_argument("--only", nargs="+", default=[], metavar="KERNEL", help="kernels to run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        runs = {"numjit": lambda: run_kernels([options.numjit, "run"], options.only)}
        if options.numba_python:
            runs["numba"] = lambda: run_kernels([options.numba_python], options.only)
        else:
            print("Numba: skipped, no interpreter named", file=sys.stderr)
        program = build_c(folder)
        if program:
            runs["gcc"] = lambda: run_c(program)
        results = in_turns(runs, options.turns)
    ours, numba, c = (results.get(name, {}) for name in ("numjit", "numba", "gcc"))
    print(f"{'kernel':<16}{'numjit':>12}{'Numba':>12}{'gcc':>12}{'Numba/numjit':>14}{'gcc/numjit':>12}")
    for name, record in ours.items():
        mine, checksum = record["median"], record["checksum"]
        peers = [("Numba", numba.get(name)), ("C", c.get(name))]
        line = f"{name:<16}{mine:>12.1f}"
        line += "".join(f"{peer['median']:>12.1f}" if peer else f"{'':>12}" for _, peer in peers)
        line += "".join(f"{peer['median'] / mine:>13.2f}" if peer else f"{'':>13}" for _, peer in peers)
        line += "".join(
            f"  differs from {who}" for who, peer in peers if peer and not agree(checksum, peer["checksum"])
        )
        print(line)
    write_json(options, results)


main()
