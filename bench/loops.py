"""Innermost loops side by side: numjit, Numba, and C by `gcc -O3 -march=native`, in one run.

    python bench/loops.py [--numba-python PYTHON] [--numjit NUMJIT] [--json FILE]

The same functions (`loops_kernels.py`) run under `numjit run` and under a Python that has Numba; those of C are in
`loops.c`. Each figure is the least of several rounds, in nanoseconds for one call;
checksums tell whether all computed the same. NUMJIT_SIMD limits the width of numjit's loops.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
KERNELS = HERE / "loops_kernels.py"
SOURCE = HERE / "loops.c"


def run_kernels(command):
    """The records that a script under this command prints, by kernel."""
    done = subprocess.run([*command, str(KERNELS)], capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip() or 'failed'}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def run_c():
    """The same records from the C kernels; empty without a compiler."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "loops"
        command = ["gcc", "-O3", "-march=native", "-o", str(program), str(SOURCE), "-lm"]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"no figures for C: {error}", file=sys.stderr)
            return {}
        done = subprocess.run([str(program)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def agree(a, b):
    """Whether two checksums are equal up to the order of sums."""
    return a == b or abs(a - b) <= 1e-9 * max(abs(a), abs(b))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    python = os.environ.get("NUMJIT_NUMBA_PYTHON", "")
    parser.add_argument("--numba-python", default=python, help="a Python with Numba ($NUMJIT_NUMBA_PYTHON)")
    parser.add_argument("--numjit", default=str(ROOT / "target" / "release" / "numjit"))
    parser.add_argument("--json", help="write the raw figures to this file")
    options = parser.parse_args()
    ours = run_kernels([options.numjit, "run"])
    numba = run_kernels([options.numba_python]) if options.numba_python else {}
    if not numba:
        print("Numba: skipped, no interpreter named", file=sys.stderr)
    c = run_c()
    print(f"{'kernel':<16}{'numjit':>12}{'Numba':>12}{'gcc':>12}{'Numba/numjit':>14}{'gcc/numjit':>12}")
    for name, (time, checksum) in ours.items():
        line = f"{name:<16}{time:>12.1f}"
        peers = [("Numba", numba.get(name)), ("C", c.get(name))]
        line += "".join(f"{peer[0]:>12.1f}" if peer else f"{'':>12}" for _, peer in peers)
        line += "".join(f"{peer[0] / time:>13.2f}" if peer else f"{'':>13}" for _, peer in peers)
        line += "".join(f"  differs from {who}" for who, peer in peers if peer and not agree(checksum, peer[1]))
        print(line)
    if options.json:
        Path(options.json).write_text(json.dumps({"numjit": ours, "numba": numba, "gcc": c}, indent=1) + "\n")


main()
