"""Lists, dicts and sets in compiled functions, as arguments and as results; heaps and binary search."""

from .base import HELPERS, calls_file

REASON = "Numba has its own texts for errors, and refuses what is not a NumPy or Python number inside containers"

IMPORTS = """
import bisect
import heapq
import math

import numpy as np
from numba import njit
"""

LISTS = '''
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
'''

LIST_CALLS = [
    "built(5)", "built(0)", "widened(3)",
    "at([1, 2, 3], 0)", "at([1, 2, 3], -1)", "at([1, 2, 3], -3)", "at([1, 2, 3], 3)", "at([1, 2, 3], -4)",
    "at([True, False], 1)", "at([1.5, 2.5], 1)", "at(['x', 'yz'], 1)", "at([(1, 2.5), (3, 4.5)], 1)",
    "at([np.arange(3), np.arange(2)], 1)", "at([[1], [2, 3]], 1)", "at([2 ** 40], 0)", "at([1j, 2.0 + 1j], 1)",
    "put([1, 2, 3], 1, 9)", "put([1, 2, 3], -1, 9)", "put([1, 2, 3], 3, 9)", "put([1, 2, 3], -4, 9)",
    "put(['a', 'b'], 0, 'c')", "put([1.5], 0, 2.0)",
    "sliced(list(range(10)), 2, 7, 3)", "sliced(list(range(10)), -3, 100, -1)", "sliced(list(range(10)), 9, 1, -4)",
    "sliced(list(range(10)), -100, -2, 2)", "sliced(['a', 'b', 'c'], 0, 2, 2)", "sliced(list(range(3)), 0, 1, 0)",
    "removed([1, 2, 3, 2], 2)", "removed([1, 2], 5)", "removed(['a', 'b'], 'a')",
    "inserted([1, 2, 3], 0, 9)", "inserted([1, 2, 3], 1, 9)", "inserted([1, 2, 3], 10, 9)",
    "inserted([1, 2, 3], -1, 9)", "inserted([1, 2, 3], -10, 9)", "inserted(['a'], 0, 'b')",
    "popped([1, 2, 3], 0)", "popped([1, 2, 3], 2)", "popped([1, 2, 3], -2)", "popped([1, 2, 3], 3)",
    "popped([1, 2, 3], -4)", "popped(['a', 'b'], 0)", "popped_last([1.5])", "popped_last(['a', 'b'])",
    "deleted([1, 2, 3], 1)", "deleted([1, 2, 3], -1)", "deleted([1, 2, 3], 3)", "deleted(['a', 'b'], 0)",
    "deleted_slice(list(range(10)), 2, 8, 2)", "deleted_slice(list(range(10)), 8, 2, -3)",
    "deleted_slice(list(range(4)), 3, 1, 1)", "deleted_slice(['a', 'b', 'c', 'd'], 0, 4, 3)",
    "replaced([1, 2, 3, 4], 1, 3, [7, 8, 9])", "replaced([1, 2, 3, 4], 1, 1, [7])", "replaced([1, 2], 0, 2, [5])",
    "replaced([1, 2, 3, 4], 3, 1, [7])", "replaced(['a', 'b'], 0, 1, ['x', 'y'])",
    "replaced([1, 2, 3, 4], 1, 3, (7, 8, 9))", "replaced_stepped([1, 2, 3, 4], [7, 8])",
    "replaced_stepped([1, 2, 3, 4], [7, 8, 9])",
    "found([1, 2, 3, 2], 2)", "found([1, 2], 5)", "found(['a', 'b', 'a'], 'a')", "found([(1, 2), (3, 4)], (3, 4))",
    "found([0.0, -0.0], 0.0)",
    "sorted_both([3, 1, 2])", "sorted_both([0.5, -1.5, 0.0, -0.0])", "sorted_both(['b', 'a', 'B', 'ab'])",
    "sorted_both([(2, 1), (1, 5), (1, 2)])", "sorted_both([True, False, True])", "sorted_both(list(range(30, 0, -1)))",
    "sorted_by_key(list(range(12)))", "sorted_by_key([5, 3, 8, 8, 1, 14])",
    "turned([1, 2, 3])", "turned(['a', 'b'])", "turned([1.5])",
    "joined([1, 2], [3])", "joined([1], [2, 3, 4])",
    "compared([1, 2], [1, 2])", "compared([1, 2], [1, 3])", "compared([1, 2], [1])", "compared(['a'], ['b'])",
    "compared([1.5, 2.0], [1.5, 2.0])", "compared([[1], [2]], [[1], [3]])", "compared([(1, 2)], [(1, 1)])",
    "folded([3, 1, 2])", "folded([0.5, -1.5])", "folded([0])", "folded([True, False])",
    "walked([1, 2, 3])", "walked([2.5, 1.0])", "walked([7])",
    "comprehended(6)", "comprehended(0)", "triangle(4)", "filled_rows(3)", "grows_while_walked()",
    "stack_machine(9)", "words('c')", "words('')", "words('\\u00e9\\u4e2d')", "tuples()", "arrays(3)", "as_arrays(4)",
    "unpacked([1, 2, 3])", "unpacked([1, 2, 3, 4])",
    "optional_end(3)", "shown([1, 2])", "shown([1.5, 2.0])", "shown(['a', \"it's\"])", "shown([(1, 'a')])",
    "shown([[1], [2, 3]])", "shown([True])", "cleared([1, 2])", "cleared(['a'])",
    "swapped([1, 2, 3], 0, 2)", "swapped(['a', 'b'], 0, -1)",
    "(lambda xs: same_list(xs, xs))([1])", "(lambda xs: (put(xs, 0, 5), xs))([1])",
    "(lambda xs: (xs is put(xs, 0, 5)))([1])", "(lambda xs: (filled_in(xs), xs))([[1], [2]])",
]

