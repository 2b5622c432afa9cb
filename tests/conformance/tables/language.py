"""The language beyond numbers: handlers by class, patterns, strings, generators, iterators."""

from .base import calls_file

WITHOUT_NUMBA = "Numba does not compile most of these"

HANDLERS = '''
class Overheated(ArithmeticError):
    """An exception class of the script, derived from a builtin one."""


class Melted(Overheated):
    """A class derived from it."""


@njit
def fails(kind, x):
    if kind == 0:
        raise Overheated("hot", x)
    if kind == 1:
        raise Melted(x)
    if kind == 2:
        raise KeyError("key")
    if kind == 3:
        return np.ones(3)[x]
    if kind == 4:
        raise ZeroDivisionError("zero")
    return 2.5


@njit
def by_class(kind, x):
    try:
        return fails(kind, x)
    except Melted:
        return -1.0
    except (KeyError, IndexError):
        return -2.0
    except Overheated:
        return -3.0
    except ArithmeticError:
        return -4.0


@njit
def described(kind, x):
    try:
        fails(kind, x)
    except Overheated as error:
        return "own " + str(error)
    except Exception as error:
        return f"{error} | {error!r}"
    else:
        return "nothing"


@njit
def raised_again(kind, x, out):
    try:
        fails(kind, x)
    except KeyError:
        out[0] += 1
        raise
    except Overheated as error:
        out[0] += 10
        raise error
    finally:
        out[0] += 100


@njit
def replaced(kind, x):
    try:
        fails(kind, x)
    except Exception:
        raise RuntimeError("replaced", kind)


@njit
def in_a_loop(n):
    total = 0
    for i in range(n):
        try:
            if i % 3 == 0:
                continue
            if i % 7 == 5:
                raise ValueError("seven")
            if i == 50:
                break
            try:
                total += 10 // (i % 4)
            finally:
                total += 1000
        except ValueError:
            total += 1
        except ArithmeticError:
            total += 5
        finally:
            total += 100000
    return total


@njit
def finally_wins(x):
    while True:
        try:
            return 1 // x
        except ZeroDivisionError:
            pass
        finally:
            return 77


@njit
def keeps_values(a, n):
    total = 0.0
    text = ""
    for i in range(n):
        b = a * i
        try:
            text = text + "x"
            b = b[i:] + b[1]
            total += b[2]
            text = text + "y"
        except IndexError:
            total -= b.sum()
            text = text + "z"
    return total, text


def attempt(call):
    """What a call raises, with its arguments."""
    try:
        call()
    except Exception as error:
        return f"{type(error).__name__}{error.args!r}"
    return "nothing"


OUT = np.zeros(1)
'''

HANDLER_CALLS = [f"float(by_class({kind}, {x}))" for kind in range(6) for x in (1, 7)]
HANDLER_CALLS += [f"described({kind}, {x})" for kind in range(6) for x in (1, 7)]
HANDLER_CALLS += [f"attempt(lambda: raised_again({kind}, 9, OUT))" for kind in range(6)]
HANDLER_CALLS += ["OUT.tolist()"]
HANDLER_CALLS += [f"attempt(lambda: replaced({kind}, 9))" for kind in range(6)]
HANDLER_CALLS += ["in_a_loop(40)", "in_a_loop(100)", "finally_wins(0)", "finally_wins(1)"]
HANDLER_CALLS += ["float(keeps_values(np.arange(6.0), 6)[0])", "keeps_values(np.arange(6.0), 6)[1]"]

PATTERNS = '''
from collections import namedtuple

Point = namedtuple("Point", "x y")


@njit
def literal(x):
    match x:
        case 0 | 1:
            return "small"
        case -1:
            return "negative"
        case 2.5:
            return "half"
        case "a" | "b":
            return "letter"
        case True:
            return "yes"
        case None:
            return "nothing"
    return "other"


@njit
def shape(v):
    match v:
        case int():
            return 1.0
        case float(z):
            return z
        case ():
            return 0.5
        case (a, 0) | (0, a):
            return a * 2.0
        case (x, y) if x == y:
            return x + 0.25
        case (x, _, y) as whole:
            return x + y + len(whole) * 100.0
        case _:
            return -1.0


@njit
def point(p):
    match p:
        case Point(0, y):
            return y
        case Point(x, y=3):
            return x * 10
        case Point(x=1):
            return 7
        case Point():
            return -1
        case _:
            return -2


@njit
def in_loop(values):
    total = 0
    for v in values:
        match v % 5:
            case 0:
                continue
            case 1 | 2 as small:
                total += small
            case n if n == 3:
                total += 100
            case _:
                break
    return total
'''

