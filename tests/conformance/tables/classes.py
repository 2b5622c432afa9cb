"""Classes of the program in compiled code: `jitclass`, `structref`, and functions given a meaning with `overload`."""

from .base import HELPERS, calls_file

IMPORTS = """
from collections import namedtuple
from typing import Dict, List, Optional

import numpy as np
from numba import deferred_type, float32, float64, int32, int64, njit, optional, typed, types
from numba.core.errors import TypingError
from numba.experimental import jitclass, structref
from numba.extending import overload, overload_attribute, overload_method, register_jitable
"""

FIELDS = '''
@jitclass([
    ("i", int32), ("f", float32), ("c", types.complex128), ("b", types.boolean), ("s", types.unicode_type),
    ("a", float64[:]), ("m", float32[:, ::1]), ("t", types.UniTuple(int64, 2)), ("o", optional(float64)),
    ("xs", types.ListType(int64)), ("d", types.DictType(types.unicode_type, float64)),
])
class Everything:
    def __init__(self, n):
        self.i = n
        self.f = n / 3
        self.c = n + 1j
        self.b = n > 2
        self.s = "n" * n
        self.a = np.arange(n) * 1.5
        self.m = np.ones((2, n), np.float32)
        self.t = (n, n + 1)
        self.o = None
        self.xs = typed.List.empty_list(int64)
        self.d = typed.Dict.empty(types.unicode_type, float64)

    def grow(self, value):
        self.xs.append(value)
        self.d[self.s + str(value)] = value * 0.5
        self.o = float(value)
        self.a[0] += value
        return len(self.xs)


@jitclass
class Annotated:
    count: int
    scale: float
    label: str
    values: List[int]
    table: Dict[str, float]
    rest: Optional[int]

    def __init__(self, count, label="none"):
        self.count = count
        self.scale = 2
        self.label = label
        self.values = typed.List.empty_list(types.int64)
        self.table = typed.Dict.empty(types.unicode_type, types.float64)
        self.rest = None

    def add(self, value, times=1):
        for _ in range(times):
            self.values.append(value)
        self.table[self.label] = self.count * self.scale
        self.rest = value
        return self


@jitclass([("x", int64), ("_y", float64)])
class Props:
    def __init__(self, x):
        self.x = x
        self._y = 0.5

    @property
    def y(self):
        return self._y + self.x

    @y.setter
    def y(self, value):
        self._y = value

    @property
    def only(self):
        return self.x * 2

    @staticmethod
    def made(x, by=3):
        return x * by

    def chained(self, k):
        self.x += self.made(k)
        return self.y


def everything(n):
    e = Everything(n)
    return e.i, e.f, e.c, e.b, e.s, e.a, e.m, e.t, e.o


def grown(n):
    e = Everything(n)
    first = e.grow(4), e.grow(5)
    return first, list(e.xs), dict(e.d), e.o, e.a


@njit
def grown_inside(n):
    e = Everything(n)
    first = e.grow(4), e.grow(5)
    return first, e.xs[1], e.d["n" * n + "4"], e.o, e.a, e.m.sum(), e.t[1], e.s


def stored(n):
    e = Everything(n)
    e.i, e.f, e.b, e.s, e.t, e.o = 7, 2, False, "changed", (8, 9), 1.5
    e.a = np.array([3.0, 4.0])
    e.c = 2
    return e.i, e.f, e.c, e.b, e.s, e.a, e.t, e.o


@njit
def changed(e):
    e.i += 10
    e.a = np.zeros(2)
    e.s = e.s + "!"
    return e.i


def shared(n):
    e = Everything(n)
    return changed(e), changed(e), e.i, e.a, e.s


def annotated(n):
    a = Annotated(n, label="tag").add(3).add(4, 2)
    return a.count, a.scale, a.label, list(a.values), dict(a.table), a.rest


def properties(n):
    p = Props(n)
    before = p.y, p.only, p.made(2), Props.made(2, by=5), p.chained(1)
    p.y = 2.5
    return before, p.y, p.x


@njit
def properties_inside(n):
    p = Props(n)
    before = p.y, p.only, p.made(2), p.chained(1)
    p.y = 2.5
    return before, p.y, p.x


def missing(n):
    return Props(n).nothing


def names(n):
    return Props.__name__, isinstance(Props(n), Props), isinstance(n, Props)
'''

