"""Finding, comparing and replacing parts of strings.

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
def positions(s, t):
    return s.find(t), s.rfind(t), s.count(t), s.find(t, 2), s.rfind(t, 1, -1), s.count(t, 1, 5), s.find(t, -3, 100)


@njit
def tests(s, t):
    return t in s, t not in s, s.startswith(t), s.endswith(t), s.startswith(t, 1), s.endswith(t, 0, 3)


@njit
def order(s, t):
    return s == t, s != t, s < t, s <= t, s > t, s >= t


@njit
def parts(s, t):
    return s.partition(t), s.rpartition(t)


@njit
def index(s, t):
    return s.index(t), s.rindex(t)


@njit
def changed(s, t):
    return s.replace(t, "<>"), s.replace(t, "", 1), s.removeprefix(t), s.removesuffix(t), s + t, s * 2, 0 * s


case("positions('', 'l')", lambda: positions('', 'l'))
case("tests('', 'l')", lambda: tests('', 'l'))
case("order('', 'l')", lambda: order('', 'l'))
case("parts('', 'l')", lambda: parts('', 'l'))
case("index('', 'l')", lambda: index('', 'l'))
case("changed('', 'l')", lambda: changed('', 'l'))
case("positions('', 'aa')", lambda: positions('', 'aa'))
case("tests('', 'aa')", lambda: tests('', 'aa'))
case("order('', 'aa')", lambda: order('', 'aa'))
case("parts('', 'aa')", lambda: parts('', 'aa'))
case("index('', 'aa')", lambda: index('', 'aa'))
case("changed('', 'aa')", lambda: changed('', 'aa'))
case("positions('', '日本')", lambda: positions('', '日本'))
case("tests('', '日本')", lambda: tests('', '日本'))
case("order('', '日本')", lambda: order('', '日本'))
case("parts('', '日本')", lambda: parts('', '日本'))
case("index('', '日本')", lambda: index('', '日本'))
case("changed('', '日本')", lambda: changed('', '日本'))
case("positions('', '😀')", lambda: positions('', '😀'))
case("tests('', '😀')", lambda: tests('', '😀'))
case("order('', '😀')", lambda: order('', '😀'))
case("parts('', '😀')", lambda: parts('', '😀'))
case("index('', '😀')", lambda: index('', '😀'))
case("changed('', '😀')", lambda: changed('', '😀'))
case("positions('', 'world')", lambda: positions('', 'world'))
case("tests('', 'world')", lambda: tests('', 'world'))
case("order('', 'world')", lambda: order('', 'world'))
case("parts('', 'world')", lambda: parts('', 'world'))
case("index('', 'world')", lambda: index('', 'world'))
case("changed('', 'world')", lambda: changed('', 'world'))
case("positions('hello world', 'l')", lambda: positions('hello world', 'l'))
case("tests('hello world', 'l')", lambda: tests('hello world', 'l'))
case("order('hello world', 'l')", lambda: order('hello world', 'l'))
case("parts('hello world', 'l')", lambda: parts('hello world', 'l'))
case("index('hello world', 'l')", lambda: index('hello world', 'l'))
case("changed('hello world', 'l')", lambda: changed('hello world', 'l'))
case("positions('hello world', 'aa')", lambda: positions('hello world', 'aa'))
case("tests('hello world', 'aa')", lambda: tests('hello world', 'aa'))
case("order('hello world', 'aa')", lambda: order('hello world', 'aa'))
case("parts('hello world', 'aa')", lambda: parts('hello world', 'aa'))
case("index('hello world', 'aa')", lambda: index('hello world', 'aa'))
case("changed('hello world', 'aa')", lambda: changed('hello world', 'aa'))
case("positions('hello world', '日本')", lambda: positions('hello world', '日本'))
case("tests('hello world', '日本')", lambda: tests('hello world', '日本'))
case("order('hello world', '日本')", lambda: order('hello world', '日本'))
case("parts('hello world', '日本')", lambda: parts('hello world', '日本'))
case("index('hello world', '日本')", lambda: index('hello world', '日本'))
case("changed('hello world', '日本')", lambda: changed('hello world', '日本'))
case("positions('hello world', '😀')", lambda: positions('hello world', '😀'))
case("tests('hello world', '😀')", lambda: tests('hello world', '😀'))
case("order('hello world', '😀')", lambda: order('hello world', '😀'))
case("parts('hello world', '😀')", lambda: parts('hello world', '😀'))
case("index('hello world', '😀')", lambda: index('hello world', '😀'))
case("changed('hello world', '😀')", lambda: changed('hello world', '😀'))
case("positions('hello world', 'world')", lambda: positions('hello world', 'world'))
case("tests('hello world', 'world')", lambda: tests('hello world', 'world'))
case("order('hello world', 'world')", lambda: order('hello world', 'world'))
case("parts('hello world', 'world')", lambda: parts('hello world', 'world'))
case("index('hello world', 'world')", lambda: index('hello world', 'world'))
case("changed('hello world', 'world')", lambda: changed('hello world', 'world'))
case("positions('héllo wörld', 'l')", lambda: positions('héllo wörld', 'l'))
case("tests('héllo wörld', 'l')", lambda: tests('héllo wörld', 'l'))
case("order('héllo wörld', 'l')", lambda: order('héllo wörld', 'l'))
case("parts('héllo wörld', 'l')", lambda: parts('héllo wörld', 'l'))
case("index('héllo wörld', 'l')", lambda: index('héllo wörld', 'l'))
case("changed('héllo wörld', 'l')", lambda: changed('héllo wörld', 'l'))
case("positions('héllo wörld', 'aa')", lambda: positions('héllo wörld', 'aa'))
case("tests('héllo wörld', 'aa')", lambda: tests('héllo wörld', 'aa'))
case("order('héllo wörld', 'aa')", lambda: order('héllo wörld', 'aa'))
case("parts('héllo wörld', 'aa')", lambda: parts('héllo wörld', 'aa'))
case("index('héllo wörld', 'aa')", lambda: index('héllo wörld', 'aa'))
case("changed('héllo wörld', 'aa')", lambda: changed('héllo wörld', 'aa'))
case("positions('héllo wörld', '日本')", lambda: positions('héllo wörld', '日本'))
case("tests('héllo wörld', '日本')", lambda: tests('héllo wörld', '日本'))
case("order('héllo wörld', '日本')", lambda: order('héllo wörld', '日本'))
case("parts('héllo wörld', '日本')", lambda: parts('héllo wörld', '日本'))
case("index('héllo wörld', '日本')", lambda: index('héllo wörld', '日本'))
case("changed('héllo wörld', '日本')", lambda: changed('héllo wörld', '日本'))
case("positions('héllo wörld', '😀')", lambda: positions('héllo wörld', '😀'))
case("tests('héllo wörld', '😀')", lambda: tests('héllo wörld', '😀'))
case("order('héllo wörld', '😀')", lambda: order('héllo wörld', '😀'))
case("parts('héllo wörld', '😀')", lambda: parts('héllo wörld', '😀'))
case("index('héllo wörld', '😀')", lambda: index('héllo wörld', '😀'))
case("changed('héllo wörld', '😀')", lambda: changed('héllo wörld', '😀'))
case("positions('héllo wörld', 'world')", lambda: positions('héllo wörld', 'world'))
case("tests('héllo wörld', 'world')", lambda: tests('héllo wörld', 'world'))
case("order('héllo wörld', 'world')", lambda: order('héllo wörld', 'world'))
case("parts('héllo wörld', 'world')", lambda: parts('héllo wörld', 'world'))
case("index('héllo wörld', 'world')", lambda: index('héllo wörld', 'world'))
case("changed('héllo wörld', 'world')", lambda: changed('héllo wörld', 'world'))
case("positions('日本語テキスト日本', 'l')", lambda: positions('日本語テキスト日本', 'l'))
case("tests('日本語テキスト日本', 'l')", lambda: tests('日本語テキスト日本', 'l'))
case("order('日本語テキスト日本', 'l')", lambda: order('日本語テキスト日本', 'l'))
case("parts('日本語テキスト日本', 'l')", lambda: parts('日本語テキスト日本', 'l'))
case("index('日本語テキスト日本', 'l')", lambda: index('日本語テキスト日本', 'l'))
case("changed('日本語テキスト日本', 'l')", lambda: changed('日本語テキスト日本', 'l'))
case("positions('日本語テキスト日本', 'aa')", lambda: positions('日本語テキスト日本', 'aa'))
case("tests('日本語テキスト日本', 'aa')", lambda: tests('日本語テキスト日本', 'aa'))
case("order('日本語テキスト日本', 'aa')", lambda: order('日本語テキスト日本', 'aa'))
case("parts('日本語テキスト日本', 'aa')", lambda: parts('日本語テキスト日本', 'aa'))
case("index('日本語テキスト日本', 'aa')", lambda: index('日本語テキスト日本', 'aa'))
case("changed('日本語テキスト日本', 'aa')", lambda: changed('日本語テキスト日本', 'aa'))
case("positions('日本語テキスト日本', '日本')", lambda: positions('日本語テキスト日本', '日本'))
case("tests('日本語テキスト日本', '日本')", lambda: tests('日本語テキスト日本', '日本'))
case("order('日本語テキスト日本', '日本')", lambda: order('日本語テキスト日本', '日本'))
case("parts('日本語テキスト日本', '日本')", lambda: parts('日本語テキスト日本', '日本'))
case("index('日本語テキスト日本', '日本')", lambda: index('日本語テキスト日本', '日本'))
case("changed('日本語テキスト日本', '日本')", lambda: changed('日本語テキスト日本', '日本'))
case("positions('日本語テキスト日本', '😀')", lambda: positions('日本語テキスト日本', '😀'))
case("tests('日本語テキスト日本', '😀')", lambda: tests('日本語テキスト日本', '😀'))
case("order('日本語テキスト日本', '😀')", lambda: order('日本語テキスト日本', '😀'))
case("parts('日本語テキスト日本', '😀')", lambda: parts('日本語テキスト日本', '😀'))
case("index('日本語テキスト日本', '😀')", lambda: index('日本語テキスト日本', '😀'))
case("changed('日本語テキスト日本', '😀')", lambda: changed('日本語テキスト日本', '😀'))
case("positions('日本語テキスト日本', 'world')", lambda: positions('日本語テキスト日本', 'world'))
case("tests('日本語テキスト日本', 'world')", lambda: tests('日本語テキスト日本', 'world'))
case("order('日本語テキスト日本', 'world')", lambda: order('日本語テキスト日本', 'world'))
case("parts('日本語テキスト日本', 'world')", lambda: parts('日本語テキスト日本', 'world'))
case("index('日本語テキスト日本', 'world')", lambda: index('日本語テキスト日本', 'world'))
case("changed('日本語テキスト日本', 'world')", lambda: changed('日本語テキスト日本', 'world'))
case("positions('aaaa', 'l')", lambda: positions('aaaa', 'l'))
case("tests('aaaa', 'l')", lambda: tests('aaaa', 'l'))
case("order('aaaa', 'l')", lambda: order('aaaa', 'l'))
case("parts('aaaa', 'l')", lambda: parts('aaaa', 'l'))
case("index('aaaa', 'l')", lambda: index('aaaa', 'l'))
case("changed('aaaa', 'l')", lambda: changed('aaaa', 'l'))
case("positions('aaaa', 'aa')", lambda: positions('aaaa', 'aa'))
case("tests('aaaa', 'aa')", lambda: tests('aaaa', 'aa'))
case("order('aaaa', 'aa')", lambda: order('aaaa', 'aa'))
case("parts('aaaa', 'aa')", lambda: parts('aaaa', 'aa'))
case("index('aaaa', 'aa')", lambda: index('aaaa', 'aa'))
case("changed('aaaa', 'aa')", lambda: changed('aaaa', 'aa'))
case("positions('aaaa', '日本')", lambda: positions('aaaa', '日本'))
case("tests('aaaa', '日本')", lambda: tests('aaaa', '日本'))
case("order('aaaa', '日本')", lambda: order('aaaa', '日本'))
case("parts('aaaa', '日本')", lambda: parts('aaaa', '日本'))
case("index('aaaa', '日本')", lambda: index('aaaa', '日本'))
case("changed('aaaa', '日本')", lambda: changed('aaaa', '日本'))
case("positions('aaaa', '😀')", lambda: positions('aaaa', '😀'))
case("tests('aaaa', '😀')", lambda: tests('aaaa', '😀'))
case("order('aaaa', '😀')", lambda: order('aaaa', '😀'))
case("parts('aaaa', '😀')", lambda: parts('aaaa', '😀'))
case("index('aaaa', '😀')", lambda: index('aaaa', '😀'))
case("changed('aaaa', '😀')", lambda: changed('aaaa', '😀'))
case("positions('aaaa', 'world')", lambda: positions('aaaa', 'world'))
case("tests('aaaa', 'world')", lambda: tests('aaaa', 'world'))
case("order('aaaa', 'world')", lambda: order('aaaa', 'world'))
case("parts('aaaa', 'world')", lambda: parts('aaaa', 'world'))
case("index('aaaa', 'world')", lambda: index('aaaa', 'world'))
case("changed('aaaa', 'world')", lambda: changed('aaaa', 'world'))
case("positions('😀a😀', 'l')", lambda: positions('😀a😀', 'l'))
case("tests('😀a😀', 'l')", lambda: tests('😀a😀', 'l'))
case("order('😀a😀', 'l')", lambda: order('😀a😀', 'l'))
case("parts('😀a😀', 'l')", lambda: parts('😀a😀', 'l'))
case("index('😀a😀', 'l')", lambda: index('😀a😀', 'l'))
case("changed('😀a😀', 'l')", lambda: changed('😀a😀', 'l'))
case("positions('😀a😀', 'aa')", lambda: positions('😀a😀', 'aa'))
case("tests('😀a😀', 'aa')", lambda: tests('😀a😀', 'aa'))
case("order('😀a😀', 'aa')", lambda: order('😀a😀', 'aa'))
case("parts('😀a😀', 'aa')", lambda: parts('😀a😀', 'aa'))
case("index('😀a😀', 'aa')", lambda: index('😀a😀', 'aa'))
case("changed('😀a😀', 'aa')", lambda: changed('😀a😀', 'aa'))
case("positions('😀a😀', '日本')", lambda: positions('😀a😀', '日本'))
case("tests('😀a😀', '日本')", lambda: tests('😀a😀', '日本'))
case("order('😀a😀', '日本')", lambda: order('😀a😀', '日本'))
case("parts('😀a😀', '日本')", lambda: parts('😀a😀', '日本'))
case("index('😀a😀', '日本')", lambda: index('😀a😀', '日本'))
case("changed('😀a😀', '日本')", lambda: changed('😀a😀', '日本'))
case("positions('😀a😀', '😀')", lambda: positions('😀a😀', '😀'))
case("tests('😀a😀', '😀')", lambda: tests('😀a😀', '😀'))
case("order('😀a😀', '😀')", lambda: order('😀a😀', '😀'))
case("parts('😀a😀', '😀')", lambda: parts('😀a😀', '😀'))
case("index('😀a😀', '😀')", lambda: index('😀a😀', '😀'))
case("changed('😀a😀', '😀')", lambda: changed('😀a😀', '😀'))
case("positions('😀a😀', 'world')", lambda: positions('😀a😀', 'world'))
case("tests('😀a😀', 'world')", lambda: tests('😀a😀', 'world'))
case("order('😀a😀', 'world')", lambda: order('😀a😀', 'world'))
case("parts('😀a😀', 'world')", lambda: parts('😀a😀', 'world'))
case("index('😀a😀', 'world')", lambda: index('😀a😀', 'world'))
case("changed('😀a😀', 'world')", lambda: changed('😀a😀', 'world'))
case("positions('abc', '')", lambda: positions('abc', ''))
case("tests('abc', '')", lambda: tests('abc', ''))
case("parts('abc', '')", lambda: parts('abc', ''))
case("index('abc', '')", lambda: index('abc', ''))
case("changed('abc', '')", lambda: changed('abc', ''))
