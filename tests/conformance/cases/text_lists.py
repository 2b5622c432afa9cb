"""Strings taken apart and put together.

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


@njit
def split(s):
    return s.split()


@njit
def split_some(s, n):
    return s.split(None, n)


@njit
def split_at(s, sep, n):
    return s.split(sep, n)


@njit
def rsplit(s):
    return s.rsplit()


@njit
def rsplit_some(s, n):
    return s.rsplit(None, n)


@njit
def rsplit_at(s, sep, n):
    return s.rsplit(sep, n)


@njit
def lines(s, keep):
    return s.splitlines(keep)


@njit
def joined(sep, parts):
    return sep.join(parts)


@njit
def joined_characters(sep, s):
    return sep.join(s), sep.join([c for c in s]), sep.join(c + c for c in s)


@njit
def joined_numbers(n):
    return ", ".join(map(str, range(n))), "".join([chr(97 + i) for i in range(n)])


@njit
def starts(s):
    return s.startswith(("ab", "x")), s.endswith(("z", "")), s.startswith(("q",)), s.endswith(("c", "d"), 1, 3)


@njit
def translated(s):
    return s.translate(str.maketrans("abc", "xyz")), s.translate({97: "AA", 98: ""}), s.translate(str.maketrans("a", "b", "c"))


@njit
def grown(n):
    s = ""
    t = "-"
    kept = ""
    for i in range(n):
        if i == n // 2:
            kept = s
        s += str(i)
        t = t + "é" if i % 3 == 0 else t + "a"
    other = kept + "|"
    return s, t, kept, other, len(s), hash(s) == hash("" + s)


@njit
def formatted(x, width, places):
    return f"{x:{width}.{places}f}|{x:>{width}}|{'a':{'^'}{width}}|{width:0{places}d}", format(x, ".2e"), format(width, "x")


@njit
def shown(x):
    return repr(x), str(x), f"{x!r}"


@njit
def percent(i):
    return "%c%c" % (i, "z"), "%5.1f|%-6d|%+d|%x" % (i, i, i, i)


case("split('')", lambda: split(''))
case("split('a')", lambda: split('a'))
case("split('  a b\\t c\\n')", lambda: split('  a b\t c\n'))
case("split('\\u2003x\\xa0y ')", lambda: split('\u2003x\xa0y '))
case("split('один два')", lambda: split('один два'))
case("split_some('  a b  c d  ', 0)", lambda: split_some('  a b  c d  ', 0))
case("split_some('  a b  c d  ', 1)", lambda: split_some('  a b  c d  ', 1))
case("split_some('  a b  c d  ', 2)", lambda: split_some('  a b  c d  ', 2))
case("split_some('  a b  c d  ', 9)", lambda: split_some('  a b  c d  ', 9))
case("split_at('a,b,,c', ',', -1)", lambda: split_at('a,b,,c', ',', -1))
case("split_at('a,b,,c', ',', 0)", lambda: split_at('a,b,,c', ',', 0))
case("split_at('a,b,,c', ',', 1)", lambda: split_at('a,b,,c', ',', 1))
case("split_at('a,b,,c', ',', 2)", lambda: split_at('a,b,,c', ',', 2))
case("split_at('', ',', -1)", lambda: split_at('', ',', -1))
case("split_at('', ',', 0)", lambda: split_at('', ',', 0))
case("split_at('', ',', 1)", lambda: split_at('', ',', 1))
case("split_at('', ',', 2)", lambda: split_at('', ',', 2))
case("split_at(',', ',', -1)", lambda: split_at(',', ',', -1))
case("split_at(',', ',', 0)", lambda: split_at(',', ',', 0))
case("split_at(',', ',', 1)", lambda: split_at(',', ',', 1))
case("split_at(',', ',', 2)", lambda: split_at(',', ',', 2))
case("split_at('a--b---c', '--', -1)", lambda: split_at('a--b---c', '--', -1))
case("split_at('a--b---c', '--', 0)", lambda: split_at('a--b---c', '--', 0))
case("split_at('a--b---c', '--', 1)", lambda: split_at('a--b---c', '--', 1))
case("split_at('a--b---c', '--', 2)", lambda: split_at('a--b---c', '--', 2))
case("split_at('éaéb', 'é', -1)", lambda: split_at('éaéb', 'é', -1))
case("split_at('éaéb', 'é', 0)", lambda: split_at('éaéb', 'é', 0))
case("split_at('éaéb', 'é', 1)", lambda: split_at('éaéb', 'é', 1))
case("split_at('éaéb', 'é', 2)", lambda: split_at('éaéb', 'é', 2))
case("split_at('abc', '', -1)", lambda: split_at('abc', '', -1))
case("rsplit('')", lambda: rsplit(''))
case("rsplit(' a b  c ')", lambda: rsplit(' a b  c '))
case("rsplit_some('  a b  c d  ', 0)", lambda: rsplit_some('  a b  c d  ', 0))
case("rsplit_some('  a b  c d  ', 1)", lambda: rsplit_some('  a b  c d  ', 1))
case("rsplit_some('  a b  c d  ', 2)", lambda: rsplit_some('  a b  c d  ', 2))
case("rsplit_some('  a b  c d  ', 9)", lambda: rsplit_some('  a b  c d  ', 9))
case("rsplit_at('a,b,,c', ',', -1)", lambda: rsplit_at('a,b,,c', ',', -1))
case("rsplit_at('a,b,,c', ',', 0)", lambda: rsplit_at('a,b,,c', ',', 0))
case("rsplit_at('a,b,,c', ',', 1)", lambda: rsplit_at('a,b,,c', ',', 1))
case("rsplit_at('a,b,,c', ',', 2)", lambda: rsplit_at('a,b,,c', ',', 2))
case("rsplit_at('', ',', -1)", lambda: rsplit_at('', ',', -1))
case("rsplit_at('', ',', 0)", lambda: rsplit_at('', ',', 0))
case("rsplit_at('', ',', 1)", lambda: rsplit_at('', ',', 1))
case("rsplit_at('', ',', 2)", lambda: rsplit_at('', ',', 2))
case("rsplit_at('a--b---c', '--', -1)", lambda: rsplit_at('a--b---c', '--', -1))
case("rsplit_at('a--b---c', '--', 0)", lambda: rsplit_at('a--b---c', '--', 0))
case("rsplit_at('a--b---c', '--', 1)", lambda: rsplit_at('a--b---c', '--', 1))
case("rsplit_at('a--b---c', '--', 2)", lambda: rsplit_at('a--b---c', '--', 2))
case("lines('', False)", lambda: lines('', False))
case("lines('', True)", lambda: lines('', True))
case("lines('a', False)", lambda: lines('a', False))
case("lines('a', True)", lambda: lines('a', True))
case("lines('a\\n', False)", lambda: lines('a\n', False))
case("lines('a\\n', True)", lambda: lines('a\n', True))
case("lines('a\\nb\\r\\nc\\rd', False)", lambda: lines('a\nb\r\nc\rd', False))
case("lines('a\\nb\\r\\nc\\rd', True)", lambda: lines('a\nb\r\nc\rd', True))
case("lines('\\n\\n', False)", lambda: lines('\n\n', False))
case("lines('\\n\\n', True)", lambda: lines('\n\n', True))
case("lines('a\\x0bb\\x0cc\\x1cd\\x85e\\u2028f', False)", lambda: lines('a\x0bb\x0cc\x1cd\x85e\u2028f', False))
case("lines('a\\x0bb\\x0cc\\x1cd\\x85e\\u2028f', True)", lambda: lines('a\x0bb\x0cc\x1cd\x85e\u2028f', True))
case("joined(', ', ['a', 'b', 'c'])", lambda: joined(', ', ['a', 'b', 'c']))
case("joined('', ['x'])", lambda: joined('', ['x']))
case("joined('é', ['a', '中'])", lambda: joined('é', ['a', '中']))
case("joined('-', [''])", lambda: joined('-', ['']))
case("joined_characters('-', 'abc')", lambda: joined_characters('-', 'abc'))
case("joined_numbers(5)", lambda: joined_numbers(5))
case("starts('abc')", lambda: starts('abc'))
case("translated('aabbcc')", lambda: translated('aabbcc'))
case("grown(0)", lambda: grown(0))
case("grown(5)", lambda: grown(5))
case("grown(200)", lambda: grown(200))
case("formatted(3.14159, 9, 3)", lambda: formatted(3.14159, 9, 3))
case("shown(2.5)", lambda: shown(2.5))
case("shown('a\\'b')", lambda: shown('a\'b'))
case("shown((1, 'x'))", lambda: shown((1, 'x')))
case("shown(True)", lambda: shown(True))
case("percent(65)", lambda: percent(65))
