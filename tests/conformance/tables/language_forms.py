"""Forms of the language that Numba lacks or has in part: unpacking, shared variables, tuples of several types, enumerations, text in lists, methods of numbers, CPython's random stream, blocks of the interpreter."""

from .base import WITH_ROUNDED, CaseFile, calls, calls_file

WITHOUT_NUMBA = "Numba does not compile most of these"

UNPACKING = '''
@njit
def first_rest(t):
    a, *b = t
    return a, b


@njit
def none_left():
    a, *b = [1, 2][2:]
    return a, b


@njit
def rest_last(t):
    *a, b = t
    return a, b


@njit
def ends(t):
    a, *b, c, d = t
    return a, b, c, d


@njit
def nested_targets(t):
    (a, *b), c = t
    return a, b, c


@njit
def in_displays(t, xs):
    whole = (0, *t, 9)
    listed = [*xs, *t, 5]
    return whole, listed, len({*xs, *t})


@njit
def in_dicts(n):
    a = {1: n, 2: n}
    b = {0: 0, **a, 2: -1}
    return sorted(b.items()), len({**a, **b})


@njit
def total(first, *rest):
    s = first
    for value in rest:
        s += value
    return s


@njit
def several_stars(t, u):
    return total(*t, *u), total(1, *t, 2), total(*t), total(*u, 7)


@njit
def from_text(s):
    a, *b = s
    return a, b


@njit
def from_generator(n):
    a, b, *c = (i * i for i in range(n))
    return a, b, c
'''

SHARED = '''
@njit
def counter(n):
    count = 0

    def step(k):
        nonlocal count
        count += k

    for i in range(n):
        step(i)
    return count


@njit
def twice(n):
    value = n

    def grow():
        nonlocal value
        value += 1
        value *= 2

    grow()
    grow()
    return value


@njit
def two_levels(n):
    total = 0

    def outer(k):
        def inner(j):
            nonlocal total
            total += j * k

        inner(1)
        inner(2)

    for i in range(n):
        outer(i)
    return total


@njit
def parameter(n):
    def halve():
        nonlocal n
        n //= 2

    halve()
    halve()
    return n


@njit
def seen_by_both(n):
    last = -1.5

    def put(v):
        nonlocal last
        last = v

    def get():
        return last

    before = get()
    put(float(n))
    return before, get(), last
'''

MIXED = '''
from numba import literal_unroll, literally


@njit
def doubled(x):
    return 2 * x


@njit
def negated(x):
    return -x


FUNCTIONS = (doubled, negated)


@njit
def size(t):
    total = 0.0
    count = 0
    for v in t:
        count += 1
        if isinstance(v, str):
            total += len(v)
        else:
            total += v
    return total, count


@njit
def unrolled(t):
    total = 0.0
    for v in literal_unroll(t):
        if isinstance(v, str):
            continue
        if v > 2:
            break
        total += v
    else:
        total = -1.0
    return total


@njit
def applied(x):
    s = 0
    for f in FUNCTIONS:
        s = 10 * s + f(x)
    return s


@njit
def applied_here(x):
    s = 0
    for f in literal_unroll((doubled, negated, doubled)):
        s = 10 * s + f(x)
    return s


@njit
def rows(t):
    total = 0.0
    for row in t:
        for v in row:
            total += v
    return float(total)


@njit
def shapes(*arrays):
    n = 0
    for a in arrays:
        n = 10 * n + a.ndim
    return n


@njit
def with_lambda(t):
    s = 0.0
    for v in t:
        f = lambda x: x + v
        s += f(1)
    return s


@njit
def inner_loop(t, n):
    s = 0.0
    for v in t:
        for i in range(n):
            if i == 2:
                break
            s += v * i
    return s


@njit
def described(t):
    out = ""
    for v in t:
        out += str(v) + ";"
    return out


@njit
def constant(n):
    return literally(n) + 1
'''