FIELD_CALLS = [
    "everything(4)", "everything(0)", "grown(3)", "grown_inside(3)", "stored(2)", "shared(3)", "annotated(3)",
    "properties(3)", "properties_inside(3)", "missing(1)", "names(1)",
]

OPERATORS = '''
@jitclass([("x", float64), ("y", float64)])
class Vec:
    def __init__(self, x, y=2.0):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vec(self.x - other.x, self.y - other.y)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k)

    def __truediv__(self, k):
        return Vec(self.x / k, self.y / k)

    def __floordiv__(self, k):
        return Vec(self.x // k, self.y // k)

    def __mod__(self, k):
        return Vec(self.x % k, self.y % k)

    def __pow__(self, k):
        return Vec(self.x ** k, self.y ** k)

    def __matmul__(self, other):
        return self.x * other.x + self.y * other.y

    def __and__(self, other):
        return Vec(min(self.x, other.x), min(self.y, other.y))

    def __or__(self, other):
        return Vec(max(self.x, other.x), max(self.y, other.y))

    def __xor__(self, other):
        return self.x + other.y

    def __lshift__(self, k):
        return Vec(self.x * 2.0 ** k, self.y)

    def __rshift__(self, k):
        return Vec(self.x / 2.0 ** k, self.y)

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def __pos__(self):
        return Vec(abs(self.x), abs(self.y))

    def __invert__(self):
        return Vec(self.y, self.x)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __ne__(self, other):
        return not (self.x == other.x and self.y == other.y)

    def __lt__(self, other):
        return self.x < other.x

    def __le__(self, other):
        return self.x <= other.x

    def __gt__(self, other):
        return self.x > other.x

    def __ge__(self, other):
        return self.x >= other.x

    def __len__(self):
        return 2

    def __getitem__(self, i):
        if i == 0:
            return self.x
        return self.y

    def __setitem__(self, i, value):
        if i == 0:
            self.x = value
        else:
            self.y = value

    def __contains__(self, value):
        return self.x == value or self.y == value

    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __bool__(self):
        return self.x != 0

    def __int__(self):
        return int(self.x)

    def __float__(self):
        return float(self.y)

    def __iadd__(self, other):
        self.x += other.x
        return self

    def pair(self):
        return self.x, self.y


def arithmetic(a, b, c, d):
    v, w = Vec(a, b), Vec(c, d)
    made = (v + w, v - w, v * 2, v / 2, v // 2, v % 2, v ** 2, v & w, v | w, v << 2, v >> 1, -v, +v, ~v)
    return tuple(m.pair() for m in made), v @ w, v ^ w


@njit
def arithmetic_inside(a, b, c, d):
    v, w = Vec(a, b), Vec(c, d)
    made = ((v + w).pair(), (v - w).pair(), (v * 2).pair(), (v / 2).pair(), (v // 2).pair(), (v % 2).pair())
    more = ((v ** 2).pair(), (v & w).pair(), (v | w).pair(), (v << 2).pair(), (v >> 1).pair())
    return made, more, (-v).pair(), (+v).pair(), (~v).pair(), v @ w, v ^ w


def compared(a, b):
    v, w = Vec(a), Vec(b)
    return v == w, v != w, v < w, v <= w, v > w, v >= w


@njit
def compared_inside(a, b):
    v, w = Vec(a), Vec(b)
    return v == w, v != w, v < w, v <= w, v > w, v >= w


def container_like(a, b):
    v = Vec(a, b)
    before = v[0], v[1], len(v), a in v, 99.0 in v, 99.0 not in v
    v[0], v[1] = 7.0, 8.0
    return before, v.pair()


@njit
def container_inside(a, b):
    v = Vec(a, b)
    before = v[0], v[1], len(v), a in v, 99.0 in v, 99.0 not in v
    v[0] = 7.0
    v[1] = 8.0
    v[1] += 0.5
    return before, v.pair()


def converted(a, b):
    v = Vec(a, b)
    return abs(v), bool(v), int(v), float(v)


@njit
def converted_inside(a, b):
    v = Vec(a, b)
    kind = 1 if v else 2
    return abs(v), bool(v), int(v), float(v), kind, not v


def in_place(a, b):
    v = Vec(a, b)
    w = v
    v += Vec(1.0)
    return v.pair(), w.pair()


@njit
def in_place_inside(a, b):
    v = Vec(a, b)
    w = v
    v += Vec(1.0)
    return v.pair(), w.pair()
'''

