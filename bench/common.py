"""What the benchmark drivers share: finding both interpreters, running scripts, printing tables."""

import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NUMJIT = ROOT / "target" / "release" / "numjit"
TIMEOUT = 600


@dataclass(frozen=True)
class Runner:
    """A way to run a script: a name, the command before the script, and whether compiled code outlives the process."""

    name: str
    command: tuple

    def run(self, script, cache, arguments=()):
        """Run a script with its compilation caches in the folder `cache`; returns the outcome."""
        environment = {**os.environ, "NUMJIT_CACHE_DIR": str(cache), "NUMBA_CACHE_DIR": str(cache)}
        start = time.perf_counter()
        try:
            done = subprocess.run(
                [*self.command, str(script), *arguments],
                capture_output=True,
                text=True,
                env=environment,
                timeout=TIMEOUT,
            )
        except subprocess.TimeoutExpired:
            return Outcome(time.perf_counter() - start, "", "", f"more than {TIMEOUT} s")
        seconds = time.perf_counter() - start
        error = "" if done.returncode == 0 else f"exit status {done.returncode}: {telling_line(done.stderr)}"
        return Outcome(seconds, done.stdout, done.stderr, error)


@dataclass(frozen=True)
class Outcome:
    """What a process took and printed, and in one line what went wrong."""

    seconds: float
    stdout: str
    stderr: str
    error: str

    def record(self):
        """The JSON object on the last line of output, or None."""
        lines = self.stdout.strip().splitlines()
        if self.error or not lines or not lines[-1].startswith("{"):
            return None
        return json.loads(lines[-1])


def telling_line(text):
    """The line of an error output that says most: the last one that names an exception or an error."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    named = [line for line in lines if "rror" in line.split(":", 1)[0]]
    return (named or lines or [""])[-1]


def add_runner_options(parser):
    """The options that say what to run."""
    parser.add_argument("--numjit", type=Path, default=NUMJIT, metavar="PATH", help="default: target/release/numjit")
    parser.add_argument(
        "--numba-python",
        default=os.environ.get("NUMJIT_NUMBA_PYTHON"),
        metavar="PATH",
        help="a Python with Numba, the peer (default: $NUMJIT_NUMBA_PYTHON; without one the peer is skipped)",
    )


def runners(options):
    """numjit and, where there is one, Numba; says so where one is missing."""
    found = []
    if options.numjit.exists():
        found.append(Runner("numjit", (str(options.numjit), "run")))
    else:
        print(f"numjit: skipped ({options.numjit} does not exist)", file=sys.stderr)
    if options.numba_python:
        found.append(Runner("numba", (options.numba_python,)))
    else:
        print("numba: skipped (no --numba-python and no $NUMJIT_NUMBA_PYTHON)", file=sys.stderr)
    return found


def show_seconds(value):
    """A time in a unit that suits it."""
    if value is None:
        return "-"
    for factor, unit in ((1.0, "s"), (1e3, "ms"), (1e6, "us")):
        if value * factor >= 1.0:
            return f"{value * factor:.3g} {unit}"
    return f"{value * 1e9:.3g} ns"


def show_ratio(first, second):
    """How many times longer the first took than the second."""
    return f"{first / second:.2f}" if first and second else "-"


def geometric_mean(values):
    """The geometric mean, or None of nothing."""
    product, count = 1.0, 0
    for value in values:
        product *= value
        count += 1
    return product ** (1.0 / count) if count else None


def print_table(header, rows):
    """Columns as wide as their widest cell; the first to the left, the others to the right."""
    widths = [max(len(str(row[i])) for row in [header, *rows]) for i in range(len(header))]
    for row in [header, *rows]:
        cells = [
            str(cell).ljust(width) if i == 0 else str(cell).rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths))
        ]
        print("  ".join(cells).rstrip())


def first_line(command):
    """The first line that a command prints; empty where it cannot be run."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout.strip().splitlines() or [""])[0]


def processor():
    """The processor as the system names it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    flags = next((line for line in lines if line.startswith("flags")), "")
    widest = next((name for name in ("avx512f", "avx2") if f" {name} " in f"{flags} "), "")
    return f"{names[0] if names else platform.machine()}, {len(names)} threads, {widest or 'no AVX2'}"


def context(options):
    """Where and with what figures were taken: machine, versions, flags."""
    numba = getattr(options, "numba_python", None)
    versions = "import numba, numpy; print('Numba', numba.__version__, 'NumPy', numpy.__version__)"
    switches = {name: value for name, value in os.environ.items() if name.startswith(("NUMJIT_", "NUMBA_"))}
    return {
        "date": time.strftime("%Y-%m-%d"),
        "processor": processor(),
        "system": platform.platform(),
        "numjit": first_line([str(options.numjit), "--version"]),
        "peer": first_line([str(numba), "-c", versions]) if numba else "",
        "C": first_line(["gcc", "--version"]),
        "flags": ", ".join(f"{name}={value}" for name, value in sorted(switches.items())),
    }


def write_json(options, value):
    """Keep the raw figures in the file named by `--json`, if any, with what they were taken with."""
    if options.json:
        kept = {"context": context(options), "results": value}
        Path(options.json).write_text(json.dumps(kept, indent=1) + "\n")
