"""Structured arrays, at module level and in compiled functions."""

from .base import HELPERS, CaseFile

REASON = "the lines are about NumPy's own rules, and Numba does not take all of them"

BODY = '''
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
'''

CALLS = [
    "str(PACKED)", "str(ALIGNED)", "repr(PACKED)", "repr(ALIGNED)", "PACKED.itemsize, ALIGNED.itemsize, NESTED.itemsize",
    "PACKED.names", "PACKED.fields['y'][1]", "ALIGNED.fields['c'][1]", "PACKED == np.dtype([('x', 'i4')])",
    "np.dtype([('x', 'i4'), ('y', 'f8')]) == np.dtype([('x', '<i4'), ('y', '<f8')])", "ALIGNED.alignment, PACKED.alignment",
    "packed()", "packed()['x']", "packed()[2]['v']", "packed()[1:3]", "packed()[[0, 2]]", "packed()[packed()['x'] > 2]",
    "packed()[-1]['y']", "len(packed())", "packed().shape", "packed().dtype.names", "packed()[1].item()[:2]",
    "np.array([(1, 2.5), (3, 4.5)], dtype=[('i', 'i4'), ('f', 'f8')])",
    "str(np.array([(1, 2.5), (3, 4.25)], dtype=[('i', 'i4'), ('f', 'f8')]))",
    "repr(np.array([(1, 2.5), (3, 4.25)], dtype=[('i', 'i4'), ('f', 'f8')]))",
    "str(np.array([(1, 2.5)], dtype=[('i', 'i4'), ('f', 'f8')])[0])",
    "repr(np.array([(1, 2.5)], dtype=[('i', 'i4'), ('f', 'f8')])[0])",
    "np.zeros((2, 2), PACKED).shape", "np.sort(packed(), order='x')['x']", "np.argsort(packed(), order='y')",
    "packed() == packed()", "packed().copy()['y']", "packed()[['x', 'y']]['y']", "packed().view(np.recarray).x",
    "np.rec.array([(1, 2.0), (3, 4.0)], dtype=[('p', int), ('q', float)]).q",
    "np.rec.fromarrays([np.arange(3), np.ones(3)], names='u,w').u", "np.concatenate((packed(), packed()))['x']",
    "np.zeros(2, NESTED)[0]['p']['b']", "packed().nbytes", "packed().tobytes()[:4] == b'\\x03\\x00\\x00\\x00'",
    "total(records())", "changed(records())", "made(3)", "made(0)", "element(records(), 2)", "element(records(), -1)", "views(records())",
    "masked(records())", "gathered(records(), np.array([3, 0, 0]))", "swapped(records())", "stored(records())",
    "iterated(records())", "nested(np.zeros(2, NESTED).view(np.recarray))", "reductions(records())", "matrix(3)",
    "out_of_bounds(records())", "products(records())", "many(1000)", "total(records()[::-1])", "total(records()[:0])",
    "changed(records()[::2])", "element(element(records().reshape(2, 2), 1), 0)",
]


def files():
    """All files of this subject."""
    lines = "".join(f"case({call!r}, lambda: ({call}), plain)\n" for call in CALLS)
    body = BODY + "\n\n" + lines
    about = "Structured arrays: fields, elements, nested records, packed and aligned."
    return [CaseFile("structured_arrays", about, body, helpers=HELPERS, reason=REASON)]
