"""Run the conformance scripts under numjit and compare with the expected output, line by line.

    python tests/conformance/compare.py [--numjit PATH] [--all] [NAME ...]

Prints for each file how many lines agree, the first lines that do not, and at the end what the failures have in
common: the exception or message that numjit gave instead. With --all every differing line is printed.
"""

import argparse
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASES = HERE / "cases"
DEFAULT = HERE.parents[1] / "target" / "release" / "numjit"
SHOWN = 3


def run(numjit, script):
    """Output lines of a script, and its last line of error output where it fails."""
    try:
        done = subprocess.run([str(numjit), "run", str(script)], capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        return [], "timeout"
    error = "" if done.returncode == 0 else f"exit status {done.returncode}: {last_line(done.stderr)}"
    return done.stdout.splitlines(), error


def last_line(text):
    """The last line that is not empty."""
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def name_of(line):
    """The name of a case, as printed before its value."""
    return re.split(r": | -> ", line, maxsplit=1)[0]


def differences(expected, actual):
    """Pairs of lines that differ; a case that is missing is paired with an empty text."""
    if len(expected) == len(actual):
        return [(e, a) for e, a in zip(expected, actual) if e != a]
    printed = {}
    for line in actual:
        printed.setdefault(name_of(line), []).append(line)
    pairs = []
    for line in expected:
        queue = printed.get(name_of(line))
        found = queue.pop(0) if queue else ""
        if found != line:
            pairs.append((line, found))
    return pairs


def category(actual):
    """What a wrong line has in common with others."""
    if not actual:
        return "missing"
    match = re.search(r"raised (\w+)(: .{0,60})?", actual)
    return match.group(0) if match else "different value"


def report(script, pairs, total, error, show_all):
    """Print the result of one file."""
    mark = "ok  " if not pairs and not error else "FAIL"
    print(f"{mark} {script.stem}: {total - len(pairs)} of {total} lines{f'; {error}' if error else ''}")
    for expected, actual in pairs if show_all else pairs[:SHOWN]:
        print(f"      expected {expected[:160]}\n      printed  {actual[:160]}")


def main():
    """Compare the files named on the command line, or all; the exit status tells whether all agree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--numjit", type=Path, default=DEFAULT, help="the binary (default: target/release/numjit)")
    parser.add_argument("--all", action="store_true", help="print every line that differs")
    parser.add_argument("names", nargs="*", help="files to run (default: all)")
    options = parser.parse_args()
    scripts = [path for path in sorted(CASES.glob("*.py")) if not options.names or path.stem in options.names]
    totals, categories = Counter(), Counter()
    with ThreadPoolExecutor(2) as pool:
        outputs = pool.map(lambda script: run(options.numjit, script), scripts)
        for script, (actual, error) in zip(scripts, outputs):
            expected = script.with_suffix(".expected").read_text().splitlines()
            pairs = differences(expected, actual)
            report(script, pairs, len(expected), error, options.all)
            totals.update(lines=len(expected), wrong=len(pairs), files=1, clean=not pairs and not error)
            categories.update(category(a) for _, a in pairs)
    print(f"\n{totals['lines'] - totals['wrong']} of {totals['lines']} lines agree; ", end="")
    print(f"{totals['clean']} of {totals['files']} files are clean")
    for name, count in categories.most_common(40):
        print(f"{count:6d}  {name}")
    sys.exit(1 if totals["clean"] < totals["files"] else 0)


if __name__ == "__main__":
    main()