ENUMS = '''
from enum import Enum, IntEnum


class Colour(IntEnum):
    RED = 1
    GREEN = 2
    BLUE = 4


class State(Enum):
    OFF = "off"
    ON = "on"


class Level(Enum):
    LOW = 1
    HIGH = 2


@njit
def compared(c):
    return c == Colour.RED, c is Colour.GREEN, c != Colour.BLUE, c < Colour.BLUE, c == 2


@njit
def plain(s):
    return s == Level.LOW, s is Level.HIGH, s != Level.LOW, s == 1


@njit
def arithmetic(c):
    return c + 1, c * 2, c | Colour.BLUE, -c, c.value


@njit
def parts(c):
    return c.name, c.value


@njit
def returned(c):
    return c, (c, Colour.RED)


@njit
def found(value):
    return Colour(value)


@njit
def by_name():
    return Colour["GREEN"], State["ON"], State.OFF.value, Level.HIGH.name


@njit
def members():
    total = 0
    names = ""
    for c in Colour:
        total += c
        names += c.name
    for s in State:
        names += s.value
    return total, names


@njit
def contained(c):
    return c in (Colour.RED, Colour.GREEN), c in [Colour.BLUE]


@njit
def as_keys(c):
    d = {Colour.RED: 10, Colour.GREEN: 20}
    return d.get(c, -1), len({c, Colour.RED})


@njit
def chosen(flag):
    return Level.LOW if flag else Level.HIGH
'''

TEXT_LISTS = '''
@njit
def split(s):
    return s.split()


@njit
def split_some(s, n):
    return s.split(None, n)


@njit
def split_at(s, sep, n):
    return s.split(sep, n)


@njit
def rsplit(s):
    return s.rsplit()


@njit
def rsplit_some(s, n):
    return s.rsplit(None, n)


@njit
def rsplit_at(s, sep, n):
    return s.rsplit(sep, n)


@njit
def lines(s, keep):
    return s.splitlines(keep)


@njit
def joined(sep, parts):
    return sep.join(parts)


@njit
def joined_characters(sep, s):
    return sep.join(s), sep.join([c for c in s]), sep.join(c + c for c in s)


@njit
def joined_numbers(n):
    return ", ".join(map(str, range(n))), "".join([chr(97 + i) for i in range(n)])


@njit
def starts(s):
    return s.startswith(("ab", "x")), s.endswith(("z", "")), s.startswith(("q",)), s.endswith(("c", "d"), 1, 3)


@njit
def translated(s):
    return s.translate(str.maketrans("abc", "xyz")), s.translate({97: "AA", 98: ""}), s.translate(str.maketrans("a", "b", "c"))


@njit
def grown(n):
    s = ""
    t = "-"
    kept = ""
    for i in range(n):
        if i == n // 2:
            kept = s
        s += str(i)
        t = t + "é" if i % 3 == 0 else t + "a"
    other = kept + "|"
    return s, t, kept, other, len(s), hash(s) == hash("" + s)


@njit
def formatted(x, width, places):
    return f"{x:{width}.{places}f}|{x:>{width}}|{'a':{'^'}{width}}|{width:0{places}d}", format(x, ".2e"), format(width, "x")


@njit
def shown(x):
    return repr(x), str(x), f"{x!r}"


@njit
def percent(i):
    return "%c%c" % (i, "z"), "%5.1f|%-6d|%+d|%x" % (i, i, i, i)
'''

NUMBERS = '''
@njit
def bits(n):
    return n.bit_length(), n.bit_count(), n.numerator, n.denominator


@njit
def floats(x):
    return x.is_integer(), x.hex()


@njit
def ratio(x):
    return x.as_integer_ratio()


@njit
def power(a, b, m):
    return pow(a, b, m)


@njit
def smallest(xs):
    return min(xs, key=lambda x: -x), max(xs, key=lambda x: x % 3), min(xs, default=7), max([x for x in xs if x > 5], default=-1)


@njit
def smallest_of(a, b, c):
    return min(a, b, c, key=abs), max(a, b, c, key=lambda x: -x)


@njit
def no_default(xs):
    return max([x for x in xs if x > 100], key=abs)


@njit
def zipped(a, b):
    return [x * y for x, y in zip(a, b, strict=True)]


@njit
def zipped_three(a, b, c):
    return [x + y + z for x, y, z in zip(a, b, c, strict=True)]


@njit
def indices(start, stop, step, n):
    return slice(start, stop, step).indices(n)


@njit
def exact(xs):
    return math.fsum(xs)


@njit
def dicts(n):
    a = dict([(1, 2), (3, n)])
    b = dict(zip("ab", [1, n]))
    c = dict(x=1, y=n)
    return sorted(a.items()), sorted(b.items()), c["y"], len(dict.fromkeys(range(n), 0))


@njit
def attributes(z):
    return getattr(z, "real"), getattr(z, "nothing", -1), hasattr(z, "imag"), hasattr(z, "nothing")


@njit
def hashed(x):
    return hash(x)


@njit
def local_imports(x):
    import math as m
    from math import floor, sqrt

    import numpy as np

    return m.ceil(x) + floor(x), sqrt(x), float(np.abs(-x))
'''

