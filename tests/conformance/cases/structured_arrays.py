"""Structured arrays: fields, elements, nested records, packed and aligned.

Expected output: CPython and NumPy throughout (the functions run undecorated), because Numba's own result is not
the one wanted here: the lines are about NumPy's own rules, and Numba does not take all of them.
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


PACKED = np.dtype([("x", np.int32), ("y", np.float64), ("v", np.float64, (3,))])
ALIGNED = np.dtype([("a", np.int8), ("b", np.float64), ("c", np.complex64)], align=True)
NESTED = np.dtype([("p", ALIGNED), ("k", np.uint16), ("m", np.int16, (2, 2))])


def packed():
    """Four records of numbers."""
    a = np.zeros(4, PACKED)
    a["x"] = [3, -1, 2, 7]
    a["y"] = np.arange(4) * 1.5
    a["v"] = np.arange(12.0).reshape(4, 3)
    return a


def records():
    """The same with the fields as attributes, as NumPy has them in arrays of this class only."""
    return packed().view(np.recarray)


def plain(value):
    """Numbers, nested lists of them and texts, without the classes of arrays."""
    if isinstance(value, (tuple, list)):
        return "(" + ", ".join(plain(item) for item in value) + ")"
    if isinstance(value, str):
        return value
    dtype = getattr(value, "dtype", None)
    if dtype is not None and dtype.names is not None:
        if value.shape:
            return "[" + ", ".join(plain(item) for item in value) + f"] {dtype.names} {value.shape}"
        return "<" + ", ".join(plain(value[name]) for name in dtype.names) + ">"
    array = np.asarray(value)
    return f"{array.tolist()!r} {array.dtype}" if array.shape else repr(array.tolist())


@njit
def total(a):
    s = 0.0
    for i in range(len(a)):
        s += a[i].x * 10 + a[i]["y"] + a[i].v[1]
    return s


@njit
def changed(a):
    for i in range(a.shape[0]):
        a[i].y = i * 2.5
        a[i].v[0] += 1
        a[i]["x"] *= 2
    a["v"][:, 2] = 5
    return a


@njit
def made(n):
    r = np.zeros(n, ALIGNED)
    for i in range(n):
        r[i]["a"] = i
        r[i]["b"] = i / 2
        r["c"][i] = complex(i, 1)
    return r


@njit
def element(a, i):
    return a[i]


@njit
def views(a):
    return a[1:3], a[::-2], a.x, a["v"][1]


@njit
def masked(a):
    return a[a["x"] > 2]


@njit
def gathered(a, places):
    return a[places]


@njit
def swapped(a):
    t = a[0:1].copy()
    a[0] = a[3]
    a[3] = t[0]
    return a


@njit
def stored(a):
    a[1] = (9, 8.5, 7.0)
    return a


@njit
def iterated(a):
    s = 0
    for r in a:
        r.y = -1.0
        s += r.x
    return s


@njit
def nested(n):
    n[0].p.a = 5
    n[1]["p"]["b"] = 2.5
    n.k[:] = 3
    n[1].m[1, 0] = 4
    return n[0].p.a + n[1].p.b + n["m"].sum()


@njit
def reductions(a):
    return a.y.sum(), np.max(a["x"]), a["v"].sum(axis=0), np.sort(a["x"]), np.mean(a.y * 2 + a.x)


@njit
def matrix(n):
    r = np.zeros((n, 2), PACKED)
    for i in range(n):
        for j in range(2):
            r[i, j]["x"] = 10 * i + j
    return r, r[1], r[:, 1]["x"]


@njit
def out_of_bounds(a):
    return a[9].x


@njit
def products(a):
    return a["v"].copy() @ a["v"].copy().T


@njit
def many(n):
    a = np.zeros(n, PACKED)
    for i in range(n):
        a[i]["y"] = i
        a[i]["x"] = n - i
    b = a["y"] * 3.0 + a["x"]
    return b.sum(), b[n - 1]


case('str(PACKED)', lambda: (str(PACKED)), plain)
case('str(ALIGNED)', lambda: (str(ALIGNED)), plain)
case('repr(PACKED)', lambda: (repr(PACKED)), plain)
case('repr(ALIGNED)', lambda: (repr(ALIGNED)), plain)
case('PACKED.itemsize, ALIGNED.itemsize, NESTED.itemsize', lambda: (PACKED.itemsize, ALIGNED.itemsize, NESTED.itemsize), plain)
case('PACKED.names', lambda: (PACKED.names), plain)
case("PACKED.fields['y'][1]", lambda: (PACKED.fields['y'][1]), plain)
case("ALIGNED.fields['c'][1]", lambda: (ALIGNED.fields['c'][1]), plain)
case("PACKED == np.dtype([('x', 'i4')])", lambda: (PACKED == np.dtype([('x', 'i4')])), plain)
case("np.dtype([('x', 'i4'), ('y', 'f8')]) == np.dtype([('x', '<i4'), ('y', '<f8')])", lambda: (np.dtype([('x', 'i4'), ('y', 'f8')]) == np.dtype([('x', '<i4'), ('y', '<f8')])), plain)
case('ALIGNED.alignment, PACKED.alignment', lambda: (ALIGNED.alignment, PACKED.alignment), plain)
case('packed()', lambda: (packed()), plain)
case("packed()['x']", lambda: (packed()['x']), plain)
case("packed()[2]['v']", lambda: (packed()[2]['v']), plain)
case('packed()[1:3]', lambda: (packed()[1:3]), plain)
case('packed()[[0, 2]]', lambda: (packed()[[0, 2]]), plain)
case("packed()[packed()['x'] > 2]", lambda: (packed()[packed()['x'] > 2]), plain)
case("packed()[-1]['y']", lambda: (packed()[-1]['y']), plain)
case('len(packed())', lambda: (len(packed())), plain)
case('packed().shape', lambda: (packed().shape), plain)
case('packed().dtype.names', lambda: (packed().dtype.names), plain)
case('packed()[1].item()[:2]', lambda: (packed()[1].item()[:2]), plain)
case("np.array([(1, 2.5), (3, 4.5)], dtype=[('i', 'i4'), ('f', 'f8')])", lambda: (np.array([(1, 2.5), (3, 4.5)], dtype=[('i', 'i4'), ('f', 'f8')])), plain)
case("str(np.array([(1, 2.5), (3, 4.25)], dtype=[('i', 'i4'), ('f', 'f8')]))", lambda: (str(np.array([(1, 2.5), (3, 4.25)], dtype=[('i', 'i4'), ('f', 'f8')]))), plain)
case("repr(np.array([(1, 2.5), (3, 4.25)], dtype=[('i', 'i4'), ('f', 'f8')]))", lambda: (repr(np.array([(1, 2.5), (3, 4.25)], dtype=[('i', 'i4'), ('f', 'f8')]))), plain)
case("str(np.array([(1, 2.5)], dtype=[('i', 'i4'), ('f', 'f8')])[0])", lambda: (str(np.array([(1, 2.5)], dtype=[('i', 'i4'), ('f', 'f8')])[0])), plain)
case("repr(np.array([(1, 2.5)], dtype=[('i', 'i4'), ('f', 'f8')])[0])", lambda: (repr(np.array([(1, 2.5)], dtype=[('i', 'i4'), ('f', 'f8')])[0])), plain)
case('np.zeros((2, 2), PACKED).shape', lambda: (np.zeros((2, 2), PACKED).shape), plain)
case("np.sort(packed(), order='x')['x']", lambda: (np.sort(packed(), order='x')['x']), plain)
case("np.argsort(packed(), order='y')", lambda: (np.argsort(packed(), order='y')), plain)
case('packed() == packed()', lambda: (packed() == packed()), plain)
case("packed().copy()['y']", lambda: (packed().copy()['y']), plain)
case("packed()[['x', 'y']]['y']", lambda: (packed()[['x', 'y']]['y']), plain)
case('packed().view(np.recarray).x', lambda: (packed().view(np.recarray).x), plain)
case("np.rec.array([(1, 2.0), (3, 4.0)], dtype=[('p', int), ('q', float)]).q", lambda: (np.rec.array([(1, 2.0), (3, 4.0)], dtype=[('p', int), ('q', float)]).q), plain)
case("np.rec.fromarrays([np.arange(3), np.ones(3)], names='u,w').u", lambda: (np.rec.fromarrays([np.arange(3), np.ones(3)], names='u,w').u), plain)
case("np.concatenate((packed(), packed()))['x']", lambda: (np.concatenate((packed(), packed()))['x']), plain)
case("np.zeros(2, NESTED)[0]['p']['b']", lambda: (np.zeros(2, NESTED)[0]['p']['b']), plain)
case('packed().nbytes', lambda: (packed().nbytes), plain)
case("packed().tobytes()[:4] == b'\\x03\\x00\\x00\\x00'", lambda: (packed().tobytes()[:4] == b'\x03\x00\x00\x00'), plain)
case('total(records())', lambda: (total(records())), plain)
case('changed(records())', lambda: (changed(records())), plain)
case('made(3)', lambda: (made(3)), plain)
case('made(0)', lambda: (made(0)), plain)
case('element(records(), 2)', lambda: (element(records(), 2)), plain)
case('element(records(), -1)', lambda: (element(records(), -1)), plain)
case('views(records())', lambda: (views(records())), plain)
case('masked(records())', lambda: (masked(records())), plain)
case('gathered(records(), np.array([3, 0, 0]))', lambda: (gathered(records(), np.array([3, 0, 0]))), plain)
case('swapped(records())', lambda: (swapped(records())), plain)
case('stored(records())', lambda: (stored(records())), plain)
case('iterated(records())', lambda: (iterated(records())), plain)
case('nested(np.zeros(2, NESTED).view(np.recarray))', lambda: (nested(np.zeros(2, NESTED).view(np.recarray))), plain)
case('reductions(records())', lambda: (reductions(records())), plain)
case('matrix(3)', lambda: (matrix(3)), plain)
case('out_of_bounds(records())', lambda: (out_of_bounds(records())), plain)
case('products(records())', lambda: (products(records())), plain)
case('many(1000)', lambda: (many(1000)), plain)
case('total(records()[::-1])', lambda: (total(records()[::-1])), plain)
case('total(records()[:0])', lambda: (total(records()[:0])), plain)
case('changed(records()[::2])', lambda: (changed(records()[::2])), plain)
case('element(element(records().reshape(2, 2), 1), 0)', lambda: (element(element(records().reshape(2, 2), 1), 0)), plain)
