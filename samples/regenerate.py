"""Run every sample and keep its output in `expected/`, or compare with what is there.

python samples/regenerate.py                          rewrite expected/*.out (needs CPython with Numba)
python samples/regenerate.py --check                  compare only
python samples/regenerate.py --check --runner 'target/release/numjit run'
"""

import argparse
import difflib
import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXPECTED = HERE / "expected"


def samples(only):
    """The sample scripts, in alphabetical order."""
    found = sorted(path for path in HERE.glob("*.py") if path.name != Path(__file__).name)
    return [path for path in found if not only or path.stem in only]


def run(runner, script):
    """The output of a sample, with the error output behind it when the sample fails."""
    done = subprocess.run([*runner, str(script)], cwd=HERE, capture_output=True, text=True, timeout=600)
    return done.stdout if done.returncode == 0 else f"{done.stdout}exit status {done.returncode}\n{done.stderr}"


def compare(expected, actual, name):
    """Print a short difference; returns whether both are equal."""
    if expected == actual:
        print(f"ok    {name}")
        return True
    print(f"FAIL  {name}")
    lines = difflib.unified_diff(expected.splitlines(), actual.splitlines(), "expected", "actual", lineterm="", n=0)
    for line in list(lines)[:12]:
        print("     ", line)
    return False


def main():
    """Rewrite or compare, sample by sample; the exit status tells whether all agree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare instead of rewriting")
    parser.add_argument("--runner", default=sys.executable, help="command that runs a script (default: this Python)")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="samples to run (default: all)")
    options = parser.parse_args()
    agree = True
    for script in samples(options.only):
        output = run(shlex.split(options.runner), script)
        kept = EXPECTED / f"{script.stem}.out"
        if options.check:
            agree &= compare(kept.read_text() if kept.exists() else "", output, script.stem)
        elif "exit status" in output:
            agree = False
            print(f"FAIL  {script.stem}\n{output}")
        else:
            kept.write_text(output)
            print(f"wrote {kept.relative_to(HERE)}")
    sys.exit(0 if agree else 1)


if __name__ == "__main__":
    main()