OPERATOR_CALLS = [
    "arithmetic(3.5, 4.0, -1.0, 2.0)", "arithmetic_inside(3.5, 4.0, -1.0, 2.0)", "compared(1.0, 2.0)", "compared(2.0, 2.0)",
    "compared_inside(1.0, 2.0)", "compared_inside(2.0, 2.0)", "container_like(1.0, 2.5)", "container_inside(1.0, 2.5)",
    "converted(3.0, 4.0)", "converted(0.0, 4.5)", "converted_inside(3.0, 4.0)", "converted_inside(0.0, 4.5)",
    "in_place(1.0, 2.0)", "in_place_inside(1.0, 2.0)",
]

OBJECTS = '''
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
'''

OBJECT_CALLS = [
    "total(chain(1))", "total(chain(1000))", "reversed_chain(5)", "outside(4)", "sorted_keys([5, 2, 8, 1, 9, 3])",
    "held(4)", "from_tuple(3)", "in_dict(5)", "chosen(True, 3)", "chosen(False, 3)", "inherited(4)",
    "inherited_inside(4)", "uniform(3)", "boom(1)", "boom(5)",
]

BEYOND = '''
@jitclass([("x", int64)])
class Base:
    SCALE = 3

    def __init__(self, x):
        self.x = x

    def scaled(self):
        return self.x * self.SCALE

    def twice(self):
        return self.scaled() * 2

    def __call__(self, k):
        return self.x + k

    def __radd__(self, other):
        return other + self.x


@jitclass([("y", float64)])
class Derived(Base):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y

    def scaled(self):
        return super().scaled() + self.y


@jitclass([("z", int64)])
class Third(Derived):
    def __init__(self, z):
        super().__init__(z, z * 0.5)
        self.z = z

    def twice(self):
        return super().twice() + 1000


@jitclass([("__hidden", int64), ("seen", int64)])
class Private:
    def __init__(self, value):
        self.__hidden = value
        self.seen = 0

    def __bump(self):
        self.__hidden += 1

    def read(self):
        self.__bump()
        self.seen += 1
        return self.__hidden


@njit
def kinds(o):
    return isinstance(o, Base), isinstance(o, Derived), isinstance(o, Third), isinstance(o, Private)


@njit
def inside(n):
    b, d, t = Base(n), Derived(n, 0.5), Third(n)
    return b.twice(), d.twice(), t.twice(), b(1), 5 + b, t.SCALE, t.y


@njit
def same(n):
    a = Base(n)
    b = Base(n)
    c = a
    return a is b, a is c, a is not b, a == b, a == c, a != b


def outside(n):
    b, d, t = Base(n), Derived(n, 0.5), Third(n)
    return b.twice(), d.twice(), t.twice(), b(1), 5 + b, Base.SCALE, t.y, isinstance(t, Base), issubclass(Third, Base)


def private(n):
    p = Private(n)
    return p.read(), p.read(), p.seen, p._Private__hidden


@njit
def private_inside(n):
    p = Private(n)
    return p.read(), p.read(), p.seen


def all_kinds(n):
    return kinds(Base(n)), kinds(Derived(n, 1.0)), kinds(Third(n)), kinds(Private(n))
'''

BEYOND_CALLS = ["inside(4)", "outside(4)", "same(1)", "private(5)", "private_inside(5)", "all_kinds(1)"]

