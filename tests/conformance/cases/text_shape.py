"""Case, padding, slices and kinds of characters of strings.

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
def cases(s):
    return s.upper(), s.lower(), s.capitalize(), s.title(), s.swapcase(), s.casefold()


@njit
def padded(s, n):
    return s.center(n), s.ljust(n, "*"), s.rjust(n, "-"), s.zfill(n), s.expandtabs(n)


@njit
def stripped(s):
    return s.strip(), s.lstrip(), s.rstrip(), s.strip("ab h"), s.lstrip("x-"), s.rstrip("本x")


@njit
def kinds(s):
    return s.isalnum(), s.isalpha(), s.isascii(), s.isdecimal(), s.isdigit(), s.isidentifier()


@njit
def more_kinds(s):
    return s.islower(), s.isnumeric(), s.isprintable(), s.isspace(), s.istitle(), s.isupper()


@njit
def sliced(s, a, b, c):
    return s[a:b], s[a:], s[:b], s[a:b:c], s[::c], s[::-1]


@njit
def character(s, i):
    return s[i]


@njit
def reversed_by_hand(s):
    out = ""
    for i in range(len(s)):
        out = s[i] + out
    for c in s:
        out += c
    return out


case("cases('')", lambda: cases(''))
case("stripped('')", lambda: stripped(''))
case("kinds('')", lambda: kinds(''))
case("more_kinds('')", lambda: more_kinds(''))
case("reversed_by_hand('')", lambda: reversed_by_hand(''))
case("cases('hello world')", lambda: cases('hello world'))
case("stripped('hello world')", lambda: stripped('hello world'))
case("kinds('hello world')", lambda: kinds('hello world'))
case("more_kinds('hello world')", lambda: more_kinds('hello world'))
case("reversed_by_hand('hello world')", lambda: reversed_by_hand('hello world'))
case("cases('héllo wörld')", lambda: cases('héllo wörld'))
case("stripped('héllo wörld')", lambda: stripped('héllo wörld'))
case("kinds('héllo wörld')", lambda: kinds('héllo wörld'))
case("more_kinds('héllo wörld')", lambda: more_kinds('héllo wörld'))
case("reversed_by_hand('héllo wörld')", lambda: reversed_by_hand('héllo wörld'))
case("cases('日本語テキスト日本')", lambda: cases('日本語テキスト日本'))
case("stripped('日本語テキスト日本')", lambda: stripped('日本語テキスト日本'))
case("kinds('日本語テキスト日本')", lambda: kinds('日本語テキスト日本'))
case("more_kinds('日本語テキスト日本')", lambda: more_kinds('日本語テキスト日本'))
case("reversed_by_hand('日本語テキスト日本')", lambda: reversed_by_hand('日本語テキスト日本'))
case("cases('aaaa')", lambda: cases('aaaa'))
case("stripped('aaaa')", lambda: stripped('aaaa'))
case("kinds('aaaa')", lambda: kinds('aaaa'))
case("more_kinds('aaaa')", lambda: more_kinds('aaaa'))
case("reversed_by_hand('aaaa')", lambda: reversed_by_hand('aaaa'))
case("cases('😀a😀')", lambda: cases('😀a😀'))
case("stripped('😀a😀')", lambda: stripped('😀a😀'))
case("kinds('😀a😀')", lambda: kinds('😀a😀'))
case("more_kinds('😀a😀')", lambda: more_kinds('😀a😀'))
case("reversed_by_hand('😀a😀')", lambda: reversed_by_hand('😀a😀'))
case("cases('Straße\\\\t')", lambda: cases('Straße\\t'))
case("stripped('Straße\\\\t')", lambda: stripped('Straße\\t'))
case("kinds('Straße\\\\t')", lambda: kinds('Straße\\t'))
case("more_kinds('Straße\\\\t')", lambda: more_kinds('Straße\\t'))
case("reversed_by_hand('Straße\\\\t')", lambda: reversed_by_hand('Straße\\t'))
case("cases('-42')", lambda: cases('-42'))
case("stripped('-42')", lambda: stripped('-42'))
case("kinds('-42')", lambda: kinds('-42'))
case("more_kinds('-42')", lambda: more_kinds('-42'))
case("reversed_by_hand('-42')", lambda: reversed_by_hand('-42'))
case('cases("they\'re bill\'s")', lambda: cases("they're bill's"))
case('stripped("they\'re bill\'s")', lambda: stripped("they're bill's"))
case('kinds("they\'re bill\'s")', lambda: kinds("they're bill's"))
case('more_kinds("they\'re bill\'s")', lambda: more_kinds("they're bill's"))
case('reversed_by_hand("they\'re bill\'s")', lambda: reversed_by_hand("they're bill's"))
case("cases('ǅungla ΑΣ x')", lambda: cases('ǅungla ΑΣ x'))
case("stripped('ǅungla ΑΣ x')", lambda: stripped('ǅungla ΑΣ x'))
case("kinds('ǅungla ΑΣ x')", lambda: kinds('ǅungla ΑΣ x'))
case("more_kinds('ǅungla ΑΣ x')", lambda: more_kinds('ǅungla ΑΣ x'))
case("reversed_by_hand('ǅungla ΑΣ x')", lambda: reversed_by_hand('ǅungla ΑΣ x'))
case("padded('', 0)", lambda: padded('', 0))
case("padded('', 7)", lambda: padded('', 7))
case("padded('', 12)", lambda: padded('', 12))
case("padded('hello world', 0)", lambda: padded('hello world', 0))
case("padded('hello world', 7)", lambda: padded('hello world', 7))
case("padded('hello world', 12)", lambda: padded('hello world', 12))
case("padded('héllo wörld', 0)", lambda: padded('héllo wörld', 0))
case("padded('héllo wörld', 7)", lambda: padded('héllo wörld', 7))
case("padded('héllo wörld', 12)", lambda: padded('héllo wörld', 12))
case("padded('日本語テキスト日本', 0)", lambda: padded('日本語テキスト日本', 0))
case("padded('日本語テキスト日本', 7)", lambda: padded('日本語テキスト日本', 7))
case("padded('日本語テキスト日本', 12)", lambda: padded('日本語テキスト日本', 12))
case("padded('aaaa', 0)", lambda: padded('aaaa', 0))
case("padded('aaaa', 7)", lambda: padded('aaaa', 7))
case("padded('aaaa', 12)", lambda: padded('aaaa', 12))
case("padded('😀a😀', 0)", lambda: padded('😀a😀', 0))
case("padded('😀a😀', 7)", lambda: padded('😀a😀', 7))
case("padded('😀a😀', 12)", lambda: padded('😀a😀', 12))
case("padded('Straße\\\\t', 0)", lambda: padded('Straße\\t', 0))
case("padded('Straße\\\\t', 7)", lambda: padded('Straße\\t', 7))
case("padded('Straße\\\\t', 12)", lambda: padded('Straße\\t', 12))
case("padded('-42', 0)", lambda: padded('-42', 0))
case("padded('-42', 7)", lambda: padded('-42', 7))
case("padded('-42', 12)", lambda: padded('-42', 12))
case('padded("they\'re bill\'s", 0)', lambda: padded("they're bill's", 0))
case('padded("they\'re bill\'s", 7)', lambda: padded("they're bill's", 7))
case('padded("they\'re bill\'s", 12)', lambda: padded("they're bill's", 12))
case("padded('ǅungla ΑΣ x', 0)", lambda: padded('ǅungla ΑΣ x', 0))
case("padded('ǅungla ΑΣ x', 7)", lambda: padded('ǅungla ΑΣ x', 7))
case("padded('ǅungla ΑΣ x', 12)", lambda: padded('ǅungla ΑΣ x', 12))
case("kinds('12')", lambda: kinds('12'))
case("more_kinds('12')", lambda: more_kinds('12'))
case("kinds('½')", lambda: kinds('½'))
case("more_kinds('½')", lambda: more_kinds('½'))
case("kinds('²')", lambda: kinds('²'))
case("more_kinds('²')", lambda: more_kinds('²'))
case("kinds('一')", lambda: kinds('一'))
case("more_kinds('一')", lambda: more_kinds('一'))
case("kinds(' \\\\t')", lambda: kinds(' \\t'))
case("more_kinds(' \\\\t')", lambda: more_kinds(' \\t'))
case("kinds('_x1')", lambda: kinds('_x1'))
case("more_kinds('_x1')", lambda: more_kinds('_x1'))
case("kinds('1x')", lambda: kinds('1x'))
case("more_kinds('1x')", lambda: more_kinds('1x'))
case("kinds('\\\\x00')", lambda: kinds('\\x00'))
case("more_kinds('\\\\x00')", lambda: more_kinds('\\x00'))
case("kinds('aB')", lambda: kinds('aB'))
case("more_kinds('aB')", lambda: more_kinds('aB'))
case("kinds('ǅ')", lambda: kinds('ǅ'))
case("more_kinds('ǅ')", lambda: more_kinds('ǅ'))
case("kinds('٣')", lambda: kinds('٣'))
case("more_kinds('٣')", lambda: more_kinds('٣'))
case("kinds('Ab Cd')", lambda: kinds('Ab Cd'))
case("more_kinds('Ab Cd')", lambda: more_kinds('Ab Cd'))
case("kinds('\\\\u3000')", lambda: kinds('\\u3000'))
case("more_kinds('\\\\u3000')", lambda: more_kinds('\\u3000'))
case("sliced('hello', 0, 3, 1)", lambda: sliced('hello', 0, 3, 1))
case("sliced('hello', -2, 10, 2)", lambda: sliced('hello', -2, 10, 2))
case("sliced('hello', 3, 0, -1)", lambda: sliced('hello', 3, 0, -1))
case("sliced('hello', 1, 1, 3)", lambda: sliced('hello', 1, 1, 3))
case("sliced('hello', -100, 100, -2)", lambda: sliced('hello', -100, 100, -2))
case("sliced('hello', 0, 3, 0)", lambda: sliced('hello', 0, 3, 0))
case("sliced('日本語x', 0, 3, 1)", lambda: sliced('日本語x', 0, 3, 1))
case("sliced('日本語x', -2, 10, 2)", lambda: sliced('日本語x', -2, 10, 2))
case("sliced('日本語x', 3, 0, -1)", lambda: sliced('日本語x', 3, 0, -1))
case("sliced('日本語x', 1, 1, 3)", lambda: sliced('日本語x', 1, 1, 3))
case("sliced('日本語x', -100, 100, -2)", lambda: sliced('日本語x', -100, 100, -2))
case("sliced('日本語x', 0, 3, 0)", lambda: sliced('日本語x', 0, 3, 0))
case("sliced('', 0, 3, 1)", lambda: sliced('', 0, 3, 1))
case("sliced('', -2, 10, 2)", lambda: sliced('', -2, 10, 2))
case("sliced('', 3, 0, -1)", lambda: sliced('', 3, 0, -1))
case("sliced('', 1, 1, 3)", lambda: sliced('', 1, 1, 3))
case("sliced('', -100, 100, -2)", lambda: sliced('', -100, 100, -2))
case("sliced('', 0, 3, 0)", lambda: sliced('', 0, 3, 0))
case("character('hello', 0)", lambda: character('hello', 0))
case("character('hello', -1)", lambda: character('hello', -1))
case("character('hello', 3)", lambda: character('hello', 3))
case("character('hello', 7)", lambda: character('hello', 7))
case("character('hello', -9)", lambda: character('hello', -9))
case("character('日本語x', 0)", lambda: character('日本語x', 0))
case("character('日本語x', -1)", lambda: character('日本語x', -1))
case("character('日本語x', 3)", lambda: character('日本語x', 3))
case("character('日本語x', 7)", lambda: character('日本語x', 7))
case("character('日本語x', -9)", lambda: character('日本語x', -9))
case("character('', 0)", lambda: character('', 0))
case("character('', -1)", lambda: character('', -1))
case("character('', 3)", lambda: character('', 3))
case("character('', 7)", lambda: character('', 7))
case("character('', -9)", lambda: character('', -9))
