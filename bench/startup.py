"""Time the whole process of a script with one small compiled function.

    python bench/startup.py [--numjit PATH] [--numba-python PATH] [--runs N] [--json FILE]

Three scripts: an empty one, one that imports NumPy and Numba, and one that compiles and calls a kernel. Each runs
with an empty compilation cache every time (`cold`) and with the cache that an earlier run left (`cached`). The
runners take turns. The figures are medians.
"""

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

from common import add_runner_options, print_table, runners, show_ratio, show_seconds, write_json

EMPTY = '"""Does nothing."""\n'
IMPORTS = '"""Imports only."""\n\nimport numpy as np\nfrom numba import njit\n'
KERNEL = '''"""One small kernel."""

import numpy as np
from numba import njit


@njit(cache=True)
def weighted_sum(a, w):
    total = 0.0
    for i in range(a.shape[0]):
        total += a[i] * w
    return total


print(weighted_sum(np.arange(1000.0), 0.5))
'''
SCRIPTS = (("empty script", EMPTY), ("imports", IMPORTS), ("one kernel", KERNEL))


def one_run(runner, script, cache, fresh):
    """Seconds of one process; with `fresh`, from an empty cache."""
    if fresh:
        shutil.rmtree(cache, ignore_errors=True)
    cache.mkdir(exist_ok=True)
    outcome = runner.run(script, cache)
    if outcome.error:
        raise SystemExit(f"{runner.name} failed on {script.name}: {outcome.error}")
    return outcome.seconds


def measure(available, script, folder, runs, fresh):
    """Median seconds for each runner; the runners take turns."""
    times = {runner.name: [] for runner in available}
    for runner in available:
        one_run(runner, script, folder / f"cache-{runner.name}", fresh=True)
    for _ in range(runs):
        for runner in available:
            times[runner.name].append(one_run(runner, script, folder / f"cache-{runner.name}", fresh))
    return {name: statistics.median(values) for name, values in times.items()}


def parse_options():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_runner_options(parser)
    parser.add_argument("--runs", type=int, default=21, help="processes for each figure (default: 21)")
    parser.add_argument("--json", metavar="FILE", help="keep the figures in a file")
    return parser.parse_args()


def main():
    """Measure every script, cold and cached."""
    options = parse_options()
    available = runners(options)
    rows, figures = [], {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, text in SCRIPTS:
            script = folder / f"{title.replace(' ', '_')}.py"
            script.write_text(text)
            for state in ("cold", "cached"):
                medians = measure(available, script, folder, options.runs, fresh=state == "cold")
                figures[f"{title}, {state}"] = medians
                pair = medians.get("numjit"), medians.get("numba")
                rows.append([f"{title}, {state}", *(show_seconds(seconds) for seconds in pair), show_ratio(*pair)])
    print_table(["whole process", "numjit", "numba", "ratio"], rows)
    write_json(options, figures)


if __name__ == "__main__":
    main()