STRUCTS = '''
@structref.register
class PairType(types.StructRef):
    def preprocess_fields(self, fields):
        return tuple((name, types.unliteral(typ)) for name, typ in fields)


class Pair(structref.StructRefProxy):
    def __new__(cls, left, right):
        return structref.StructRefProxy.__new__(cls, left, right)

    @property
    def left(self):
        return get_left(self)

    @left.setter
    def left(self, value):
        set_left(self, value)

    @property
    def right(self):
        return get_right(self)


@njit
def get_left(self):
    return self.left


@njit
def set_left(self, value):
    self.left = value


@njit
def get_right(self):
    return self.right


structref.define_proxy(Pair, PairType, ["left", "right"])


@overload_method(PairType, "total")
def pair_total(self, factor=1):
    if isinstance(self.field_dict["right"], types.Array):
        def impl(self, factor=1):
            return (self.left + self.right.sum()) * factor
        return impl

    def impl(self, factor=1):
        return (self.left + self.right) * factor
    return impl


@overload_attribute(PairType, "both")
def pair_both(self):
    def impl(self):
        return (self.left, self.right)
    return impl


@njit
def made(a, b):
    p = Pair(a, right=b)
    p.left += 1
    return p


@njit
def changed(p):
    p.left += 10
    return p.left


@njit
def totals(p):
    return p.total(), p.total(2), p.total(factor=3), p.both


@njit
def many(n):
    pairs = [Pair(i, i * 0.5) for i in range(n)]
    s = 0.0
    for p in pairs:
        p.left += 1
        s += p.total()
    return s


def outside(a, b):
    p = Pair(a, b)
    before = p.left, p.right
    p.left = a + a
    return before, p.left, changed(p), p.left, type(p).__name__


def made_inside(a, b):
    p = made(a, b)
    return p.left, p.right, isinstance(p, Pair)


def all_totals(a, b):
    return totals(Pair(a, b))
'''

STRUCT_CALLS = [
    "outside(1, 2.5)", "outside(1.5, 'text')", "made_inside(3, 'x')", "made_inside(3, (1, 2.0))",
    "made_inside(1, np.arange(3))", "all_totals(1, 2.5)", "all_totals(2, np.arange(3.0))", "many(5)",
]

