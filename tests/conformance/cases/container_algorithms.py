"""Algorithms on containers.

Expected output: CPython and NumPy throughout (the functions run undecorated), because Numba's own result is not
the one wanted here: Numba has its own texts for errors, and refuses what is not a NumPy or Python number inside
containers.
Written by tests/conformance/regenerate.py; do not edit.
"""

import bisect
import heapq

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


case("heap_sorted([5, 3, 8, 1])", lambda: heap_sorted([5, 3, 8, 1]))
case("heap_sorted([0.5, -1.5, 0.0])", lambda: heap_sorted([0.5, -1.5, 0.0]))
case("heap_sorted(['b', 'a', 'c'])", lambda: heap_sorted(['b', 'a', 'c']))
case("heap_sorted([(2, 1), (1, 9), (1, 2)])", lambda: heap_sorted([(2, 1), (1, 9), (1, 2)]))
case("heaps([5, 3, 8, 1, 9, 2], 4)", lambda: heaps([5, 3, 8, 1, 9, 2], 4))
case("heaps([2.5, 1.5], 0.5)", lambda: heaps([2.5, 1.5], 0.5))
case("popped_heap([1])", lambda: popped_heap([1]))
case("shortest(12)", lambda: shortest(12))
case("searched([1, 2, 2, 3], 2)", lambda: searched([1, 2, 2, 3], 2))
case("searched([1.5, 2.5], 0.0)", lambda: searched([1.5, 2.5], 0.0))
case("searched(['a', 'c'], 'b')", lambda: searched(['a', 'c'], 'b'))
case("inserted_in_order([3, 1, 2, 3])", lambda: inserted_in_order([3, 1, 2, 3]))
case("sieve(50)", lambda: sieve(50))
case("permutations(3)", lambda: permutations(3))
case("components(7, [(0, 1), (2, 3), (1, 4)])", lambda: components(7, [(0, 1), (2, 3), (1, 4)]))
case("breadth_first(9)", lambda: breadth_first(9))
