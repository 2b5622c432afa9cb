"""Time the cache: the whole process and the loading of each function, and let many processes use one cache at once.

    python bench/cache.py [--numjit PATH] [--runs N] [--processes N] [--rounds N] [--json FILE]

Every sample runs with an empty cache and then N times with the cache that this run left. `own` is what the cached
process takes beyond an empty script: the sample's own work. `load` is the time to look a function up, verify, load and
relocate it, as `--timings` tells it: for each function of each sample the median over its N processes, so that a moment
in which the machine did something else does not count. The first function of a process is counted apart, because it
meets everything for the first time. Then so many processes run samples on one empty cache, half of them killed at a
random moment: every one that finishes must print what the sample prints, and afterwards `numjit cache verify` must find
nothing damaged.
"""

import argparse
import os
import random
import re
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from common import NUMJIT, ROOT, print_table, write_json

LOAD = re.compile(r"^\s*([\d.]+)  (.+): load from cache [\d.]+$", re.MULTILINE)
COMPILED = re.compile(r": .*\binfer \d", re.MULTILINE)


def samples():
    """Scripts with the output they must print."""
    for script in sorted((ROOT / "samples").glob("*.py")):
        expected = ROOT / "samples" / "expected" / f"{script.stem}.out"
        if expected.exists():
            yield script, expected.read_text()


def environment(folder):
    """The process environment with a private cache."""
    return {**os.environ, "NUMJIT_CACHE_DIR": str(folder / "cache"), "XDG_STATE_HOME": str(folder / "state")}


def run(numjit, script, folder, *options):
    """Seconds, output and timings of one process."""
    start = time.perf_counter()
    done = subprocess.run(
        [numjit, "run", *options, script], capture_output=True, text=True, env=environment(folder), check=True
    )
    return time.perf_counter() - start, done.stdout, done.stderr


def measure_empty(numjit, runs, folder):
    """Median seconds of a script that does nothing."""
    script = folder / "empty.py"
    script.write_text("pass\n")
    return statistics.median(run(numjit, script, folder)[0] for _ in range(runs))


def measure_samples(numjit, runs, folder):
    """One row a sample: cold and cached process, and the loads, each with its function."""
    rows, first_loads, loads = [], {}, {}
    for script, expected in samples():
        cold, output, _ = run(numjit, script, folder)
        if output != expected:
            raise SystemExit(f"{script.name} prints something else")
        cached, functions = [], {}
        for _ in range(runs):
            seconds, output, _ = run(numjit, script, folder)
            if output != expected:
                raise SystemExit(f"{script.name} prints something else from the cache")
            cached.append(seconds)
            _, _, timings = run(numjit, script, folder, "--timings")
            if COMPILED.search(timings):
                raise SystemExit(f"{script.name} compiles again:\n{timings}")
            for position, found in enumerate(LOAD.findall(timings)):
                functions.setdefault((position, f"{script.stem}: {found[1]}"), []).append(float(found[0]) * 1e3)
        for (position, name), times in functions.items():
            (loads if position else first_loads)[name] = statistics.median(times)
        rows.append((script.stem, cold, statistics.median(cached), len(functions)))
    return rows, first_loads, loads


def hammer(numjit, processes, rounds, folder):
    """Many processes on one cache, half of them killed; the numbers of those that finished and were killed."""
    known = list(samples())
    finished = killed = 0
    for _ in range(rounds):
        started = []
        for _ in range(processes):
            script, expected = random.choice(known)
            process = subprocess.Popen(
                [numjit, "run", script],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                env=environment(folder),
            )
            started.append((process, script, expected))
        for process, _, _ in started:
            if random.random() < 0.5:
                time.sleep(random.random() * 0.05)
                process.kill()
        for process, script, expected in started:
            output, _ = process.communicate()
            if process.returncode == 0 and output == expected:
                finished += 1
            elif process.returncode == -9:
                killed += 1
            else:
                raise SystemExit(f"{script.name}: exit status {process.returncode}, or a wrong result")
    verified = subprocess.run([numjit, "cache", "verify"], capture_output=True, text=True, env=environment(folder))
    if verified.returncode != 0:
        raise SystemExit(f"the cache is damaged:\n{verified.stdout}")
    return finished, killed, verified.stdout.strip()


def percentile(values, part):
    """The value below which a part of all values lie."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def parse_options():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--numjit", type=Path, default=NUMJIT, metavar="PATH", help="default: target/release/numjit")
    parser.add_argument("--runs", type=int, default=9, help="cached processes for each sample (default: 9)")
    parser.add_argument("--processes", type=int, default=32, help="processes at once on one cache (default: 32)")
    parser.add_argument("--rounds", type=int, default=4, help="how often they start; 0 leaves it out (default: 4)")
    parser.add_argument("--json", metavar="FILE", help="keep the figures in a file")
    return parser.parse_args()


def main():
    """Measure, then hammer."""
    options = parse_options()
    with tempfile.TemporaryDirectory() as name:
        empty = measure_empty(options.numjit, options.runs, Path(name))
        rows, first, later = measure_samples(options.numjit, options.runs, Path(name))
    table = [
        (stem, *(f"{seconds * 1e3:.1f} ms" for seconds in (cold, cached, cached - empty)), str(count))
        for stem, cold, cached, count in rows
    ]
    print_table(("sample", "cold", "cached", "own", "functions"), table)
    print(f"an empty script: {empty * 1e3:.1f} ms")
    figures = {
        "first load, median": statistics.median(first.values()),
        "first load, largest": max(first.values()),
        "later load, median": statistics.median(later.values()),
        "later load, 90 %": percentile(later.values(), 0.9),
        "later load, largest": max(later.values()),
    }
    for title, microseconds in figures.items():
        print(f"{title}: {microseconds:.0f} us")
    print(f"largest: {max(first, key=first.get)}; {max(later, key=later.get)}")
    if options.rounds == 0:
        write_json(options, figures)
        return
    with tempfile.TemporaryDirectory() as name:
        finished, killed, verified = hammer(options.numjit, options.processes, options.rounds, Path(name))
    print(f"{options.processes} processes at once, {options.rounds} times: {finished} finished, {killed} killed; {verified}")
    if options.json:
        figures |= {"samples": rows, "finished": finished, "killed": killed}
        write_json(options, figures)


if __name__ == "__main__":
    main()
