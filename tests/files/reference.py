"""Writes the `run` blocks of the golden files from CPython with Numba, and reports what changed.

    python tests/files/reference.py [--check] [FILE ...]

The header line `# reference: python` says that functions are called without being compiled, for what Numba does not
support; `# reference: none` that the block is numjit's own. With --check nothing is written.
"""

import argparse
import ast
import contextlib
import io
import sys
import warnings
from pathlib import Path
from unittest import mock

import numpy as np

HERE = Path(__file__).resolve().parent
MARK = "#>"


def show(value):
    """The value as `tests/src/show.rs` writes it."""
    if isinstance(value, np.ndarray):
        if 0 in value.shape:
            return f"array(empty[{', '.join(map(str, value.shape))}], {value.dtype.name})"
        return f"array({value.tolist()!r}, {value.dtype.name})"
    if isinstance(value, np.generic):
        return repr(value.item())
    if isinstance(value, tuple):
        if hasattr(value, "_fields"):
            parts = [f"{name}={show(item)}" for name, item in zip(value._fields, value)]
            return f"{type(value).__name__}({', '.join(parts)})"
        parts = [show(item) for item in value]
        return f"({parts[0]},)" if len(parts) == 1 else f"({', '.join(parts)})"
    return repr(value)


def transcript(code, plain):
    """The lines of the block: one call each, with what it prints before its result."""
    tree = ast.parse(code)
    names = {}
    undecorated = lambda *args, **options: args[0] if args and callable(args[0]) else lambda f: f
    lines = []
    for statement in tree.body:
        module = ast.Module([statement], [])
        if not isinstance(statement, ast.Expr):
            with mock.patch("numba.njit", undecorated) if plain else contextlib.nullcontext():
                exec(compile(module, "file.py", "exec"), names)
            continue
        source = ast.get_source_segment(code, statement)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                outcome = show(eval(compile(ast.Expression(statement.value), "file.py", "eval"), names))
            except Exception as error:
                args = ", ".join(map(show, error.args))
                outcome = f"{type(error).__name__}({args})"
        text = [f"| {line}" for line in printed.getvalue().splitlines()] + [outcome]
        lines.extend(f"{source} -> {chr(10).join(text)}".splitlines())
    return lines


def without_block(text):
    """The file without its `run` block."""
    kept, inside = [], False
    for line in text.splitlines(keepends=True):
        if line.startswith(MARK + " ["):
            inside = line.rstrip() == f"{MARK} [run]"
        if not (inside and line.startswith(MARK)):
            kept.append(line)
    return "".join(kept)


def main():
    """Every file with a `run` block, or those named; the exit status tells whether any differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("files", nargs="*", type=Path)
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    different = 0
    for path in [path.resolve() for path in args.files] or sorted(HERE.rglob("*.py")):
        text = path.read_text()
        first = text.splitlines()[0]
        if not first.startswith("# stages: run") or "# reference: none" in text:
            continue
        code = "".join(line for line in text.splitlines(keepends=True) if not line.startswith(MARK))
        lines = [f"{MARK} {line}".rstrip() for line in ["[run]", *transcript(code, "# reference: python" in text)]]
        others = without_block(text)[len(code) :]
        new = code + "".join(f"{line}\n" for line in lines) + others
        if new != text:
            different += 1
            print(f"{path.relative_to(HERE)} differs")
            if not args.check:
                path.write_text(new)
    return different > 0


if __name__ == "__main__":
    sys.exit(main())
