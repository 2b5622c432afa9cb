"""Dicts.

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
def counted(xs):
    counts = {}
    for x in xs:
        counts[x] = counts.get(x, 0) + 1
    return list(counts.items())


@njit
def counted_by_test(xs):
    counts = {}
    for x in xs:
        if x in counts:
            counts[x] += 1
        else:
            counts[x] = 1
    return list(counts.keys()), list(counts.values()), len(counts)


@njit
def grouped(xs, n):
    groups = {}
    for x in xs:
        if x % n not in groups:
            groups[x % n] = [x]
        else:
            groups[x % n].append(x)
    return [(k, groups[k]) for k in groups]


@njit
def grouped_by_default(xs, n):
    groups = {}
    for x in xs:
        groups.setdefault(x % n, 100)
        groups[x % n] += x
    return sorted(groups.items())


@njit
def looked_up(key):
    d = {"one": 1, "two": 2}
    return d[key]


@njit
def looked_up_int(key):
    d = {1: 1.5, 2: 2.5}
    return d[key]


@njit
def looked_up_tuple(a, b):
    d = {(1, 2): 5, (2, 3): 6}
    return d[a, b]


@njit
def defaults(key):
    d = {1: 10}
    return d.get(key, 7), d.get(key), key in d, key not in d


@njit
def taken(key):
    d = {1: "a", 2: "b"}
    value = d.pop(key)
    return value, list(d.items())


@njit
def taken_or(key):
    d = {1: 1.5, 2: 2.5}
    return d.pop(key, -1.0), len(d)


@njit
def last_taken(n):
    d = {}
    for i in range(n):
        d[i] = i * i
    return d.popitem(), len(d)


@njit
def dropped(key):
    d = {1: 10, 2: 20, 3: 30}
    del d[key]
    return list(d.items())


@njit
def updated():
    d = {1: 10, 2: 20}
    d.update({2: 21, 3: 31})
    e = d.copy()
    e[1] = 11
    f = d | {9: 90}
    return list(d.items()), list(e.items()), list(f.items()), d == e, d != e, d == d.copy()


@njit
def emptied():
    d = {1: 10}
    d.clear()
    d[5] = 50
    return list(d.items()), bool(d), len(d)


@njit
def of_floats():
    d = {0.5: 1, 0.0: 2}
    d[-0.0] = 3
    return list(d.items())


@njit
def comprehended_dict(n):
    d = {i: i * i for i in range(n) if i % 2}
    e = {v: k for k, v in d.items()}
    s = {i % 3 for i in range(n)}
    return list(d.items()), list(e.items()), sorted(s)


@njit
def of_strings(text):
    d = {}
    for c in text:
        d[c] = d.get(c, 0) + 1
    total = 0
    for k, v in d.items():
        total += v
    return list(d.keys()), list(d.values()), total, "a" in d


@njit
def of_arrays():
    d = {"x": np.zeros(2)}
    d["y"] = np.ones(3)
    d["x"] += 2.0
    return d["x"], d["y"], len(d)


@njit
def nested_dicts(n):
    d = {}
    for i in range(n):
        inner = {}
        inner[i] = i * 0.5
        d[i] = inner
    return sum([d[k][k] for k in d])


@njit
def many(n):
    d = {}
    for i in range(n):
        d[i * 7919 % 10007] = i
    for i in range(0, n, 2):
        del d[i * 7919 % 10007]
    total = 0
    for k, v in d.items():
        total += k * v
    return len(d), total


@njit
def changed_while_walked():
    d = {1: 1, 2: 2}
    for k in d:
        d[k + 10] = 1
    return len(d)


@njit
def shown_dict():
    return str({1: 1.5}), str({"a": [1, 2]}), f"{ {2, 3} }", str({(1, 2): None})


@njit
def argument_dict(d, key):
    d[key] = 100
    return d[key], len(d)


@njit
def memo(n):
    cache = {0: 0, 1: 1}
    for i in range(2, n + 1):
        cache[i] = cache[i - 1] + cache[i - 2]
    return cache[n]


case("counted([1, 2, 1, 3, 1])", lambda: counted([1, 2, 1, 3, 1]))
case("counted([1.5, 2.5, 1.5])", lambda: counted([1.5, 2.5, 1.5]))
case("counted(['a', 'b', 'a'])", lambda: counted(['a', 'b', 'a']))
case("counted([(1, 2), (1, 2)])", lambda: counted([(1, 2), (1, 2)]))
case("counted([True, False, True])", lambda: counted([True, False, True]))
case("counted_by_test([3, 1, 3])", lambda: counted_by_test([3, 1, 3]))
case("counted_by_test(['x', 'y', 'x'])", lambda: counted_by_test(['x', 'y', 'x']))
case("grouped(list(range(10)), 3)", lambda: grouped(list(range(10)), 3))
case("grouped_by_default(list(range(6)), 2)", lambda: grouped_by_default(list(range(6)), 2))
case("looked_up('one')", lambda: looked_up('one'))
case("looked_up('two')", lambda: looked_up('two'))
case("looked_up('three')", lambda: looked_up('three'))
case("looked_up_int(2)", lambda: looked_up_int(2))
case("looked_up_int(3)", lambda: looked_up_int(3))
case("looked_up_tuple(1, 2)", lambda: looked_up_tuple(1, 2))
case("looked_up_tuple(2, 2)", lambda: looked_up_tuple(2, 2))
case("defaults(1)", lambda: defaults(1))
case("defaults(2)", lambda: defaults(2))
case("taken(1)", lambda: taken(1))
case("taken(5)", lambda: taken(5))
case("taken_or(1)", lambda: taken_or(1))
case("taken_or(9)", lambda: taken_or(9))
case("last_taken(4)", lambda: last_taken(4))
case("last_taken(1)", lambda: last_taken(1))
case("dropped(2)", lambda: dropped(2))
case("dropped(7)", lambda: dropped(7))
case("updated()", lambda: updated())
case("emptied()", lambda: emptied())
case("of_floats()", lambda: of_floats())
case("comprehended_dict(8)", lambda: comprehended_dict(8))
case("comprehended_dict(0)", lambda: comprehended_dict(0))
case("of_strings('banana')", lambda: of_strings('banana'))
case("of_strings('\\u00e9a\\u00e9')", lambda: of_strings('\u00e9a\u00e9'))
case("of_arrays()", lambda: of_arrays())
case("nested_dicts(5)", lambda: nested_dicts(5))
case("many(5000)", lambda: many(5000))
case("changed_while_walked()", lambda: changed_while_walked())
case("shown_dict()", lambda: shown_dict())
case("argument_dict({1: 2}, 5)", lambda: argument_dict({1: 2}, 5))
case("(lambda d: (argument_dict(d, 1), list(d.items())))({1: 2})", lambda: (lambda d: (argument_dict(d, 1), list(d.items())))({1: 2}))
case("argument_dict({'a': 1}, 'b')", lambda: argument_dict({'a': 1}, 'b'))
case("memo(50)", lambda: memo(50))
