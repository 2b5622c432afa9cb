"""Instances that hold instances.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
Written by tests/conformance/regenerate.py; do not edit.
"""

from collections import namedtuple
from typing import Dict, List, Optional

import numpy as np
from numba import deferred_type, float32, float64, int32, int64, njit, optional, typed, types
from numba.core.errors import TypingError
from numba.experimental import jitclass, structref
from numba.extending import overload, overload_attribute, overload_method, register_jitable


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


node_type = deferred_type()


@jitclass([("data", int64), ("next", optional(node_type))])
class Node:
    def __init__(self, data, next):
        self.data = data
        self.next = next

    def prepend(self, data):
        return Node(data, self)


node_type.define(Node.class_type.instance_type)
node_instance = Node.class_type.instance_type

tree_type = deferred_type()


@jitclass([("key", int64), ("left", optional(tree_type)), ("right", optional(tree_type))])
class Tree:
    def __init__(self, key):
        self.key = key
        self.left = None
        self.right = None

    def insert(self, key):
        at = self
        while True:
            if key < at.key:
                if at.left is None:
                    at.left = Tree(key)
                    return
                at = at.left
            else:
                if at.right is None:
                    at.right = Tree(key)
                    return
                at = at.right


tree_type.define(Tree.class_type.instance_type)


@jitclass([("items", types.ListType(Node.class_type.instance_type)), ("top", Node.class_type.instance_type)])
class Holder:
    def __init__(self, top):
        self.top = top
        self.items = typed.List.empty_list(node_instance)

    def keep(self, n):
        for i in range(n):
            self.items.append(Node(i, None))
        return len(self.items)


class Shape:
    def __init__(self, width):
        self.width = width

    def area(self):
        return self.width * self.height()

    def height(self):
        return 1


@jitclass([("width", int64)])
class Square(Shape):
    def height(self):
        return self.width


@jitclass([("width", int64)])
class Line(Shape):
    pass


@njit
def chain(n):
    head = Node(0, None)
    for i in range(1, n):
        head = head.prepend(i)
    return head


@njit
def total(node):
    s = node.data
    while node.next is not None:
        node = node.next
        s += node.data
    return s


@njit
def reversed_chain(n):
    head = chain(n)
    out = Node(-1, None)
    at = head
    for _ in range(n):
        out = Node(at.data, out)
        if at.next is not None:
            at = at.next
    return [out.data, out.next.data, total(out)]


def outside(n):
    head = chain(n)
    head.next.data = 100
    return head.data, head.next.data, total(head), head.next.next.next is None


@njit
def sorted_keys(keys):
    root = Tree(keys[0])
    for key in keys[1:]:
        root.insert(key)
    out = []
    smallest = root
    while smallest.left is not None:
        smallest = smallest.left
    out.append(smallest.key)
    largest = root
    while largest.right is not None:
        largest = largest.right
    out.append(largest.key)
    return out


@njit
def held(n):
    h = Holder(Node(5, None))
    h.keep(n)
    h.items[1].data = 50
    h.top.next = h.items[1]
    h.items[1].data += 1
    return h.top.next.data, sum([x.data for x in h.items]), len(h.items)


@njit
def in_tuple(n):
    pair = (Node(n, None), Node(n + 1, None))
    pair[0].data += 5
    return pair[0].data + pair[1].data, pair


def from_tuple(n):
    value, (a, b) = in_tuple(n)
    return value, a.data, b.data


@njit
def in_dict(n):
    nodes = dict()
    for i in range(n):
        nodes[i] = Node(i * i, None)
    nodes[0].data = 7
    return sum([nodes[k].data for k in nodes])


@njit
def chosen(flag, n):
    node = Node(n, None)
    other = None
    if flag:
        other = node
    if other is None:
        return -1
    other.data += 1
    return node.data


def inherited(n):
    return Square(n).area(), Line(n).area(), Square(n).height()


@njit
def inherited_inside(n):
    return Square(n).area(), Line(n).area(), Square(n).height()


@njit
def areas(shapes):
    out = 0
    for s in shapes:
        out += s.area()
    return out


def uniform(n):
    return areas((Square(n), Square(n + 1)))


@njit
def boom(n):
    node = Node(n, None)
    if n > 1:
        raise ValueError("too large", node.data)
    return node.data


case("total(chain(1))", lambda: total(chain(1)))
case("total(chain(1000))", lambda: total(chain(1000)))
case("reversed_chain(5)", lambda: reversed_chain(5))
case("outside(4)", lambda: outside(4))
case("sorted_keys([5, 2, 8, 1, 9, 3])", lambda: sorted_keys([5, 2, 8, 1, 9, 3]))
case("held(4)", lambda: held(4))
case("from_tuple(3)", lambda: from_tuple(3))
case("in_dict(5)", lambda: in_dict(5))
case("chosen(True, 3)", lambda: chosen(True, 3))
case("chosen(False, 3)", lambda: chosen(False, 3))
case("inherited(4)", lambda: inherited(4))
case("inherited_inside(4)", lambda: inherited_inside(4))
case("uniform(3)", lambda: uniform(3))
case("boom(1)", lambda: boom(1))
case("boom(5)", lambda: boom(5))