OPERATORS = '''
import operator
from functools import reduce


@njit
def binary(a, b):
    return operator.add(a, b), operator.sub(a, b), operator.mul(a, b), operator.truediv(a, b), operator.floordiv(a, b), operator.mod(a, b)


@njit
def bitwise(a, b):
    return operator.and_(a, b), operator.or_(a, b), operator.xor(a, b), operator.lshift(a, b), operator.rshift(a, b), operator.invert(a)


@njit
def comparing(a, b):
    return operator.lt(a, b), operator.le(a, b), operator.eq(a, b), operator.ne(a, b), operator.gt(a, b), operator.ge(a, b)


@njit
def unary(a):
    return operator.neg(a), operator.pos(a), operator.not_(a), operator.truth(a)


@njit
def folded(xs):
    return reduce(operator.add, xs), reduce(operator.mul, xs, 2), reduce(max, xs)


@njit
def places(xs):
    operator.setitem(xs, 0, 9)
    return operator.getitem(xs, 0), operator.contains(xs, 2), operator.iadd(xs, [7])
'''

RANDOM = '''
import random


@njit
def seeded(seed):
    random.seed(seed)
    return [random.getrandbits(k) for k in (1, 5, 31, 32, 33, 53, 63)]


@njit
def ranges(seed):
    random.seed(seed)
    return [random.randint(1, 6), random.randrange(10), random.randrange(3, 30, 4), random.randrange(9, -9, -2), random.randint(-5, 10**12)]


@njit
def chosen(seed, xs):
    random.seed(seed)
    a = random.choice(xs)
    b = random.sample(xs, 3)
    c = random.choices(xs, k=4)
    d = random.choices(xs, weights=[1, 2, 3, 4, 5, 6], k=4)
    random.shuffle(xs)
    return a, b, c, d, xs


@njit
def many(seed, n):
    random.seed(seed)
    return random.sample(range(n), 30)


@njit
def uniform(seed):
    random.seed(seed)
    return [random.random(), random.uniform(-1, 3), random.triangular(0, 10, 3), random.triangular()]


@njit
def variates(seed):
    random.seed(seed)
    return [random.gauss(0, 1), random.gauss(5, 2), random.normalvariate(0, 1), random.lognormvariate(0, 0.5), random.expovariate(1.5), random.vonmisesvariate(1, 4), random.vonmisesvariate(0, 1e-7), random.gammavariate(2.5, 1), random.gammavariate(1.0, 2), random.gammavariate(0.5, 1), random.betavariate(1.5, 2), random.paretovariate(3), random.weibullvariate(1, 2)]


@njit
def empty():
    return random.randrange(0)
'''

BLOCKS = '''
from numba import objmode

SCALE = 3.0


class Refused(ValueError):
    """An exception class of the script."""


@njit
def number(n):
    with objmode(y="float64"):
        y = float(str(n)) * SCALE
    return y + 1


@njit
def array(n):
    with objmode(a="float64[:]", k="int64"):
        a = np.array([1.5, 2.5, n])
        k = len(repr(n))
    a[0] = 7.0
    return a, k


@njit
def nothing(xs):
    total = 0
    with objmode():
        seen = []
        for x in xs:
            if x > 1:
                seen.append(x)
        print("seen", seen)
    for x in xs:
        total += x
    return total


@njit
def changed(a):
    with objmode:
        a[0] = 40.0
    return float(a[0] + a[1])


@njit
def text(s):
    with objmode(t="unicode_type"):
        t = "<" + s.upper() + ">"
    return t + "!"


@njit
def raising(n):
    with objmode(y="int64"):
        if n > 2:
            raise Refused("too much")
        y = n
    return y


@njit
def caught(n):
    try:
        with objmode(y="int64"):
            y = int("x" * n)
    except ValueError:
        return -1
    return y


@njit
def in_loop(n):
    total = 0
    for i in range(n):
        with objmode(y="int64"):
            y = i * i
        total += y
    return total


def made(offset):
    @njit
    def inner(x):
        with objmode(y="int64"):
            y = x + offset
        return y

    return inner


shifted = made(100)


@njit
def wrong_type(n):
    with objmode(y="int64"):
        y = "text"
    return y
'''


