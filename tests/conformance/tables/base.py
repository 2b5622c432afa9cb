"""What a case file is made of, and the helper functions that every generated script begins with."""

import re
from dataclasses import dataclass

NUMBA_NOTE = "Expected output: CPython and NumPy at module level, Numba in compiled functions."
PYTHON_NOTE = (
    "Expected output: CPython and NumPy throughout (the functions run undecorated), because Numba's own result "
    "is not the one wanted here: {reason}."
)
MIXED_NOTE = (
    "Expected output: CPython and NumPy at module level, Numba in compiled functions; except for the lines with "
    "{lines}, which follow CPython and NumPy throughout: {reason}."
)

IMPORTS = """
import math

import numpy as np
from numba import njit
"""

HELPERS = '''
def describe(value):
    """A value with its type; arrays with dtype and shape."""
    if isinstance(value, np.ndarray):
        return f"{value.tolist()!r} {value.dtype} {value.shape}"
    if isinstance(value, tuple):
        return "(" + ", ".join(describe(item) for item in value) + ")"
    return f"{value!r} {type(value).__name__}"


def failure(error):
    """The class of an exception and the first line of its text; of a compile error only the class."""
    name = type(error).__name__
    if name == "TypingError":
        return "raised TypingError"
    return f"raised {name}: {str(error).splitlines()[0] if str(error) else ''}"


def case(name, call, view=describe):
    """Print the outcome of one call on one line."""
    try:
        text = view(call())
    except Exception as error:
        text = failure(error)
    print(f"{name}: {text}")
'''

ROUNDED = '''
def rounded(value):
    """Like `describe`, with floats cut to ten significant digits (five in single precision)."""
    if isinstance(value, np.ndarray):
        digits = 5 if value.dtype in (np.float32, np.complex64) else 10
        return f"{cut(value.tolist(), digits)} {value.dtype} {value.shape}"
    return f"{cut(value, 10)} {type(value).__name__}"


def cut(value, digits):
    """Text of a number or a nested list of numbers."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(cut(item, digits) for item in value) + "]"
    if isinstance(value, complex):
        noise = abs(value) * 10.0**-digits
        parts = [0.0 if abs(part) <= noise else part for part in (value.real, value.imag)]
        return " & ".join(f"{part:.{digits}g}" for part in parts)
    return f"{value:.{digits}g}" if isinstance(value, float) else repr(value)
'''

WITH_ROUNDED = HELPERS + "\n" + ROUNDED


@dataclass(frozen=True)
class CaseFile:
    """One script to write, and where its expected output comes from."""

    name: str
    about: str
    body: str
    imports: str = IMPORTS
    helpers: str = HELPERS
    reason: str = ""
    """Why CPython and NumPy give the expected output instead of Numba; empty where Numba gives it."""
    python_lines: str = ""
    """A pattern for the lines of output that `reason` is about; empty for all."""

    def note(self):
        """The sentence of the header that tells where the expected output comes from."""
        if not self.reason:
            return NUMBA_NOTE
        if not self.python_lines:
            return PYTHON_NOTE.format(reason=self.reason)
        return MIXED_NOTE.format(lines=f"`{self.python_lines}`", reason=self.reason)

    def text(self):
        """The whole script."""
        written = "Written by tests/conformance/regenerate.py; do not edit."
        quote = 'r"""' if "\\" in self.note() else '"""'
        header = f'{quote}{self.about}\n\n{wrap(self.note())}\n{written}\n"""\n'
        rest = self.helpers + "\n\n" + self.body.strip("\n") + "\n"
        return header + needed(self.imports, rest) + ("\n" if self.helpers else "") + rest

    def follows_python(self, line):
        """Whether a line that CPython and NumPy printed is the reference."""
        return bool(self.reason) and re.search(self.python_lines, line) is not None


def needed(imports, text):
    """The import lines without those that a script does not use."""
    uses = {"import bisect": "bisect.", "import heapq": "heapq.", "import math": "math.", "import cmath": "cmath.", "from numba import njit": "njit"}
    kept = [line for line in imports.splitlines() if re.search(rf"\b{uses.get(line, '')}", text)]
    return "\n" + "\n".join(kept).strip("\n") + "\n"


def wrap(sentence, width=112):
    """Break a sentence into lines."""
    lines, line = [], ""
    for word in sentence.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def calls(*texts, view=""):
    """One `case` line for each call, named by the call's own text."""
    suffix = f", {view}" if view else ""
    return "".join(f"case({quoted(text)}, lambda: {text}{suffix})\n" for text in texts)


def quoted(text):
    """A text as a literal, in double quotes where that needs no escapes."""
    return repr(text) if '"' in text or "\\" in text else f'"{text}"'


def calls_file(name, about, body, texts, **rest):
    """A case file made of definitions and calls."""
    return CaseFile(name, about, body + "\n\n" + calls(*texts), **rest)