NESTED_ARGUMENT = '''

@njit
def filled_in(rows):
    rows[0].append(10)
    rows.append([7])
    return len(rows)
'''

DICTS = '''
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
'''

DICT_CALLS = [
    "counted([1, 2, 1, 3, 1])", "counted([1.5, 2.5, 1.5])", "counted(['a', 'b', 'a'])", "counted([(1, 2), (1, 2)])",
    "counted([True, False, True])", "counted_by_test([3, 1, 3])", "counted_by_test(['x', 'y', 'x'])",
    "grouped(list(range(10)), 3)", "grouped_by_default(list(range(6)), 2)",
    "looked_up('one')", "looked_up('two')", "looked_up('three')", "looked_up_int(2)", "looked_up_int(3)",
    "looked_up_tuple(1, 2)", "looked_up_tuple(2, 2)", "defaults(1)", "defaults(2)", "taken(1)", "taken(5)",
    "taken_or(1)", "taken_or(9)", "last_taken(4)", "last_taken(1)", "dropped(2)", "dropped(7)", "updated()", "emptied()",
    "of_floats()", "comprehended_dict(8)", "comprehended_dict(0)", "of_strings('banana')", "of_strings('\\u00e9a\\u00e9')",
    "of_arrays()", "nested_dicts(5)", "many(5000)", "changed_while_walked()", "shown_dict()",
    "argument_dict({1: 2}, 5)", "(lambda d: (argument_dict(d, 1), list(d.items())))({1: 2})",
    "argument_dict({'a': 1}, 'b')", "memo(50)",
]

SETS = '''
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
'''

SET_CALLS = [
    "made([1, 2, 1])", "made([1.5, 2.5])", "tested([1, 2], 2)", "tested(['a', 'b'], 'c')", "tested([(1, 2)], (1, 2))",
    "combined([1, 2, 3], [2, 3, 4])", "combined(['a', 'b'], ['b'])", "combined_by_method([1, 2, 3], [2, 3, 4])",
    "combined_by_method([1], [2])", "ordered([1, 2], [1, 2, 3])", "ordered([1, 2], [2, 1])", "ordered([1], [2])",
    "taken_out([1, 2, 3], 2)", "taken_out([1, 2, 3], 9)", "in_place([1, 2, 3], [3, 4])", "last_one(5)", "last_one(2.5)",
    "empty_pop()", "unique_words(['a', 'b', 'a'])", "visited(6)",
    "(lambda s: (argument_set(s, 5), sorted(s)))({1, 2})", "argument_set({'a'}, 'b')",
]