OVERLOADS = '''
def kind_of(x):
    """What compiled code makes of a type."""


@overload(kind_of)
def describe_array(x):
    if isinstance(x, types.Array):
        text = f"{x.ndim}d {x.dtype} {x.layout}"
        if x.dtype in types.real_domain:
            return lambda x: ("real", text)
        return lambda x: ("array", text)


@overload(kind_of)
def describe_scalar(x):
    if isinstance(x, types.Boolean):
        return lambda x: ("bool", "")
    if isinstance(x, types.Integer):
        bits = x.bitwidth
        return lambda x: ("int", str(bits))
    if isinstance(x, types.Float):
        return lambda x: ("float", "")
    if isinstance(x, types.UnicodeType):
        return lambda x: ("str", "")
    if isinstance(x, types.NoneType):
        return lambda x: ("none", "")


@overload(kind_of)
def describe_tuple(x):
    if isinstance(x, types.UniTuple):
        count, inner = x.count, str(x.dtype)
        return lambda x: ("unituple " + inner, str(count))
    if isinstance(x, types.BaseTuple):
        text = ",".join([str(t) for t in x])
        return lambda x: ("tuple", text)
    if isinstance(x, types.ListType):
        inner = str(x.item_type)
        return lambda x: ("typed list", inner)
    if isinstance(x, types.DictType):
        inner = str(x.key_type) + ":" + str(x.value_type)
        return lambda x: ("typed dict", inner)
    if isinstance(x, types.Complex):
        raise TypingError("no complex numbers here")


@njit
def described(x):
    return kind_of(x)


def power(x, n):
    """A power, by the constant exponent where there is one."""


@overload(power)
def power_overload(x, n):
    if isinstance(n, types.IntegerLiteral):
        if n.literal_value == 2:
            return lambda x, n: ("square", x * x)
        return None
    if isinstance(n, types.Integer):
        return None
    return lambda x, n: ("power", x ** n)


@njit
def squared(x):
    return power(x, 2)


@njit
def powered(x, n):
    return power(x, n)


def combined(a, b=3, c=5):
    """Three numbers in one."""


@overload(combined)
def combined_overload(a, b=3, c=5):
    def impl(a, b=3, c=5):
        return a * 100 + b * 10 + c
    return impl


@njit
def defaults(a):
    return combined(a), combined(a, 1), combined(a, c=2), combined(a, b=7, c=1)


@overload_method(types.Array, "twice")
def array_twice(arr, k=2):
    def impl(arr, k=2):
        return arr * k
    return impl


@overload_attribute(types.Array, "first")
def array_first(arr):
    def impl(arr):
        return arr[0]
    return impl


@overload_method(types.UnicodeType, "shout")
def str_shout(s):
    return lambda s: s.upper() + "!"


@overload_method(types.Integer, "half")
def int_half(i):
    return lambda i: i / 2


@njit
def members(a, s, i):
    return a.twice(), a.twice(3)[0], a.twice(k=4)[-1], a.first, s.shout(), i.half()


@register_jitable
def helper(x, y=2):
    return x + y


@njit
def helped(x):
    return helper(x) + helper(x, y=5)


def fold(f, xs):
    """A fold with a function."""


@overload(fold)
def fold_overload(f, xs):
    if isinstance(f, types.Callable):
        def impl(f, xs):
            out = xs[0]
            for i in range(1, len(xs)):
                out = f(out, xs[i])
            return out
        return impl


@njit
def larger(a, b):
    return a if a > b else b


@njit
def folded(xs):
    return fold(larger, xs)


Point = namedtuple("Point", "x y")


def norm(p):
    """The length of a point."""


@overload(norm)
def norm_overload(p):
    if isinstance(p, types.BaseNamedTuple) and p.fields == ("x", "y"):
        return lambda p: (p.x ** 2 + p.y ** 2) ** 0.5


@njit
def normed(x, y):
    return norm(Point(x, y))
'''

OVERLOAD_CALLS = [
    "described(np.zeros((2, 3)))", "described(np.zeros(3, np.int32))", "described(np.asfortranarray(np.ones((2, 2), bool)))",
    "described(True)", "described(3)", "described(np.int8(3))", "described(2.5)", "described('a')", "described(None)",
    "described((1, 2, 3))", "described((1, 2.5))", "described(typed.List([1, 2]))", "described(1j)", "described({1, 2})",
    "squared(3)", "powered(3.0, 2.5)", "powered(3, 2)", "defaults(1)", "members(np.arange(3.0) + 1, 'hi', 7)", "helped(1)",
    "helper(1)", "folded(np.array([3, 9, 4]))", "normed(3.0, 4.0)", "normed(3, 4)",
]


def files():
    """The case files of this table."""
    rest = {"imports": IMPORTS, "helpers": HELPERS}
    lacks = "Numba lacks some operators in compiled code, and forgets defaults of constructors there"
    beyond = "Numba has no classes derived from compiled ones, no class constants, no `__call__` and no identity"
    return [
        calls_file("class_fields", "Fields, methods and properties of compiled classes.", FIELDS, FIELD_CALLS, **rest),
        calls_file("class_operators", "Operators of compiled classes.", OPERATORS, OPERATOR_CALLS, reason=lacks, **rest),
        calls_file("class_objects", "Instances that hold instances.", OBJECTS, OBJECT_CALLS, **rest),
        calls_file("class_beyond", "Compiled classes beyond Numba's.", BEYOND, BEYOND_CALLS, reason=beyond, **rest),
        calls_file("structures", "Structures.", STRUCTS, STRUCT_CALLS, **rest),
        calls_file("overloads", "Functions, methods and attributes with a meaning of their own.", OVERLOADS, OVERLOAD_CALLS, **rest),
    ]