PATTERN_CALLS = [f"literal({x})" for x in ("0", "1", "2", "-1", "2.5", "'a'", "'c'", "True", "False", "None")]
PATTERN_CALLS += [
    f"shape({v})"
    for v in ("3", "2.5", "()", "(3, 0)", "(0, 4)", "(5, 5)", "(5, 6)", "(1, 2, 3)", "'text'", "(1, 2, 3, 4)")
]
PATTERN_CALLS += [f"point({p})" for p in ("Point(0, 7)", "Point(5, 3)", "Point(1, 1)", "Point(2, 2)", "(0, 7)", "3")]
PATTERN_CALLS += ["int(in_loop(np.arange(4)))", "int(in_loop(np.array([5, 6, 7, 8, 10, 9, 1])))"]

TEXTS = ["", "hello world", "héllo wörld", "日本語テキスト日本", "aaaa", "😀a😀", "Straße\\t", "-42", "they're bill's", "ǅungla ΑΣ x"]

SEARCH = '''
@njit
def positions(s, t):
    return s.find(t), s.rfind(t), s.count(t), s.find(t, 2), s.rfind(t, 1, -1), s.count(t, 1, 5), s.find(t, -3, 100)


@njit
def tests(s, t):
    return t in s, t not in s, s.startswith(t), s.endswith(t), s.startswith(t, 1), s.endswith(t, 0, 3)


@njit
def order(s, t):
    return s == t, s != t, s < t, s <= t, s > t, s >= t


@njit
def parts(s, t):
    return s.partition(t), s.rpartition(t)


@njit
def index(s, t):
    return s.index(t), s.rindex(t)


@njit
def changed(s, t):
    return s.replace(t, "<>"), s.replace(t, "", 1), s.removeprefix(t), s.removesuffix(t), s + t, s * 2, 0 * s
'''

SEARCH_CALLS = [
    f"{name}({s!r}, {t!r})"
    for s in TEXTS[:6]
    for t in ("l", "aa", "日本", "😀", "world")
    for name in ("positions", "tests", "order", "parts", "index", "changed")
]
SEARCH_CALLS += [f"{name}('abc', '')" for name in ("positions", "tests", "parts", "index", "changed")]

SHAPES = '''
@njit
def cases(s):
    return s.upper(), s.lower(), s.capitalize(), s.title(), s.swapcase(), s.casefold()


@njit
def padded(s, n):
    return s.center(n), s.ljust(n, "*"), s.rjust(n, "-"), s.zfill(n), s.expandtabs(n)


@njit
def stripped(s):
    return s.strip(), s.lstrip(), s.rstrip(), s.strip("ab h"), s.lstrip("x-"), s.rstrip("本x")


@njit
def kinds(s):
    return s.isalnum(), s.isalpha(), s.isascii(), s.isdecimal(), s.isdigit(), s.isidentifier()


@njit
def more_kinds(s):
    return s.islower(), s.isnumeric(), s.isprintable(), s.isspace(), s.istitle(), s.isupper()


@njit
def sliced(s, a, b, c):
    return s[a:b], s[a:], s[:b], s[a:b:c], s[::c], s[::-1]


@njit
def character(s, i):
    return s[i]


@njit
def reversed_by_hand(s):
    out = ""
    for i in range(len(s)):
        out = s[i] + out
    for c in s:
        out += c
    return out
'''

SHAPE_CALLS = [f"{name}({s!r})" for s in TEXTS for name in ("cases", "stripped", "kinds", "more_kinds", "reversed_by_hand")]
SHAPE_CALLS += [f"padded({s!r}, {n})" for s in TEXTS for n in (0, 7, 12)]
SHAPE_CALLS += [
    f"{name}({s!r})"
    for s in ("12", "½", "²", "一", " \\t", "_x1", "1x", "\\x00", "aB", "ǅ", "٣", "Ab Cd", "\\u3000")
    for name in ("kinds", "more_kinds")
]
SHAPE_CALLS += [
    f"sliced({s!r}, {a}, {b}, {c})"
    for s in ("hello", "日本語x", "")
    for a, b, c in ((0, 3, 1), (-2, 10, 2), (3, 0, -1), (1, 1, 3), (-100, 100, -2), (0, 3, 0))
]
SHAPE_CALLS += [f"character({s!r}, {i})" for s in ("hello", "日本語x", "") for i in (0, -1, 3, 7, -9)]

