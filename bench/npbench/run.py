"""Run NPBench's Numba kernels, unmodified, under numjit and compare their results with NumPy's.

    python bench/npbench/run.py CHECKOUT [--preset S] [--only NAME ...] [--json FILE]
                                [--numjit PATH] [--numba-python PATH] [--python PATH]

CHECKOUT is a clone of https://github.com/spcl/npbench. The 54 benchmarks with a `*_numba_n.py` variant (nopython mode)
are taken. For each: a Python with NumPy initialises the data by the benchmark's own function and runs the NumPy
version; the Numba variant then runs on the same data under numjit (and under Numba where --numba-python is given);
and results and changed arguments are compared as NPBench compares them. The table shows which agree, the times of the
first call and the best of up to seven later ones, and the first line of the error of those that fail.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import exchange  # noqa: E402
from common import (  # noqa: E402
    add_runner_options,
    geometric_mean,
    print_table,
    runners,
    show_ratio,
    show_seconds,
    telling_line,
    write_json,
)

RTOL, ATOL, NORM_ERROR = 1e-5, 1e-8, 1e-5

DRIVER = '''"""Runs one kernel of NPBench; written by bench/npbench/run.py."""

import json
import sys
import time

sys.path.insert(0, {here!r})
sys.path.insert(0, {folder!r})

import exchange
import numba
import numpy as np


def fresh():
    """The arguments, read again because the kernel may change them."""
    return exchange.load({inputs!r})


start = time.perf_counter()
from {module} import {function} as kernel

imported = time.perf_counter() - start
given = fresh()
arguments = tuple(given.values())
start = time.perf_counter()
result = kernel(*arguments)
first = time.perf_counter() - start
exchange.save(exchange.outputs(result, given, {declared!r}, {arrays!r}), {outputs!r})
later = []
while len(later) < 7 and sum(later) < 1.0:
    arguments = tuple(fresh().values())
    start = time.perf_counter()
    kernel(*arguments)
    later.append(time.perf_counter() - start)
print(json.dumps(dict(imported=imported, first=first, second=min(later), later=later)))
'''


def benchmarks(checkout, only):
    """Descriptions of the benchmarks that have a nopython variant, by the name of their file."""
    found = {}
    for path in sorted((checkout / "bench_info").glob("*.json")):
        info = json.loads(path.read_text())["benchmark"]
        if kernel_path(checkout, info).exists() and (not only or path.stem in only):
            found[path.stem] = info
    return found


def kernel_path(checkout, info):
    """The file of the nopython variant."""
    return checkout / "npbench" / "benchmarks" / info["relative_path"] / f"{info['module_name']}_numba_n.py"


def prepare(options, name, folder):
    """Initialise the data and run the NumPy version; returns its seconds, or None and the error."""
    for part in ("inputs", "outputs"):
        (folder / part).mkdir(parents=True)
    command = [options.python, str(HERE / "reference.py"), str(options.checkout), name, options.preset, str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=1800)
    except subprocess.TimeoutExpired:
        return None, "the NumPy version took more than 1800 s"
    if done.returncode != 0:
        return None, telling_line(done.stderr)
    return json.loads(done.stdout.strip().splitlines()[-1])["seconds"], ""


def write_driver(checkout, info, folder, runner):
    """The script that runs the kernel under one runner."""
    outputs = folder / f"outputs-{runner.name}"
    outputs.mkdir()
    kernel = kernel_path(checkout, info)
    script = folder / f"driver_{runner.name}.py"
    script.write_text(
        DRIVER.format(
            here=str(HERE),
            folder=str(kernel.parent),
            inputs=str(folder / "inputs"),
            outputs=str(outputs),
            module=kernel.stem,
            function=info["func_name"],
            declared=list(info["output_args"]),
            arrays=list(info["array_args"]),
        )
    )
    return script, outputs


def difference(expected, actual, info):
    """None where two values agree as NPBench wants it (by element, or by norm), else how they differ."""
    expected, actual = np.asarray(expected), np.asarray(actual)
    if expected.shape != actual.shape:
        return f"shape {actual.shape} instead of {expected.shape}"
    rtol, atol = info.get("rtol", RTOL), info.get("atol", ATOL)
    if np.allclose(expected, actual, rtol=rtol, atol=atol, equal_nan=True):
        return None
    distance = np.linalg.norm((expected - actual).ravel()) / np.linalg.norm(expected.ravel())
    return None if distance < info.get("norm_error", NORM_ERROR) else f"relative error {distance:.1e}"


def verdict(folder, outputs, info):
    """An empty text where all values agree, else what differs."""
    expected, actual = exchange.load(str(folder / "outputs")), exchange.load(str(outputs))
    common = [name for name in expected if name in actual]
    if not common:
        return f"results {sorted(actual)} instead of {sorted(expected)}"
    found = {name: difference(expected[name], actual[name], info) for name in common}
    wrong = [f"{name} {text}" for name, text in found.items() if text]
    return f"differs: {', '.join(wrong)}" if wrong else ""


def run_kernel(runner, options, info, folder):
    """Times and verdict of one kernel under one runner."""
    script, outputs = write_driver(options.checkout, info, folder, runner)
    outcome = runner.run(script, folder / f"cache-{runner.name}")
    record = outcome.record()
    if record is None:
        return {"state": "error", "text": outcome.error or "nothing printed", "process": outcome.seconds}
    different = verdict(folder, outputs, info)
    return {**record, "state": "different" if different else "agrees", "text": different, "process": outcome.seconds}


def row(name, numpy_seconds, results):
    """One line of the table."""
    mine, peer = results.get("numjit", {}), results.get("numba", {})
    first = [r["imported"] + r["first"] if "first" in r else None for r in (mine, peer)]
    second = [r.get("second") for r in (mine, peer)]
    cells = [name, mine.get("state", "-"), show_seconds(numpy_seconds)]
    cells += [show_seconds(first[0]), show_seconds(first[1]), show_ratio(*first)]
    cells += [show_seconds(second[0]), show_seconds(second[1]), show_ratio(*second)]
    texts = [f"{runner}: {r['text']}" for runner, r in results.items() if r.get("text")]
    return [*cells, "; ".join(texts)[:140]]


def print_summary(results):
    """How many agree, and the means of the ratios over those that agree under both."""
    kernels = results.values()
    for runner in ("numjit", "numba"):
        states = [kernel[runner]["state"] for kernel in kernels if runner in kernel]
        if states:
            counts = ", ".join(f"{states.count(state)} {state}" for state in ("agrees", "different", "error"))
            print(f"{runner}: {counts} of {len(states)}")
    both = [k for k in kernels if all(k.get(r, {}).get("state") == "agrees" for r in ("numjit", "numba"))]
    for key, title in (("first", "first call"), ("second", "second call")):
        mean = geometric_mean(k["numjit"][key] / k["numba"][key] for k in both)
        if mean:
            print(f"{title}, numjit / numba, geometric mean of {len(both)}: {mean:.3f}")


def parse_options():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path, metavar="CHECKOUT")
    add_runner_options(parser)
    parser.add_argument("--python", default=sys.executable, help="a Python with NumPy and SciPy (default: this one)")
    parser.add_argument("--preset", default="S", choices=("S", "M", "L", "paper"))
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="benchmarks to run (default: all)")
    parser.add_argument("--json", metavar="FILE", help="keep the figures in a file")
    return parser.parse_args()


def main():
    """Run every benchmark and print the table."""
    options = parse_options()
    options.checkout = options.checkout.resolve()
    available = runners(options)
    rows, results = [], {}
    for name, info in benchmarks(options.checkout, options.only).items():
        print(f"{name} ", end="", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            numpy_seconds, error = prepare(options, name, Path(folder))
            if error:
                rows.append([name, "no reference", *["-"] * 7, error[:140]])
                continue
            results[name] = {runner.name: run_kernel(runner, options, info, Path(folder)) for runner in available}
            rows.append(row(name, numpy_seconds, results[name]))
    print(file=sys.stderr)
    header = ["benchmark", "numjit", "NumPy", "first numjit", "numba", "ratio", "second numjit", "numba", "ratio", ""]
    print_table(header, rows)
    print_summary(results)
    write_json(options, results)


if __name__ == "__main__":
    main()