ALGORITHMS = '''
@njit
def heap_sorted(xs):
    heap = []
    for x in xs:
        heapq.heappush(heap, x)
    return [heapq.heappop(heap) for _ in range(len(heap))]


@njit
def heaps(xs, x):
    a = xs.copy()
    heapq.heapify(a)
    b = a.copy()
    first = heapq.heapreplace(b, x)
    c = a.copy()
    second = heapq.heappushpop(c, x)
    return a, b, first, c, second, heapq.nsmallest(2, xs), heapq.nlargest(2, xs)


@njit
def popped_heap(xs):
    xs.clear()
    return heapq.heappop(xs)


@njit
def shortest(n):
    dist = [10 ** 9] * n
    dist[0] = 0
    heap = [(0, 0)]
    while heap:
        d, u = heapq.heappop(heap)
        if d > dist[u]:
            continue
        for v, w in [((u * 3 + 1) % n, 4), ((u + 1) % n, 2), ((u * 7) % n, 1)]:
            if d + w < dist[v]:
                dist[v] = d + w
                heapq.heappush(heap, (d + w, v))
    return dist


@njit
def searched(xs, x):
    return bisect.bisect_left(xs, x), bisect.bisect_right(xs, x), bisect.bisect(xs, x)


@njit
def inserted_in_order(xs):
    out = []
    for x in xs:
        bisect.insort(out, x)
    bisect.insort_left(out, xs[0])
    return out


@njit
def sieve(n):
    flags = [True] * (n + 1)
    primes = []
    for i in range(2, n + 1):
        if flags[i]:
            primes.append(i)
            for j in range(i * i, n + 1, i):
                flags[j] = False
    return primes


@njit
def permutations(n):
    items = list(range(n))
    out = []
    counters = [0] * n
    out.append(items.copy())
    i = 0
    while i < n:
        if counters[i] < i:
            if i % 2 == 0:
                items[0], items[i] = items[i], items[0]
            else:
                items[counters[i]], items[i] = items[i], items[counters[i]]
            out.append(items.copy())
            counters[i] += 1
            i = 0
        else:
            counters[i] = 0
            i += 1
    return out


@njit
def components(n, edges):
    parent = list(range(n))
    for a, b in edges:
        while parent[a] != a:
            a = parent[a]
        while parent[b] != b:
            b = parent[b]
        parent[a] = b
    groups = {}
    for i in range(n):
        r = i
        while parent[r] != r:
            r = parent[r]
        if r in groups:
            groups[r].append(i)
        else:
            groups[r] = [i]
    return [groups[r] for r in groups]


@njit
def breadth_first(n):
    neighbours = [[(i + 1) % n, (i * 2) % n] for i in range(n)]
    level = [-1] * n
    level[0] = 0
    queue = [0]
    head = 0
    while head < len(queue):
        u = queue[head]
        head += 1
        for v in neighbours[u]:
            if level[v] < 0:
                level[v] = level[u] + 1
                queue.append(v)
    return level, queue
'''

ALGORITHM_CALLS = [
    "heap_sorted([5, 3, 8, 1])", "heap_sorted([0.5, -1.5, 0.0])", "heap_sorted(['b', 'a', 'c'])",
    "heap_sorted([(2, 1), (1, 9), (1, 2)])", "heaps([5, 3, 8, 1, 9, 2], 4)", "heaps([2.5, 1.5], 0.5)",
    "popped_heap([1])", "shortest(12)", "searched([1, 2, 2, 3], 2)", "searched([1.5, 2.5], 0.0)",
    "searched(['a', 'c'], 'b')", "inserted_in_order([3, 1, 2, 3])", "sieve(50)", "permutations(3)",
    "components(7, [(0, 1), (2, 3), (1, 4)])", "breadth_first(9)",
]


def files():
    """The case files of this table."""
    rest = {"imports": IMPORTS, "helpers": HELPERS, "reason": REASON}
    return [
        calls_file("container_lists", "Lists.", LISTS + NESTED_ARGUMENT, LIST_CALLS, **rest),
        calls_file("container_dicts", "Dicts.", DICTS, DICT_CALLS, **rest),
        calls_file("container_sets", "Sets.", SETS, SET_CALLS, **rest),
        calls_file("container_algorithms", "Algorithms on containers.", ALGORITHMS, ALGORITHM_CALLS, **rest),
    ]
