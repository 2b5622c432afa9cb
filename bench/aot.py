"""Ahead-of-time libraries against the same functions compiled at run time, and how long making them takes.

    python bench/aot.py [--numjit PATH] [--python PATH] [--rounds N] [--only NAME ...] [--json FILE]

For each sample with signatures: the time of `numjit aot` with and without the linker (an object for code that needs no
linking stands for the latter: `-o x.o` for another architecture). Then for the kernels listed here one call in CPython
through `numjit aot --python` and in `numjit run`: milliseconds (processes take turns; each tells its least time, and
the medians of these are shown), machine instructions, and the ratios of both. The kernels take long enough that the
cost of the call itself does not show. (The samples' other functions with signatures, `collatz.gcd` and
`crc32.make_table`, cannot.)

Instructions are counted by the processor (`perf stat`) or, where it does not tell, by Valgrind, which knows AVX2 and
not AVX-512; the libraries are made for that level then, as `numjit run` does by itself. Where there is neither, the
columns stay empty. They do not depend on what else the machine does, so that they decide on a busy one.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common import NUMJIT, ROOT, print_table, write_json

SAMPLES = ROOT / "samples"
ROUNDS = 7

# Calls between the two runs whose instructions are compared.
COUNTED = 4

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
    "nbody.energy": (
        "p = np.arange(6000.0).reshape(2000, 3) * 1.7 % 5.0 + np.arange(6000.0).reshape(2000, 3); "
        "v = np.ones((2000, 3)); m = np.ones(2000)",
        "kernels.energy(p, v, m)",
    ),
    "fft_radix2.fft": ("z = np.arange(1 << 16).astype(np.complex128)", "kernels.fft(z)"),
    "fft_radix2.inverse_fft": ("z = np.arange(1 << 16).astype(np.complex128)", "kernels.inverse_fft(z)"),
    "matrix_multiply.ijk": ("a = np.ones((192, 192))", "kernels.multiply_ijk(a, a)"),
    "matrix_multiply.ikj": ("a = np.ones((192, 192))", "kernels.multiply_ikj(a, a)"),
}

# `numjit run` has the C library's allocator keep the memory of large arrays; so does CPython with these.
ALLOCATOR = {
    **os.environ,
    "MALLOC_TOP_PAD_": str(8 << 20),
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(64 << 20),
}

TIMER = """
import json, sys, time
sys.path.insert(0, {folder!r})
import numpy as np
import {module} as kernels
{setup}
{prepare}
{call}
best = 1e9
for _ in range(5):
    start = time.perf_counter()
    {call}
    best = min(best, time.perf_counter() - start)
print(json.dumps(best))
"""

# Arrays of NumPy begin at multiples of 16 bytes, those of numjit at multiples of 64, where no vector lies in two cache
# lines. CPython's are moved to such places, so that the code alone makes a difference.
ALIGN = """
def aligned(array):
    memory = np.empty(array.nbytes + 64, np.uint8)
    start = -memory.ctypes.data % 64
    moved = memory[start : start + array.nbytes].view(array.dtype).reshape(array.shape)
    moved[...] = array
    return moved

globals().update({name: aligned(value) for name, value in list(globals().items()) if isinstance(value, np.ndarray)})
"""

# The calls alone, as many as the first argument says.
COUNTER = """
import sys
sys.path.insert(0, {folder!r})
import numpy as np
import {module} as kernels
{setup}
{call}
for _ in range(int(sys.argv[1])):
    {call}
