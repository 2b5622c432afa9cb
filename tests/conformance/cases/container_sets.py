"""Sets.

Expected output: CPython and NumPy throughout (the functions run undecorated), because Numba's own result is not
the one wanted here: Numba has its own texts for errors, and refuses what is not a NumPy or Python number inside
containers.
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
def made(xs):
    s = set(xs)
    t = {x * 2 for x in xs}
    e = set()
    for x in xs:
        e.add(x + 1)
    return sorted(s), sorted(t), sorted(e), len(s)


@njit
def tested(xs, x):
    s = set(xs)
    return x in s, x not in s, bool(s), len(s)


@njit
def combined(a, b):
    s, t = set(a), set(b)
    return sorted(s | t), sorted(s & t), sorted(s - t), sorted(s ^ t)


@njit
def combined_by_method(a, b):
    s, t = set(a), set(b)
    u = s.copy()
    u.update(b)
    return (sorted(s.union(t)), sorted(s.intersection(t)), sorted(s.difference(b)),
            sorted(s.symmetric_difference(t)), sorted(u), s.isdisjoint(t))


@njit
def ordered(a, b):
    s, t = set(a), set(b)
    return s == t, s != t, s <= t, s < t, s >= t, s > t, s.issubset(t), s.issuperset(t)


@njit
def taken_out(xs, x):
    s = set(xs)
    s.discard(99)
    s.remove(x)
    return sorted(s)


@njit
def in_place(a, b):
    s = set(a)
    s |= set(b)
    t = set(a)
    t.intersection_update(b)
    u = set(a)
    u.difference_update(b)
    return sorted(s), sorted(t), sorted(u)


@njit
def last_one(x):
    s = {x}
    y = s.pop()
    return y, len(s)


@njit
def empty_pop():
    s = {1}
    s.clear()
    return s.pop()


@njit
def unique_words(words):
    seen = set()
    out = []
    for w in words:
        if w not in seen:
            seen.add(w)
            out.append(w)
    return out


@njit
def visited(n):
    seen = {(0, 0)}
    todo = [(0, 0)]
    while todo:
        i, j = todo.pop()
        for a, b in [(i + 1, j), (i, j + 1)]:
            if a < n and b < n and (a, b) not in seen:
                seen.add((a, b))
                todo.append((a, b))
    return len(seen)


@njit
def argument_set(s, x):
    s.add(x)
    return len(s)


case("made([1, 2, 1])", lambda: made([1, 2, 1]))
case("made([1.5, 2.5])", lambda: made([1.5, 2.5]))
case("tested([1, 2], 2)", lambda: tested([1, 2], 2))
case("tested(['a', 'b'], 'c')", lambda: tested(['a', 'b'], 'c'))
case("tested([(1, 2)], (1, 2))", lambda: tested([(1, 2)], (1, 2)))
case("combined([1, 2, 3], [2, 3, 4])", lambda: combined([1, 2, 3], [2, 3, 4]))
case("combined(['a', 'b'], ['b'])", lambda: combined(['a', 'b'], ['b']))
case("combined_by_method([1, 2, 3], [2, 3, 4])", lambda: combined_by_method([1, 2, 3], [2, 3, 4]))
case("combined_by_method([1], [2])", lambda: combined_by_method([1], [2]))
case("ordered([1, 2], [1, 2, 3])", lambda: ordered([1, 2], [1, 2, 3]))
case("ordered([1, 2], [2, 1])", lambda: ordered([1, 2], [2, 1]))
case("ordered([1], [2])", lambda: ordered([1], [2]))
case("taken_out([1, 2, 3], 2)", lambda: taken_out([1, 2, 3], 2))
case("taken_out([1, 2, 3], 9)", lambda: taken_out([1, 2, 3], 9))
case("in_place([1, 2, 3], [3, 4])", lambda: in_place([1, 2, 3], [3, 4]))
case("last_one(5)", lambda: last_one(5))
case("last_one(2.5)", lambda: last_one(2.5))
case("empty_pop()", lambda: empty_pop())
case("unique_words(['a', 'b', 'a'])", lambda: unique_words(['a', 'b', 'a']))
case("visited(6)", lambda: visited(6))
case("(lambda s: (argument_set(s, 5), sorted(s)))({1, 2})", lambda: (lambda s: (argument_set(s, 5), sorted(s)))({1, 2}))
case("argument_set({'a'}, 'b')", lambda: argument_set({'a'}, 'b'))
