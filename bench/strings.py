"""Time string building and taking apart: numjit's compiled functions against CPython running the same text.

    python bench/strings.py [--numjit PATH] [--json FILE]

Each kernel runs 7 times in one process of each; the least time counts. CPython is the interpreter that runs this
script. The results are compared.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from common import NUMJIT

SCRIPT = '''
import json
import sys
import time

if sys.argv[1] == "compiled":
    from numba import njit
else:
    def njit(function):
        return function


@njit
def append_numbers(n):
    s = ""
    for i in range(n):
        s += str(i)
    return len(s)


@njit
def append_text(n):
    s = ""
    for i in range(n):
        s += "ab"
    return len(s)


@njit
def join_numbers(n):
    parts = []
    for i in range(n):
        parts.append(str(i))
    return len(",".join(parts))


@njit
def format_pairs(n):
    total = 0
    for i in range(n):
        total += len(f"{i}:{2 * i}")
    return total


@njit
def split_words(s, n):
    total = 0
    for i in range(n):
        total += len(s.split())
    return total


@njit
def split_at_commas(s, n):
    total = 0
    for i in range(n):
        total += len(s.split(","))
    return total


@njit
def count_letters(s, n):
    total = 0
    for i in range(n):
        for c in s:
            if c == "a":
                total += 1
    return total


@njit
def replace_and_raise(s, n):
    total = 0
    for i in range(n):
        total += len(s.replace("a", "bb").upper())
    return total


TEXT = "the quick brown fox jumps, over, the lazy dog " * 4
CALLS = [(append_numbers, (200000,)), (append_text, (200000,)), (join_numbers, (200000,)), (format_pairs, (200000,)),
         (split_words, (TEXT, 5000)), (split_at_commas, (TEXT, 5000)), (count_letters, (TEXT, 5000)), (replace_and_raise, (TEXT, 5000))]
record = {}
for function, arguments in CALLS:
    result = function(*arguments)
    least = 1e9
    for _ in range(7):
        start = time.perf_counter()
        function(*arguments)
        least = min(least, time.perf_counter() - start)
    record[function.__name__] = [result, least]
print(json.dumps(record))
'''


def measured(command):
    """The record that the script prints under an interpreter."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def main():
    """Runs the script under both and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--numjit", type=Path, default=NUMJIT)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "strings.py"
        script.write_text(SCRIPT)
        plain = measured([sys.executable, str(script), "plain"])
        compiled = measured([str(options.numjit), "run", str(script), "compiled"])
    print(f"{'kernel':20} {'CPython ms':>11} {'numjit ms':>10} {'times faster':>13}")
    for name, (result, seconds) in plain.items():
        other, time = compiled[name]
        mark = "" if other == result else "  DIFFERENT"
        print(f"{name:20} {seconds * 1e3:11.2f} {time * 1e3:10.2f} {seconds / time:13.2f}{mark}")
    if options.json:
        options.json.write_text(json.dumps({"cpython": plain, "numjit": compiled}, indent=1))


if __name__ == "__main__":
    main()
