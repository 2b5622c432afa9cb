"""Write the conformance suite: `cases/*.py` and their expected output, from the tables in `tables/`.

    python tests/conformance/regenerate.py [NAME ...]      needs CPython with NumPy, SciPy and Numba

A case is one line of output. Comparing means: run `numjit run cases/x.py` and compare with `cases/x.expected`
line by line. A script runs twice here: as it is, and with the decorators switched off; a table says which of
the two outputs is the reference for which lines.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASES = HERE / "cases"
TABLES = sorted(path.stem for path in (HERE / "tables").glob("*.py") if path.stem not in ("__init__", "base"))


def case_files(wanted):
    """Every case file of every table, by name."""
    files = [file for table in TABLES for file in import_module(f"tables.{table}").files()]
    names = [file.name for file in files]
    assert len(names) == len(set(names)), "two case files have the same name"
    return [file for file in files if not wanted or file.name in wanted]


def output_of(script, compiled):
    """What a script prints, as lines."""
    changes = {"NUMBA_DISABLE_JIT": "0" if compiled else "1", "NUMBA_BOUNDSCHECK": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    environment = {**os.environ, **changes}
    command = [sys.executable, "-W", "ignore", str(script)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        raise RuntimeError(f"{script.name} failed ({done.returncode}):\n{done.stderr[-3000:]}")
    return done.stdout.splitlines()


def expected_lines(file, script):
    """The reference output, chosen line by line."""
    if not file.reason:
        return output_of(script, compiled=True)
    plain = output_of(script, compiled=False)
    if not file.python_lines:
        return plain
    compiled = output_of(script, compiled=True)
    assert len(plain) == len(compiled), f"{file.name}: the two runs print a different number of lines"
    return [p if file.follows_python(p) else c for p, c in zip(plain, compiled)]


def write(file):
    """Write one script and its expected output; returns the number of lines."""
    script = CASES / f"{file.name}.py"
    script.write_text(file.text())
    lines = expected_lines(file, script)
    script.with_suffix(".expected").write_text("\n".join(lines) + "\n")
    return len(lines)


def remove_strangers(files):
    """Delete case files that no table asks for any more."""
    known = {file.name for file in files}
    for path in CASES.iterdir():
        if path.suffix in (".py", ".expected") and path.stem not in known:
            path.unlink()


def main():
    """Write the files named on the command line, or all."""
    wanted = sys.argv[1:]
    files = case_files(wanted)
    CASES.mkdir(exist_ok=True)
    if not wanted:
        remove_strangers(files)
    total = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for file, count in zip(files, pool.map(write, files)):
            total += count
            print(f"{count:6d}  {file.name}", flush=True)
    print(f"{total:6d}  lines in {len(files)} files")


if __name__ == "__main__":
    main()
