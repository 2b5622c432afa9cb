"""Ahead-of-time libraries against the same functions compiled at run time, and how long making them takes.

    python bench/aot.py [--numjit PATH] [--python PATH] [--only NAME ...]

For each sample with signatures: the time of `numjit aot` with and without the linker (an object for code that needs no
linking stands for the latter: `-o x.o` for another architecture). Then for the kernels listed here the time of one call
in CPython through `numjit aot --python`, in `numjit run`, and the ratio of the two. The kernels take long enough that
the cost of the call itself does not show; the two take turns, and the least time of each counts.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
ROUNDS = 7

# Sample, set-up, call. Both processes run the same text; `kernels` is the module.
KERNELS = {
    "crc32": (
        "data = np.arange(4_000_000).astype(np.uint8); table = kernels.make_table()",
        "kernels.crc32(data, table)",
    ),
    "crc32.fnv1a": ("data = np.arange(4_000_000).astype(np.uint8)", "kernels.fnv1a(data)"),
    "nbody.advance": (
        "p = np.arange(15.0).reshape(5, 3) * 1.7 % 5.0; v = np.zeros((5, 3)); m = np.ones(5) * 1e-3",
        "kernels.advance(p, v, m, 1e-6, 50_000)",
    ),
    "fft_radix2.fft": ("z = np.arange(1 << 16).astype(np.complex128)", "kernels.fft(z)"),
    "matrix_multiply.ijk": ("a = np.ones((192, 192))", "kernels.multiply_ijk(a, a)"),
    "matrix_multiply.ikj": ("a = np.ones((192, 192))", "kernels.multiply_ikj(a, a)"),
}

TIMER = """
import json, sys, time
sys.path.insert(0, {folder!r})
import numpy as np
import {module} as kernels
{setup}
{call}
best = 1e9
for _ in range(5):
    start = time.perf_counter()
    {call}
    best = min(best, time.perf_counter() - start)
print(json.dumps(best))
"""


def main():
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--numjit", default=str(ROOT / "target" / "release" / "numjit"))
    parser.add_argument("--python", default=sys.executable, help="CPython with NumPy")
    parser.add_argument("--only", nargs="*", default=[])
    options = parser.parse_args()
    samples = [path for path in sorted(SAMPLES.glob("*.py")) if has_signatures(path)]
    with tempfile.TemporaryDirectory() as folder:
        show_build_times(options, samples, Path(folder))
        show_speeds(options, Path(folder))


def has_signatures(path):
    """Whether a sample exports anything."""
    return path.stem != "regenerate" and any(
        line.startswith("@njit(") and ("](" in line or "64(" in line or "32(" in line or "void(" in line)
        for line in path.read_text().splitlines()
    )


def show_build_times(options, samples, folder):
    """Time `numjit aot` on each sample."""
    print(f"{'sample':24} {'library':>10} {'no linker':>10}   (milliseconds, best of {ROUNDS})")
    for path in samples:
        library = [options.numjit, "aot", str(path), "-o", str(folder / f"lib{path.stem}.so")]
        other = "aarch64-unknown-linux-gnu" if os.uname().machine == "x86_64" else "x86_64-unknown-linux-gnu"
        bare = [options.numjit, "aot", str(path), "-o", str(folder / f"{path.stem}.o"), "--target", other]
        print(f"{path.stem:24} {1e3 * best_time(library):10.1f} {1e3 * best_time(bare):10.1f}")


def best_time(command):
    """Seconds of the quickest run."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


def show_speeds(options, folder):
    """Time the kernels both ways, in turns."""
    print(f"\n{'kernel':24} {'aot':>10} {'jit':>10} {'aot/jit':>8}   (milliseconds)")
    for name, (setup, call) in KERNELS.items():
        if options.only and name not in options.only:
            continue
        module = name.split(".")[0]
        built = folder / f"{module}.so"
        command = [options.numjit, "aot", "--python", "--target-cpu", "native", str(SAMPLES / f"{module}.py")]
        subprocess.run([*command, "-o", str(built)], check=True, stdout=subprocess.DEVNULL)
        ways = {"aot": ([options.python], folder), "jit": ([options.numjit, "run"], SAMPLES)}
        best = {way: 1e9 for way in ways}
        for _ in range(3):
            for way, (command, place) in ways.items():
                script = folder / f"{name}-{way}-time.py"
                script.write_text(TIMER.format(folder=str(place), module=module, setup=setup, call=call))
                done = subprocess.run([*command, str(script)], check=True, capture_output=True, text=True)
                best[way] = min(best[way], json.loads(done.stdout.splitlines()[-1]))
        ratio = best["aot"] / best["jit"]
        print(f"{name:24} {1e3 * best['aot']:10.3f} {1e3 * best['jit']:10.3f} {ratio:8.3f}")


if __name__ == "__main__":
    main()