"""


def main():
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--numjit", default=str(NUMJIT), metavar="PATH", help="default: target/release/numjit")
    parser.add_argument("--python", default=sys.executable, metavar="PATH", help="CPython with NumPy")
    parser.add_argument("--rounds", type=int, default=5, help="processes of each way for a kernel (default: 5)")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="kernels to measure")
    parser.add_argument("--json", metavar="FILE", help="keep the figures in a file")
    options = parser.parse_args()
    samples = [path for path in sorted(SAMPLES.glob("*.py")) if has_signatures(path)]
    with tempfile.TemporaryDirectory() as folder:
        if not options.only:
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
    """Measure the kernels both ways."""
    count = instruction_counter()
    rows, figures = [], {}
    for name, (setup, call) in KERNELS.items():
        if options.only and name not in options.only:
            continue
        module = name.split(".")[0]
        text = {"module": module, "setup": setup, "call": call}
        times = measure_times(options, folder, text)
        counts = {way: None for way in times}
        if count:
            counts = measure_instructions(options, folder, text, count)
        figures[name] = {"seconds": times, "instructions": counts}
        cells = [f"{1e3 * times['aot']:.3f}", f"{1e3 * times['jit']:.3f}", f"{times['aot'] / times['jit']:.3f}"]
        if counts["jit"]:
            cells += [f"{counts['aot']:,}", f"{counts['jit']:,}", f"{counts['aot'] / counts['jit']:.4f}"]
        rows.append([name, *cells, *[""] * (6 - len(cells))])
    print()
    print_table(["kernel", "aot ms", "jit ms", "ratio", "aot instructions", "jit instructions", "ratio"], rows)
    write_json(options, figures)


def build(options, folder, module, processor):
    """Make a sample's extension module."""
    command = [options.numjit, "aot", "--python", "--target-cpu", processor, str(SAMPLES / f"{module}.py")]
    subprocess.run([*command, "-o", str(folder / f"{module}.so")], check=True, stdout=subprocess.DEVNULL)


def ways(options, folder):
    """The command of each way, and where it finds the module."""
    return {"aot": ([options.python], folder), "jit": ([options.numjit, "run"], SAMPLES)}


def measure_times(options, folder, text):
    """Seconds of a call, each way."""
    build(options, folder, text["module"], "native")
    times = {"aot": [], "jit": []}
    for _ in range(options.rounds):
        for way, (command, place) in ways(options, folder).items():
            script = folder / f"time-{way}.py"
            prepare = ALIGN if way == "aot" else ""
            script.write_text(TIMER.format(folder=str(place), prepare=prepare, **text))
            command = [*command, str(script)]
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=ALLOCATOR)
            times[way].append(json.loads(done.stdout.splitlines()[-1]))
    return {way: statistics.median(values) for way, values in times.items()}


def measure_instructions(options, folder, text, count):
    """Instructions of a call, each way: what further calls add to a process."""
    build(options, folder, text["module"], "x86-64-v3" if count is count_by_valgrind else "native")
    counts = {}
    for way, (command, place) in ways(options, folder).items():
        script = folder / f"count-{way}.py"
        script.write_text(COUNTER.format(folder=str(place), **text))
        few, many = (count([*command, str(script), str(calls)]) for calls in (0, COUNTED))
        counts[way] = (many - few) // COUNTED
    return counts


def instruction_counter():
    """A way to count the instructions of a process that works here, or None."""
    for count in (count_by_processor, count_by_valgrind):
        if count(["true"]):
            return count
    return None


def count_by_processor(command):
    """Instructions of a process in user mode, told by the processor; None if it does not tell."""
    if not shutil.which("perf"):
        return None
    command = ["perf", "stat", "-x,", "-e", "instructions:u", *command]
    done = subprocess.run(command, capture_output=True, text=True)
    found = re.search(r"^(\d+),.*instructions", done.stderr, re.MULTILINE)
    return int(found[1]) if found and done.returncode == 0 else None


def count_by_valgrind(command):
    """The same, told by Valgrind."""
    if not shutil.which("valgrind"):
        return None
    # Without a fixed seed, Python's dictionaries lie differently each time; NumPy's own threads spin.
    environment = {**os.environ, "PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1", "NUMJIT_CACHE": "0"}
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    found = re.search(r"Collected : (\d+)", done.stderr)
    return int(found[1]) if found and done.returncode == 0 else None


if __name__ == "__main__":
    main()
