"""Time elementary functions per element of an array, under numjit, Numba and NumPy, in one go.

    python bench/maths.py [--numjit PATH] [--numba-python PATH] [--only NAME ...] [--json FILE]

A compiled loop writes the function of every element of an array of 65,536 into another; NumPy calls its ufunc with
`out=`. Figures are nanoseconds an element, the best of the batches. Ratios are numjit over the peer: below 1 numjit is
faster. `compile` is the first call under numjit. Results are compared: the last column is the largest difference
between numjit and NumPy in units of the last place.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from common import add_runner_options, print_table, runners, write_json

ARRAY = "np.linspace({low}, {high}, 65536)"
DRIVER = '''"""Times one function; written by bench/maths.py."""

import json
import time

import numpy as np
from numba import njit

clock = time.perf_counter


@njit
def kernel(x, y, out):
    for i in range(out.shape[0]):
        out[i] = {scalar}


def best(call):
    """Seconds of one call, the best of many batches."""
    call()
    batches = []
    for _ in range(15):
        start = clock()
        for _ in range(10):
            call()
        batches.append((clock() - start) / 10)
    return min(batches)


x = {x}
y = np.linspace(-3.0, 3.0, 65536)
out = np.empty(65536)
start = clock()
kernel(x, y, out)
first = clock() - start
loop = best(lambda: kernel(x, y, out))
values = [float(value) for value in out[::64]]
reference = np.empty(65536)
ufunc = best(lambda: {ufunc})
expected = [float(value) for value in reference[::64]]
print(json.dumps(dict(first=first, loop=loop, ufunc=ufunc, values=values, expected=expected)))
'''

# Name of the scalar function, of the ufunc, and the interval of the arguments.
FUNCTIONS = {
    "exp": ("np.exp", -20.0, 20.0),
    "log": ("np.log", 0.1, 1000.0),
    "tanh": ("np.tanh", -5.0, 5.0),
    "sin": ("np.sin", -30.0, 30.0),
    "cos": ("np.cos", -30.0, 30.0),
    "tan": ("np.tan", -30.0, 30.0),
    "exp2": ("np.exp2", -20.0, 20.0),
    "expm1": ("np.expm1", -20.0, 20.0),
    "log2": ("np.log2", 0.1, 1000.0),
    "log10": ("np.log10", 0.1, 1000.0),
    "log1p": ("np.log1p", -0.9, 1000.0),
    "sinh": ("np.sinh", -20.0, 20.0),
    "cosh": ("np.cosh", -20.0, 20.0),
    "asin": ("np.arcsin", -1.0, 1.0),
    "acos": ("np.arccos", -1.0, 1.0),
    "atan": ("np.arctan", -20.0, 20.0),
    "asinh": ("np.arcsinh", -20.0, 20.0),
    "acosh": ("np.arccosh", 1.0, 20.0),
    "atanh": ("np.arctanh", -0.99, 0.99),
    "cbrt": ("np.cbrt", -20.0, 20.0),
    "pow": ("np.power", 0.1, 20.0),
    "atan2": ("np.arctan2", -20.0, 20.0),
    "hypot": ("np.hypot", -20.0, 20.0),
}
BINARY = ("pow", "atan2", "hypot")


def script(name):
    """The text of the script that times a function."""
    function, low, high = FUNCTIONS[name]
    arguments = "x[i], y[i]" if name in BINARY else "x[i]"
    arrays = "x, y" if name in BINARY else "x"
    scalar = "x[i] ** y[i]" if name == "pow" else f"{function}({arguments})"
    return DRIVER.format(
        scalar=scalar, x=ARRAY.format(low=low, high=high), ufunc=f"{function}({arrays}, out=reference)"
    )


def last_places(record, peer):
    """The largest difference between two results in units of the last place."""
    pairs = zip(record["values"], peer["expected"])
    return max((abs(a - b) / (abs(b) * 2.0**-52) for a, b in pairs if b), default=0.0)


def measure(name, found):
    """The records of one function by runner."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "driver.py"
        path.write_text(script(name))
        records = {}
        for runner in found:
            outcome = runner.run(path, folder)
            record = outcome.record()
            if record is None:
                print(f"{name} under {runner.name}: {outcome.error or 'no record'}", file=sys.stderr)
            else:
                records[runner.name] = record
        return records


def row(name, records):
    """A line of the table."""
    numjit, numba = records.get("numjit"), records.get("numba")
    nanoseconds = lambda record, key: record[key] / 65536 * 1e9 if record else None
    loop, peer, ufunc = nanoseconds(numjit, "loop"), nanoseconds(numba, "loop"), nanoseconds(numba, "ufunc")
    show = lambda value: "-" if value is None else f"{value:.2f}"
    ratio = lambda a, b: "-" if a is None or b is None else f"{a / b:.2f}"
    places = "-" if not (numjit and numba) else f"{last_places(numjit, numba):.1f}"
    first = "-" if not numjit else f"{numjit['first'] * 1000:.1f} ms"
    return [name, show(loop), show(peer), show(ufunc), ratio(loop, peer), ratio(loop, ufunc), first, places]


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_runner_options(parser)
    parser.add_argument("--only", nargs="+", choices=FUNCTIONS, default=list(FUNCTIONS), metavar="NAME")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the raw figures")
    options = parser.parse_args()
    found = runners(options)
    all_records = {name: measure(name, found) for name in options.only}
    head = ["function", "numjit", "numba", "numpy", "/numba", "/numpy", "compile", "ulp"]
    print_table(head, [row(name, records) for name, records in all_records.items()])
    for records in all_records.values():
        if "numjit" in records and "numba" in records:
            records["numjit"]["last_places"] = last_places(records["numjit"], records["numba"])
        for record in records.values():
            record.pop("values"), record.pop("expected")
    write_json(options, all_records)


if __name__ == "__main__":
    main()
