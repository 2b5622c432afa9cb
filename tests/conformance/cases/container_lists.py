"""Lists.

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
def built(n):
    xs = []
    for i in range(n):
        xs.append(i * i)
    return xs


@njit
def widened(n):
    xs = [1, 2]
    for i in range(n):
        xs.append(i * 0.5)
    return [x + 0.25 for x in xs]


@njit
def at(xs, i):
    return xs[i]


@njit
def put(xs, i, value):
    xs[i] = value
    return xs


@njit
def sliced(xs, a, b, c):
    return xs[a:b], xs[a:], xs[:b], xs[::c], xs[b:a:-1]


@njit
def removed(xs, value):
    xs.remove(value)
    return xs


@njit
def inserted(xs, i, value):
    xs.insert(i, value)
    return xs


@njit
def popped(xs, i):
    return xs.pop(i), xs


@njit
def popped_last(xs):
    return xs.pop(), xs


@njit
def deleted(xs, i):
    del xs[i]
    return xs


@njit
def deleted_slice(xs, a, b, c):
    del xs[a:b:c]
    return xs


@njit
def replaced(xs, a, b, ys):
    xs[a:b] = ys
    return xs


@njit
def replaced_stepped(xs, ys):
    xs[::2] = ys
    return xs


@njit
def found(xs, value):
    return xs.index(value), xs.count(value), value in xs, value not in xs


@njit
def sorted_both(xs):
    ys = xs.copy()
    ys.sort()
    zs = xs[:]
    zs.sort(reverse=True)
    return ys, zs, sorted(xs), xs


@njit
def sorted_by_key(xs):
    ys = sorted(xs, key=lambda x: -x % 7)
    xs.sort(key=lambda x: x % 3, reverse=True)
    return ys, xs


@njit
def turned(xs):
    ys = [x for x in reversed(xs)]
    xs.reverse()
    return xs, ys


@njit
def joined(a, b):
    c = a + b
    a += b
    c.extend(range(3))
    return a, c, b * 2, 3 * b, b * 0


@njit
def compared(a, b):
    return a == b, a != b, a < b, a <= b, a > b, a >= b


@njit
def folded(xs):
    return sum(xs), min(xs), max(xs), len(xs), any(xs), all(xs)


@njit
def walked(xs):
    total = 0
    for i, x in enumerate(xs):
        total += i * x
    for a, b in zip(xs, xs[1:]):
        total += a * b
    return total


@njit
def comprehended(n):
    squares = [i * i for i in range(n)]
    even = [i for i in squares if i % 2 == 0 if i > 0]
    pairs = [(i, j) for i in range(3) for j in range(i)]
    table = [[i * j for j in range(3)] for i in range(3)]
    return squares, even, pairs, table


@njit
def triangle(n):
    rows = [[1]]
    for _ in range(n):
        last = rows[-1]
        row = [1]
        for i in range(len(last) - 1):
            row.append(last[i] + last[i + 1])
        row.append(1)
        rows.append(row)
    return rows


@njit
def filled_rows(n):
    rows = [[] for _ in range(n)]
    for i in range(10):
        rows[i % n].append(i)
    return rows


@njit
def grows_while_walked():
    xs = [1]
    for x in xs:
        if len(xs) < 6:
            xs.append(x + 1)
    return xs


@njit
def stack_machine(n):
    stack = []
    out = []
    stack.append(n)
    while stack:
        k = stack.pop()
        out.append(k)
        if k > 1:
            stack.append(k // 2)
            stack.append(k - k // 2 - 1)
    return out


@njit
def words(text):
    names = ["b", "a"]
    names.append(text)
    names.append(text + "!")
    names.sort()
    return names, names[0], "a" in names, names.index("b"), len(names)


@njit
def tuples():
    xs = [(2, 1.5), (1, 2.5)]
    xs.append((1, 0.5))
    xs.sort()
    total = 0.0
    for k, v in xs:
        total += k * v
    return xs, total


@njit
def arrays(n):
    xs = [np.zeros(2)]
    for i in range(n):
        xs.append(np.full(2, float(i)))
    total = 0.0
    for x in xs:
        total += x.sum()
    xs.pop(0)
    return xs, float(total)


@njit
def as_arrays(n):
    xs = [i * 0.5 for i in range(n)]
    rows = [[i, i + 1] for i in range(3)]
    parts = [np.arange(i) for i in range(1, 4)]
    return np.array(xs), np.array(rows), float(np.mean(np.array(xs))), np.concatenate(parts), float(np.sum(xs))


@njit
def unpacked(xs):
    a, b, c = xs
    return a + 10 * b + 100 * c


@njit
def optional_end(n):
    xs = [None, 1]
    if n > 0:
        xs.append(n)
    return xs


@njit
def shown(xs):
    return str(xs), f"{xs}"


@njit
def cleared(xs):
    ys = xs.copy()
    xs.clear()
    return xs, ys, not xs, bool(ys)


@njit
def swapped(xs, i, j):
    xs[i], xs[j] = xs[j], xs[i]
    return xs


@njit
def same_list(xs, ys):
    xs.append(7)
    return ys, xs is ys


@njit
def filled_in(rows):
    rows[0].append(10)
    rows.append([7])
    return len(rows)


case("built(5)", lambda: built(5))
case("built(0)", lambda: built(0))
case("widened(3)", lambda: widened(3))
case("at([1, 2, 3], 0)", lambda: at([1, 2, 3], 0))
case("at([1, 2, 3], -1)", lambda: at([1, 2, 3], -1))
case("at([1, 2, 3], -3)", lambda: at([1, 2, 3], -3))
case("at([1, 2, 3], 3)", lambda: at([1, 2, 3], 3))
case("at([1, 2, 3], -4)", lambda: at([1, 2, 3], -4))
case("at([True, False], 1)", lambda: at([True, False], 1))
case("at([1.5, 2.5], 1)", lambda: at([1.5, 2.5], 1))
case("at(['x', 'yz'], 1)", lambda: at(['x', 'yz'], 1))
case("at([(1, 2.5), (3, 4.5)], 1)", lambda: at([(1, 2.5), (3, 4.5)], 1))
case("at([np.arange(3), np.arange(2)], 1)", lambda: at([np.arange(3), np.arange(2)], 1))
case("at([[1], [2, 3]], 1)", lambda: at([[1], [2, 3]], 1))
case("at([2 ** 40], 0)", lambda: at([2 ** 40], 0))
case("at([1j, 2.0 + 1j], 1)", lambda: at([1j, 2.0 + 1j], 1))
case("put([1, 2, 3], 1, 9)", lambda: put([1, 2, 3], 1, 9))
case("put([1, 2, 3], -1, 9)", lambda: put([1, 2, 3], -1, 9))
case("put([1, 2, 3], 3, 9)", lambda: put([1, 2, 3], 3, 9))
case("put([1, 2, 3], -4, 9)", lambda: put([1, 2, 3], -4, 9))
case("put(['a', 'b'], 0, 'c')", lambda: put(['a', 'b'], 0, 'c'))
case("put([1.5], 0, 2.0)", lambda: put([1.5], 0, 2.0))
case("sliced(list(range(10)), 2, 7, 3)", lambda: sliced(list(range(10)), 2, 7, 3))
case("sliced(list(range(10)), -3, 100, -1)", lambda: sliced(list(range(10)), -3, 100, -1))
case("sliced(list(range(10)), 9, 1, -4)", lambda: sliced(list(range(10)), 9, 1, -4))
case("sliced(list(range(10)), -100, -2, 2)", lambda: sliced(list(range(10)), -100, -2, 2))
case("sliced(['a', 'b', 'c'], 0, 2, 2)", lambda: sliced(['a', 'b', 'c'], 0, 2, 2))
case("sliced(list(range(3)), 0, 1, 0)", lambda: sliced(list(range(3)), 0, 1, 0))
case("removed([1, 2, 3, 2], 2)", lambda: removed([1, 2, 3, 2], 2))
case("removed([1, 2], 5)", lambda: removed([1, 2], 5))
case("removed(['a', 'b'], 'a')", lambda: removed(['a', 'b'], 'a'))
case("inserted([1, 2, 3], 0, 9)", lambda: inserted([1, 2, 3], 0, 9))
case("inserted([1, 2, 3], 1, 9)", lambda: inserted([1, 2, 3], 1, 9))
case("inserted([1, 2, 3], 10, 9)", lambda: inserted([1, 2, 3], 10, 9))
case("inserted([1, 2, 3], -1, 9)", lambda: inserted([1, 2, 3], -1, 9))
case("inserted([1, 2, 3], -10, 9)", lambda: inserted([1, 2, 3], -10, 9))
case("inserted(['a'], 0, 'b')", lambda: inserted(['a'], 0, 'b'))
case("popped([1, 2, 3], 0)", lambda: popped([1, 2, 3], 0))
case("popped([1, 2, 3], 2)", lambda: popped([1, 2, 3], 2))
case("popped([1, 2, 3], -2)", lambda: popped([1, 2, 3], -2))
case("popped([1, 2, 3], 3)", lambda: popped([1, 2, 3], 3))
case("popped([1, 2, 3], -4)", lambda: popped([1, 2, 3], -4))
case("popped(['a', 'b'], 0)", lambda: popped(['a', 'b'], 0))
case("popped_last([1.5])", lambda: popped_last([1.5]))
case("popped_last(['a', 'b'])", lambda: popped_last(['a', 'b']))
case("deleted([1, 2, 3], 1)", lambda: deleted([1, 2, 3], 1))
case("deleted([1, 2, 3], -1)", lambda: deleted([1, 2, 3], -1))
case("deleted([1, 2, 3], 3)", lambda: deleted([1, 2, 3], 3))
case("deleted(['a', 'b'], 0)", lambda: deleted(['a', 'b'], 0))
case("deleted_slice(list(range(10)), 2, 8, 2)", lambda: deleted_slice(list(range(10)), 2, 8, 2))
case("deleted_slice(list(range(10)), 8, 2, -3)", lambda: deleted_slice(list(range(10)), 8, 2, -3))
case("deleted_slice(list(range(4)), 3, 1, 1)", lambda: deleted_slice(list(range(4)), 3, 1, 1))
case("deleted_slice(['a', 'b', 'c', 'd'], 0, 4, 3)", lambda: deleted_slice(['a', 'b', 'c', 'd'], 0, 4, 3))
case("replaced([1, 2, 3, 4], 1, 3, [7, 8, 9])", lambda: replaced([1, 2, 3, 4], 1, 3, [7, 8, 9]))
case("replaced([1, 2, 3, 4], 1, 1, [7])", lambda: replaced([1, 2, 3, 4], 1, 1, [7]))
case("replaced([1, 2], 0, 2, [5])", lambda: replaced([1, 2], 0, 2, [5]))
case("replaced([1, 2, 3, 4], 3, 1, [7])", lambda: replaced([1, 2, 3, 4], 3, 1, [7]))
case("replaced(['a', 'b'], 0, 1, ['x', 'y'])", lambda: replaced(['a', 'b'], 0, 1, ['x', 'y']))
case("replaced([1, 2, 3, 4], 1, 3, (7, 8, 9))", lambda: replaced([1, 2, 3, 4], 1, 3, (7, 8, 9)))
case("replaced_stepped([1, 2, 3, 4], [7, 8])", lambda: replaced_stepped([1, 2, 3, 4], [7, 8]))
case("replaced_stepped([1, 2, 3, 4], [7, 8, 9])", lambda: replaced_stepped([1, 2, 3, 4], [7, 8, 9]))
case("found([1, 2, 3, 2], 2)", lambda: found([1, 2, 3, 2], 2))
case("found([1, 2], 5)", lambda: found([1, 2], 5))
case("found(['a', 'b', 'a'], 'a')", lambda: found(['a', 'b', 'a'], 'a'))
case("found([(1, 2), (3, 4)], (3, 4))", lambda: found([(1, 2), (3, 4)], (3, 4)))
case("found([0.0, -0.0], 0.0)", lambda: found([0.0, -0.0], 0.0))
case("sorted_both([3, 1, 2])", lambda: sorted_both([3, 1, 2]))
case("sorted_both([0.5, -1.5, 0.0, -0.0])", lambda: sorted_both([0.5, -1.5, 0.0, -0.0]))
case("sorted_both(['b', 'a', 'B', 'ab'])", lambda: sorted_both(['b', 'a', 'B', 'ab']))
case("sorted_both([(2, 1), (1, 5), (1, 2)])", lambda: sorted_both([(2, 1), (1, 5), (1, 2)]))
case("sorted_both([True, False, True])", lambda: sorted_both([True, False, True]))
case("sorted_both(list(range(30, 0, -1)))", lambda: sorted_both(list(range(30, 0, -1))))
case("sorted_by_key(list(range(12)))", lambda: sorted_by_key(list(range(12))))
case("sorted_by_key([5, 3, 8, 8, 1, 14])", lambda: sorted_by_key([5, 3, 8, 8, 1, 14]))
case("turned([1, 2, 3])", lambda: turned([1, 2, 3]))
case("turned(['a', 'b'])", lambda: turned(['a', 'b']))
case("turned([1.5])", lambda: turned([1.5]))
case("joined([1, 2], [3])", lambda: joined([1, 2], [3]))
case("joined([1], [2, 3, 4])", lambda: joined([1], [2, 3, 4]))
case("compared([1, 2], [1, 2])", lambda: compared([1, 2], [1, 2]))
case("compared([1, 2], [1, 3])", lambda: compared([1, 2], [1, 3]))
case("compared([1, 2], [1])", lambda: compared([1, 2], [1]))
case("compared(['a'], ['b'])", lambda: compared(['a'], ['b']))
case("compared([1.5, 2.0], [1.5, 2.0])", lambda: compared([1.5, 2.0], [1.5, 2.0]))
case("compared([[1], [2]], [[1], [3]])", lambda: compared([[1], [2]], [[1], [3]]))
case("compared([(1, 2)], [(1, 1)])", lambda: compared([(1, 2)], [(1, 1)]))
case("folded([3, 1, 2])", lambda: folded([3, 1, 2]))
case("folded([0.5, -1.5])", lambda: folded([0.5, -1.5]))
case("folded([0])", lambda: folded([0]))
case("folded([True, False])", lambda: folded([True, False]))
case("walked([1, 2, 3])", lambda: walked([1, 2, 3]))
case("walked([2.5, 1.0])", lambda: walked([2.5, 1.0]))
case("walked([7])", lambda: walked([7]))
case("comprehended(6)", lambda: comprehended(6))
case("comprehended(0)", lambda: comprehended(0))
case("triangle(4)", lambda: triangle(4))
case("filled_rows(3)", lambda: filled_rows(3))
case("grows_while_walked()", lambda: grows_while_walked())
case("stack_machine(9)", lambda: stack_machine(9))
case("words('c')", lambda: words('c'))
case("words('')", lambda: words(''))
case("words('\\u00e9\\u4e2d')", lambda: words('\u00e9\u4e2d'))
case("tuples()", lambda: tuples())
case("arrays(3)", lambda: arrays(3))
case("as_arrays(4)", lambda: as_arrays(4))
case("unpacked([1, 2, 3])", lambda: unpacked([1, 2, 3]))
case("unpacked([1, 2, 3, 4])", lambda: unpacked([1, 2, 3, 4]))
case("optional_end(3)", lambda: optional_end(3))
case("shown([1, 2])", lambda: shown([1, 2]))
case("shown([1.5, 2.0])", lambda: shown([1.5, 2.0]))
case('shown([\'a\', "it\'s"])', lambda: shown(['a', "it's"]))
case("shown([(1, 'a')])", lambda: shown([(1, 'a')]))
case("shown([[1], [2, 3]])", lambda: shown([[1], [2, 3]]))
case("shown([True])", lambda: shown([True]))
case("cleared([1, 2])", lambda: cleared([1, 2]))
case("cleared(['a'])", lambda: cleared(['a']))
case("swapped([1, 2, 3], 0, 2)", lambda: swapped([1, 2, 3], 0, 2))
case("swapped(['a', 'b'], 0, -1)", lambda: swapped(['a', 'b'], 0, -1))
case("(lambda xs: same_list(xs, xs))([1])", lambda: (lambda xs: same_list(xs, xs))([1]))
case("(lambda xs: (put(xs, 0, 5), xs))([1])", lambda: (lambda xs: (put(xs, 0, 5), xs))([1]))
case("(lambda xs: (xs is put(xs, 0, 5)))([1])", lambda: (lambda xs: (xs is put(xs, 0, 5)))([1]))
case("(lambda xs: (filled_in(xs), xs))([[1], [2]])", lambda: (lambda xs: (filled_in(xs), xs))([[1], [2]]))
