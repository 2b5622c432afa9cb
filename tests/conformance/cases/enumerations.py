"""Members of enumerations.

Expected output: CPython and NumPy throughout (the functions run undecorated), because Numba's own result is not
the one wanted here: Numba does not compile most of these.
Written by tests/conformance/regenerate.py; do not edit.
"""

import numpy as np
from numba import njit


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


from enum import Enum, IntEnum


class Colour(IntEnum):
    RED = 1
    GREEN = 2
    BLUE = 4


class State(Enum):
    OFF = "off"
    ON = "on"


class Level(Enum):
    LOW = 1
    HIGH = 2


@njit
def compared(c):
    return c == Colour.RED, c is Colour.GREEN, c != Colour.BLUE, c < Colour.BLUE, c == 2


@njit
def plain(s):
    return s == Level.LOW, s is Level.HIGH, s != Level.LOW, s == 1


@njit
def arithmetic(c):
    return c + 1, c * 2, c | Colour.BLUE, -c, c.value


@njit
def parts(c):
    return c.name, c.value


@njit
def returned(c):
    return c, (c, Colour.RED)


@njit
def found(value):
    return Colour(value)


@njit
def by_name():
    return Colour["GREEN"], State["ON"], State.OFF.value, Level.HIGH.name


@njit
def members():
    total = 0
    names = ""
    for c in Colour:
        total += c
        names += c.name
    for s in State:
        names += s.value
    return total, names


@njit
def contained(c):
    return c in (Colour.RED, Colour.GREEN), c in [Colour.BLUE]


@njit
def as_keys(c):
    d = {Colour.RED: 10, Colour.GREEN: 20}
    return d.get(c, -1), len({c, Colour.RED})


@njit
def chosen(flag):
    return Level.LOW if flag else Level.HIGH


case("compared(Colour.RED)", lambda: compared(Colour.RED))
case("compared(Colour.GREEN)", lambda: compared(Colour.GREEN))
case("plain(Level.LOW)", lambda: plain(Level.LOW))
case("plain(Level.HIGH)", lambda: plain(Level.HIGH))
case("arithmetic(Colour.GREEN)", lambda: arithmetic(Colour.GREEN))
case("parts(Colour.BLUE)", lambda: parts(Colour.BLUE))
case("parts(State.ON)", lambda: parts(State.ON))
case("parts(Level.LOW)", lambda: parts(Level.LOW))
case("returned(Colour.BLUE)", lambda: returned(Colour.BLUE))
case("found(4)", lambda: found(4))
case("found(3)", lambda: found(3))
case("by_name()", lambda: by_name())
case("members()", lambda: members())
case("contained(Colour.RED)", lambda: contained(Colour.RED))
case("contained(Colour.BLUE)", lambda: contained(Colour.BLUE))
case("as_keys(Colour.GREEN)", lambda: as_keys(Colour.GREEN))
case("as_keys(Colour.BLUE)", lambda: as_keys(Colour.BLUE))
case("chosen(True)", lambda: chosen(True))
case("chosen(False)", lambda: chosen(False))
