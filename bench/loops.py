"""Innermost loops side by side: numjit, Numba, and C by `gcc -O3 -march=native`, in one run.

    python bench/loops.py [--python PYTHON] [--numjit NUMJIT] [--json FILE]

The same functions run under `numjit run` and under a Python that has Numba; C kernels come from
`loops.c` next to this file. Each figure is the least of several rounds, in nanoseconds for one call;
checksums tell whether all computed the same. NUMJIT_SIMD limits the width of numjit's loops.
"""

import argparse
import json
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
    parser.add_argument("--python", default=sys.executable, help="a Python with Numba")
    parser.add_argument("--numjit", default=str(ROOT / "target" / "release" / "numjit"))
    parser.add_argument("--json", help="write the raw figures to this file")
    options = parser.parse_args()
    ours = run_kernels([options.numjit, "run"])
    numba = run_kernels([options.python])
    c = run_c()
    print(f"{'kernel':<22}{'numjit':>12}{'Numba':>12}{'gcc':>12}{'Numba/numjit':>14}{'gcc/numjit':>12}")
    for name, (time, checksum) in ours.items():
        other, their_checksum = numba[name]
        in_c, c_checksum = c.get(name, (None, None))
        flag = "" if agree(checksum, their_checksum) else "  differs from Numba"
        if c_checksum is not None and not agree(checksum, c_checksum):
            flag += "  differs from C"
        gcc = f"{in_c:>12.1f}" if in_c else f"{'':>12}"
        ratio = f"{in_c / time:>12.2f}" if in_c else f"{'':>12}"
        print(f"{name:<22}{time:>12.1f}{other:>12.1f}{gcc}{other / time:>14.2f}{ratio}{flag}")
    if options.json:
        Path(options.json).write_text(json.dumps({"numjit": ours, "numba": numba, "gcc": c}, indent=1) + "\n")


main()