def files():
    """The case files of this table."""
    rounded = {"helpers": WITH_ROUNDED}
    return [
        calls_file(
            "unpacking",
            "Starred targets, displays and arguments.",
            UNPACKING,
            ["first_rest((1, 2, 3))", "first_rest([1.5, 2.5])", "first_rest([4])", "none_left()", "rest_last((1, 2, 3))", "rest_last([1, 2])",
             "ends((1, 2, 3, 4, 5))", "ends([1, 2, 3])", "ends([1, 2])", "nested_targets(((1, 2, 3), 4))", "in_displays((1, 2), [3, 1])", "in_dicts(5)",
             "several_stars((1, 2), (3,))", "from_text('abc')", "from_generator(5)", "from_generator(2)"],
            reason=WITHOUT_NUMBA,
        ),
        calls_file(
            "shared_variables",
            "Variables that nested functions assign.",
            SHARED,
            ["counter(4)", "twice(1)", "two_levels(4)", "parameter(22)", "seen_by_both(3)"],
            reason=WITHOUT_NUMBA,
        ),
        calls_file(
            "mixed_tuples",
            "Loops over tuples whose elements have types of their own, functions among them.",
            MIXED,
            ["size((1, 2.5, 'abc'))", "size((1, 2, 3))", "size(())", "unrolled((1, 2.0, 'abc'))", "unrolled((1, 2.5, 'abc'))", "unrolled((1, 'a', 5, 6.5))", "applied(3)",
             "applied_here(2)", "rows(((1, 2.5), (3, 4, 5)))", "rows(([1.5, 2.5], (3, 4.5, 5), np.ones(2)))", "rows((((), (1, 2.5, 3), (4,))[1], ()))", "shapes(np.ones(2), np.ones((2, 2)), np.ones((1, 1, 1)))", "with_lambda((1, 2.5))",
             "inner_loop((1, 2.5, 3), 5)", "described((1, 2.5, 'x', True, None, (1, 2)))", "constant(4)"],
            reason=WITHOUT_NUMBA,
        ),
        calls_file(
            "enumerations",
            "Members of enumerations.",
            ENUMS,
            ["compared(Colour.RED)", "compared(Colour.GREEN)", "plain(Level.LOW)", "plain(Level.HIGH)", "arithmetic(Colour.GREEN)", "parts(Colour.BLUE)", "parts(State.ON)",
             "parts(Level.LOW)", "returned(Colour.BLUE)", "found(4)", "found(3)", "by_name()", "members()", "contained(Colour.RED)", "contained(Colour.BLUE)",
             "as_keys(Colour.GREEN)", "as_keys(Colour.BLUE)", "chosen(True)", "chosen(False)"],
            reason=WITHOUT_NUMBA,
        ),
        calls_file(
            "text_lists",
            "Strings taken apart and put together.",
            TEXT_LISTS,
            [f"split({s!r})" for s in ("", "a", "  a b\t c\n", "\u2003x\u00a0y ", "один два")]
            + [f"split_some('  a b  c d  ', {n})" for n in (0, 1, 2, 9)]
            + [f"split_at({s!r}, {sep!r}, {n})" for s, sep in (("a,b,,c", ","), ("", ","), (",", ","), ("a--b---c", "--"), ("éaéb", "é")) for n in (-1, 0, 1, 2)]
            + ["split_at('abc', '', -1)"]
            + [f"rsplit({s!r})" for s in ("", " a b  c ")]
            + [f"rsplit_some('  a b  c d  ', {n})" for n in (0, 1, 2, 9)]
            + [f"rsplit_at({s!r}, {sep!r}, {n})" for s, sep in (("a,b,,c", ","), ("", ","), ("a--b---c", "--")) for n in (-1, 0, 1, 2)]
            + [f"lines({s!r}, {keep})" for s in ("", "a", "a\n", "a\nb\r\nc\rd", "\n\n", "a\x0bb\x0cc\x1cd\x85e\u2028f") for keep in (False, True)]
            + ["joined(', ', ['a', 'b', 'c'])", "joined('', ['x'])", "joined('é', ['a', '\u4e2d'])", "joined('-', [''])", "joined_characters('-', 'abc')", "joined_numbers(5)", "starts('abc')", "translated('aabbcc')",
               "grown(0)", "grown(5)", "grown(200)", "formatted(3.14159, 9, 3)", "shown(2.5)", "shown('a\\'b')", "shown((1, 'x'))", "shown(True)", "percent(65)"],
            reason=WITHOUT_NUMBA,
        ),
        calls_file(
            "number_methods",
            "Methods of numbers, and functions on them in all their forms.",
            NUMBERS,
            [f"bits({n})" for n in (0, 1, -1, 255, -256, 2**62, -(2**63))]
            + [f"floats({x})" for x in ("0.0", "-0.0", "1.0", "-2.5", "1e300", "5e-324", "-2.5e-310", "math.inf", "math.nan", "0.1")]
            + [f"ratio({x})" for x in ("0.5", "-3.0", "0.1", "math.nan", "math.inf")]
            + [f"power({a}, {b}, {m})" for a, b, m in ((3, 200, 13), (-3, 5, 7), (3, 5, -7), (2, 0, 1), (3, -1, 11), (2, -1, 4), (2, 3, 0), (10**12, 10**12, 10**15 + 37))]
            + ["smallest([3, 1, 2])", "smallest([6, 7])", "smallest_of(3, -1, 2)", "smallest_of(0.5, -2.0, 1.0)", "no_default([1, 2])", "zipped([1, 2], [3, 4])", "zipped([1, 2], [3])", "zipped([1], [3, 4])",
               "zipped_three([1], [2], [3])", "zipped_three([1], [2], [3, 4])", "zipped_three([1, 1], [2, 2], [3])"]
            + [f"indices({a}, {b}, {c}, {n})" for a, b, c in ((1, 8, 2), (-3, None, None), (None, None, -1), (8, 1, -3), (None, -9, 1)) for n in (0, 5, 10)]
            + ["exact([0.1] * 10)", "exact([1e100, 1.0, -1e100])", "exact([1e16, 1.0, 1e-16])", "exact([math.inf, 1.0])", "dicts(4)", "attributes(3 + 4j)", "attributes(2.5)"]
            + [f"hashed({x})" for x in ("0", "1", "-1", "2**61", "-(2**62)", "True", "2.5", "-0.5", "1e300", "math.inf", "1 + 2j", "(1, 2)", "(1, (2.5, True))", "()")]
            + ["local_imports(2.25)"],
            reason=WITHOUT_NUMBA,
        ),
        calls_file(
            "operator_functions",
            "The functions of the module operator.",
            OPERATORS,
            ["binary(7, 2)", "binary(-7.5, 2)", "bitwise(12, 2)", "comparing(1, 2)", "comparing(2.5, 2.5)", "unary(3)", "unary(0)", "folded([3, 1, 2])", "places([1, 2, 3])"],
            reason=WITHOUT_NUMBA,
        ),
        CaseFile(
            "python_random",
            "The module random with CPython's stream.",
            RANDOM
            + "\n\n"
            + calls(*[f"seeded({s})" for s in (0, 1, 42, -7, 2**40)], *[f"ranges({s})" for s in (1, 2)], *[f"chosen({s}, [1, 2, 3, 4, 5, 6])" for s in (3, 4)], "many(5, 1000)", "empty()")
            + calls(*[f"uniform({s})" for s in (6, 7)], *[f"variates({s})" for s in (8, 9, 10)], view="rounded"),
            reason="Numba seeds this module as NumPy does",
            **rounded,
        ),
        calls_file(
            "object_mode",
            "Blocks of compiled functions that the interpreter runs.",
            BLOCKS,
            ["number(4)", "array(2.5)", "nothing([1, 2, 3])", "changed(np.array([1.0, 2.0]))", "text('ab')", "raising(1)", "raising(3)", "caught(1)", "in_loop(5)", "shifted(1)"],
            reason=WITHOUT_NUMBA,
        ),
    ]