NUMBERS = '''
@njit
def whole(s):
    return int(s)


@njit
def based(s, base):
    return int(s, base)


@njit
def real(s):
    return float(s)


@njit
def code(s):
    return ord(s)


@njit
def letter(n):
    return chr(n)


@njit
def digits(n):
    return bin(n), oct(n), hex(n), str(n)


@njit
def percent(i, x, s):
    return "%d|%5d|%-5d|%05d|%+d|%x|%o|%s|%r|%10s|%-10s|%%|%5.1s|%i" % (i, i, i, i, i, i, i, s, s, s, s, s, x)


@njit
def percent_float(x):
    return "%.2f|%8.3f|%e|%g|%G|%+.1e|%010.2f|%s" % (x, x, x, x, x, x, x, x)


@njit
def formatted(i, x, s):
    return "{0} {1:.3e} {2!r} {0:>7} {s:*^9} {0:b} {{}}".format(i, x, s, s=s)


@njit
def automatic(i, x):
    return "{} and {:08.3f} and {:,}".format(i, x, i * 100000)
'''

NUMBER_CALLS = [f"whole({s!r})" for s in ("12", " -7 ", "+1_000", "0x1", "1__0", "", "abc", "٣٤", "9223372036854775807", "_1", "1_")]
NUMBER_CALLS += [
    f"based({s!r}, {b})"
    for s, b in (("ff", 16), ("0xff", 16), ("0b11", 0), ("077", 0), ("0", 0), ("zz", 36), ("12", 2), ("12", 50), ("-0o17", 8))
]
NUMBER_CALLS += [
    f"real({s!r})"
    for s in ("1.5", " 1e5 ", "inf", "-Infinity", "nan", "1_0.5", "_1", "abc", ".5", "5.", "1e", "0x1", "")
]
NUMBER_CALLS += [f"code({s!r})" for s in ("a", "é", "日", "😀", "ab", "")]
NUMBER_CALLS += [f"letter({n})" for n in (65, 233, 0x65E5, 0x1F600, -1, 0x110000)]
NUMBER_CALLS += [f"digits({n})" for n in (0, 10, -255, 2**40)]
NUMBER_CALLS += [f"percent({i}, {x}, {s!r})" for i, x, s in ((42, 3.9, "hé"), (-42, -1e3, ""))]
NUMBER_CALLS += [f"percent_float({x})" for x in (3.14159, 1e10, -0.0, 1e-7, "float('inf')")]
NUMBER_CALLS += ["formatted(5, 2.5, 'ab')", "formatted(-3, 1e-9, '')", "automatic(5, 2.5)", "automatic(-12, -2.5)"]

GENERATORS = '''
import functools


@njit
def count(start):
    while True:
        yield start
        start += 1


@njit
def squares(n):
    for i in range(n):
        yield i * i


@njit
def total(n):
    s = 0
    for v in squares(n):
        s += v
    return s


@njit
def joined(s, n):
    text = ""
    a = np.zeros(3)
    for i in range(n):
        for c in s:
            text += c
            a = a + i
            yield text, a


@njit
def uses_joined(s, n):
    t = 0.0
    last = ""
    for word, a in joined(s, n):
        t += float(a[0]) * len(word)
        last = word
    return t, last


@njit
def guarded(n):
    for i in range(n):
        try:
            x = 10 // (i - 2)
        except ZeroDivisionError:
            x = 99
        finally:
            x += 1000
        yield x


@njit
def delegating(n):
    yield from squares(n)
    yield 100
    yield from (7, 8, 9)


@njit
def failing(n):
    yield 1
    yield n // 0


@njit
def folded(n):
    s = 0
    for v in delegating(n):
        s = s * 3 + v
    try:
        for v in failing(n):
            s += v
    except ZeroDivisionError:
        s += 5
    return s


@njit
def pairs(t):
    for a in t:
        for b in t:
            yield a * b


@njit
def interleaved():
    a = count(1)
    b = count(100)
    r = 0
    for i in range(5):
        r = r * 5 + next(a) + next(b)
    c = a
    return r, next(c), next(a)


@njit
def expressions(n):
    k = 3
    return (
        sum(i * k for i in range(n)),
        any(i > 3 for i in range(n)),
        all(i < 3 for i in range(n)),
        max(i % 3 for i in range(1, n)),
        min(x for x in range(5, 9)),
        sum(i * j for i in range(n) for j in range(i) if (i + j) % 2),
    )


@njit
def closure(n, k):
    def multiples(m):
        for i in range(m):
            yield i * k

    s = 0
    for v in multiples(n):
        s += v
    return s


@njit
def stepwise(t, n):
    it = iter(t)
    a = next(it)
    b = next(it)
    r = iter(range(n))
    c = next(r, -1)
    d = next(r, -1)
    s = 0
    for x in it:
        s += x
    return a, b, c, d, s


@njit
def first(n):
    return next(iter(range(n)))


@njit
def mapped(n):
    s = 0
    for x in map(lambda v: v * 2, range(n)):
        s += x
    for x in filter(lambda v: v % 2 == 0, range(n)):
        s += 100 * x
    for a, b in zip(range(3), map(lambda q: q + 1, range(5))):
        s += a * b
    for i, x in enumerate(filter(None, (1, 0, 2))):
        s += i * x * 1000
    for x in map(lambda a, b: a * b, (1, 2, 3), range(10)):
        s += x
    for a, b, c in zip((1, 2), squares(9), range(3)):
        s += a * b * c
    return s


@njit
def backwards(t, a):
    s = 0
    for i, x in enumerate(reversed(t)):
        s += i * x
    for i in reversed(range(2, 12, 3)):
        s = s * 3 + i
    for x in reversed(a):
        s = s * 2 + x
    w = ""
    for c in reversed("abc"):
        w += c
    return int(s), w


@njit
def reduced(n):
    a = functools.reduce(lambda x, y: x + y, range(n), 0)
    b = functools.reduce(lambda x, y: x * y, range(1, n + 1))
    return a, b, functools.reduce(max, (3, 9, 2))


@njit
def consumed(it):
    s = 0
    for v in it:
        s += v
    return s


def taken(generator, n):
    """The first values of a generator."""
    return [next(generator) for _ in range(n)]


def drained(generator):
    """All values, and what comes after them."""
    return list(generator), list(generator), next(generator, "end")


def stopped(generator):
    """The exception that ends a generator, and that it stays ended."""
    next(generator)
    try:
        next(generator)
    except ZeroDivisionError:
        return "raised", list(generator)


def half_consumed():
    """A generator that Python and compiled code take turns with."""
    it = squares(6)
    return next(it), consumed(it), list(it)
'''

GENERATOR_CALLS = ["total(5)", "total(0)", "uses_joined('abc', 3)", "folded(3)", "interleaved()"]
GENERATOR_CALLS += ["expressions(5)", "expressions(2)", "closure(5, 10)", "stepwise((1, 2, 3, 4), 1)", "stepwise((1, 2), 5)"]
GENERATOR_CALLS += ["first(3)", "first(0)", "mapped(6)", "backwards((1, 2, 3), np.arange(4))", "reduced(6)"]
GENERATOR_CALLS += ["taken(count(5), 4)", "drained(squares(4))", "drained(guarded(5))", "drained(delegating(2))"]
GENERATOR_CALLS += ["drained(pairs((1, 2, 3)))", "stopped(failing(3))", "half_consumed()", "sum(squares(10))"]


def files():
    """The case files of this table."""
    return [
        calls_file(
            "handlers_by_class",
            "Handlers for classes, the exception as a value, raising again, and what `finally` does.",
            HANDLERS,
            HANDLER_CALLS,
            reason=WITHOUT_NUMBA,
        ),
        calls_file("patterns", "The `match` statement.", PATTERNS, PATTERN_CALLS, reason=WITHOUT_NUMBA),
        calls_file(
            "text_search",
            "Finding, comparing and replacing parts of strings.",
            SEARCH,
            SEARCH_CALLS,
            reason=WITHOUT_NUMBA,
        ),
        calls_file(
            "text_shape",
            "Case, padding, slices and kinds of characters of strings.",
            SHAPES,
            SHAPE_CALLS,
            reason=WITHOUT_NUMBA,
        ),
        calls_file(
            "text_numbers",
            "Between strings and numbers; `%` and `format`.",
            NUMBERS,
            NUMBER_CALLS,
            reason=WITHOUT_NUMBA,
        ),
        calls_file(
            "generators",
            "Generators, generator expressions, and the builtins that give values one at a time.",
            GENERATORS,
            GENERATOR_CALLS,
            reason=WITHOUT_NUMBA,
        ),
    ]
