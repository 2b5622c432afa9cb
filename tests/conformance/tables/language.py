"""The Python language inside compiled functions: control flow, tuples, functions, exceptions, None."""

from .base import CaseFile, calls

CONTROL = '''
@njit
def for_else(n, needle):
    """The `else` of a loop runs unless the loop breaks."""
    for i in range(n):
        if i == needle:
            found = i
            break
    else:
        found = -1
    return found


@njit
def while_else(n):
    steps = 0
    while n > 1:
        if n % 7 == 0:
            break
        n //= 2
        steps += 1
    else:
        steps += 1000
    return n, steps


@njit
def for_else_continue(n):
    total = 0
    for i in range(n):
        if i % 2:
            continue
        total += i
    else:
        total += 100
    return total


@njit
def nested_break(n):
    count = 0
    for i in range(n):
        for j in range(n):
            if j > i:
                break
            count += 1
        if count > 20:
            break
    return i, j, count


@njit
def return_from_loops(a, v):
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            if a[i, j] == v:
                return i, j
    return -1, -1


@njit
def loop_variable_after(n):
    """The variable keeps its last value."""
    i = -5
    for i in range(n):
        pass
    return i


@njit
def loop_variable_changed(n):
    """Changing the variable does not change the iteration."""
    visited = 0
    for i in range(n):
        visited += 1
        i += 10
    return visited, i


@njit
def range_forms(a, b, c):
    first = 0
    for i in range(a):
        first = first * 10 + i
    second = 0
    for i in range(a, b):
        second = second * 10 + i
    third = 0
    for i in range(b, a, c):
        third = third * 10 + i
    return first, second, third


@njit
def range_attributes(a, b, c):
    r = range(a, b, c)
    return len(r), r.start, r.stop, r.step, a in r, b in r


@njit
def range_limit_changes(n):
    """The limit is read once."""
    count = 0
    for _ in range(n):
        n += 1
        count += 1
    return n, count


@njit
def while_true(n):
    while True:
        n -= 3
        if n < 0:
            break
    return n


@njit
def do_nothing():
    pass


@njit
def conditional_chain(x):
    if x < -10:
        kind = 0
    elif x < 0:
        kind = 1
    elif x == 0:
        kind = 2
    elif x < 10:
        kind = 3
    else:
        kind = 4
    return kind


@njit
def conditional_expression(x):
    return 1 if x > 0 else -1 if x < 0 else 0


@njit
def chained_comparison(a, b, c):
    return a < b < c, a <= b == c, a != b != c, 0 < a < 10 and b > c


@njit
def single_evaluation(values):
    """The middle of a chain is evaluated once."""
    i = 0
    count = 0
    while i < values.size and 0 < values[i] < 5:
        i += 1
        count += 1
    return count


@njit
def short_circuit_and(a, i):
    return i < a.size and a[i] > 0


@njit
def short_circuit_or(a, i):
    return i >= a.size or a[i] > 0


@njit
def boolean_operators(a, b):
    return (a and b), (a or b), not a, not (a and not b)


@njit
def walrus_loop(n):
    total = 0
    while (n := n - 1) > 0:
        total += n
    return total, n


@njit
def walrus_expression(x):
    y = (z := x * 2) + 1
    return y, z


@njit
def swap(a, b):
    a, b = b, a
    return a, b


@njit
def rotate(a, b, c):
    a, b, c = c, a, b
    return a, b, c


@njit
def unpack_nested(t):
    a, (b, c) = t
    return a + b * c


@njit
def unpack_array(a):
    x, y, z = a[0], a[1], a[2]
    return x - y - z


@njit
def chained_assignment(x):
    a = b = x + 1
    b += 1
    return a, b


@njit
def annotated(x):
    y: int = x + 1
    return y


@njit
def bitwise_flags(x):
    flags = 0
    if x & 1:
        flags |= 4
    if not x & 2:
        flags |= 8
    return flags


@njit
def truthiness(x):
    if x:
        return "yes"
    return "no"


@njit
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


@njit
def binary_search(a, v):
    low, high = 0, a.size
    while low < high:
        middle = (low + high) // 2
        if a[middle] < v:
            low = middle + 1
        else:
            high = middle
    return low


@njit
def insertion_sort(a):
    for i in range(1, a.size):
        v = a[i]
        j = i - 1
        while j >= 0 and a[j] > v:
            a[j + 1] = a[j]
            j -= 1
        a[j + 1] = v
    return a


@njit
def integer_sqrt(n):
    x = n
    y = (x + 1) // 2
    while y < x:
        x = y
        y = (x + n // x) // 2
    return x


@njit
def state_machine(n):
    state = 0
    trace = 0
    for _ in range(n):
        if state == 0:
            state = 2
        elif state == 1:
            state = 0
        else:
            state = 1
        trace = trace * 3 + state
    return trace


@njit
def matched(x):
    match x:
        case 0:
            return 10
        case 1 | 2:
            return 20
        case _:
            return 30


@njit
def early_return(x):
    if x < 0:
        return 0.0
    x = math.sqrt(x)
    if x > 10.0:
        return 10.0
    return x


@njit
def deep_nesting(n):
    total = 0
    for i in range(n):
        for j in range(i, n):
            for k in range(j, n):
                if (i + j + k) % 2:
                    continue
                for m in range(2):
                    if m == 1 and k == j:
                        break
                    total += i * j - k + m
    return total


GRID = np.arange(6).reshape(2, 3)
LINE = np.array([1, 4, 7, 2])
'''

CONTROL_CALLS = [
    "for_else(5, 3)",
    "for_else(5, 9)",
    "for_else(0, 0)",
    "while_else(16)",
    "while_else(28)",
    "while_else(0)",
    "for_else_continue(7)",
    "nested_break(3)",
    "nested_break(10)",
    "return_from_loops(GRID, 4)",
    "return_from_loops(GRID, 9)",
    "loop_variable_after(4)",
    "loop_variable_after(0)",
    "loop_variable_changed(4)",
    "range_forms(3, 7, -2)",
    "range_forms(5, 2, 1)",
    "range_forms(0, 3, -1)",
    "range_attributes(2, 11, 3)",
    "range_attributes(5, -5, -4)",
    "range_attributes(3, 3, 1)",
    "range_limit_changes(4)",
    "while_true(10)",
    "do_nothing()",
    *[f"conditional_chain({x})" for x in (-20, -5, 0, 5, 20, -2.5)],
    *[f"conditional_expression({x})" for x in (3, -3, 0, 0.0, -0.5)],
    "chained_comparison(1, 2, 3)",
    "chained_comparison(2, 2, 2)",
    "chained_comparison(3, 1, 0)",
    "single_evaluation(np.array([1, 2, 3, 9, 1]))",
    "short_circuit_and(LINE, 2)",
    "short_circuit_and(LINE, 9)",
    "short_circuit_or(LINE, 9)",
    *[f"boolean_operators({a}, {b})" for a in (True, False) for b in (True, False)],
    "walrus_loop(5)",
    "walrus_expression(4)",
    "swap(1, 2)",
    "swap(1.5, 2.5)",
    "rotate(1, 2, 3)",
    "unpack_nested((2, (3, 4)))",
    "unpack_array(LINE)",
    "chained_assignment(1)",
    "annotated(1)",
    *[f"bitwise_flags({x})" for x in (0, 1, 2, 3)],
    *[f"truthiness({x})" for x in ("0", "7", "0.0", "-0.5", "True", "False", "0j", "math.nan")],
    "gcd(1071, 462)",
    "gcd(0, 5)",
    "binary_search(np.array([1, 3, 5, 7]), 4)",
    "binary_search(np.array([1, 3, 5, 7]), 8)",
    "insertion_sort(np.array([5, 2, 9, -1, 2]))",
    "insertion_sort(np.array([2.5, -1.0]))",
    "integer_sqrt(10**12 + 5)",
    "state_machine(10)",
    *[f"matched({x})" for x in (0, 1, 2, 3)],
    *[f"early_return({x})" for x in (-1.0, 16.0, 400.0)],
    "deep_nesting(7)",
]

TUPLES = '''
Point = namedtuple("Point", ["x", "y"])
Segment = namedtuple("Segment", "start end width")


@njit
def build(a, b):
    return a, b


@njit
def single(a):
    return (a,)


@njit
def empty():
    return ()


@njit
def nested(a, b):
    return (a, (b, a)), ((a,), b)


@njit
def constant_index(t):
    return t[0], t[-1], t[1]


@njit
def dynamic_index(t, i):
    return t[i]


@njit
def sliced(t):
    return t[1:], t[:-1], t[::2], t[::-1]


@njit
def length(t):
    return len(t)


@njit
def iterate(t):
    total = 0
    for v in t:
        total = total * 10 + v
    return total


@njit
def unpack(t):
    a, b, c = t
    return c, b, a


@njit
def concatenate(s, t):
    return s + t


@njit
def compare(s, t):
    return s == t, s != t, s < t, s <= t


@njit
def contains(t, v):
    return v in t


@njit
def enumerate_tuple(t):
    total = 0
    for i, v in enumerate(t):
        total += i * v
    return total


@njit
def zip_tuples(s, t):
    total = 0
    for a, b in zip(s, t):
        total += a * b
    return total


@njit
def min_max_sum(t):
    return min(t), max(t), sum(t)


@njit
def through_call(a, b):
    s = build(b, a)
    return build(s, s[0])


@njit
def in_branches(flag):
    if flag:
        t = (1, 2.5)
    else:
        t = (3, 4.5)
    return t


@njit
def widened(flag):
    """Elements unify one by one."""
    if flag:
        return 1, 2.5
    return 1.5, 2


@njit
def carried(n):
    """A tuple carried around a loop."""
    t = (0, 1)
    for _ in range(n):
        t = (t[1], t[0] + t[1])
    return t


@njit
def of_arrays(a, b):
    t = (a, b)
    return t[0] + t[1], t[0].sum()


@njit
def make_point(x, y):
    return Point(x, y)


@njit
def make_by_keyword(x, y):
    return Point(y=y, x=x)


@njit
def fields(p):
    return p.x + p.y, p[0] - p[1]


@njit
def point_unpack(p):
    x, y = p
    return x * y


@njit
def length_of(s):
    dx = s.end.x - s.start.x
    dy = s.end.y - s.start.y
    return math.sqrt(dx * dx + dy * dy) * s.width


@njit
def shifted(p, d):
    return Point(p.x + d, p.y + d)


@njit
def with_array(a):
    return Point(a.min(), a)


@njit
def global_tuple(i):
    return WEIGHTS[i] * SCALE.x, len(WEIGHTS)


@njit
def many():
    return 1, 2.5, True, 1j, (3, 4), None


@njit
def args_tuple(*args):
    return len(args), args


@njit
def hash_free(t):
    return t[0] if t[1] > 0 else t[1]


WEIGHTS = (3, 5, 7)
SCALE = Point(2, 0.5)
'''

TUPLE_CALLS = [
    "build(1, 2.5)",
    "single(3)",
    "empty()",
    "nested(1, 2.5)",
    "constant_index((1, 2, 3))",
    "constant_index((1, 2.5, True))",
    *[f"dynamic_index((10, 20, 30), {i})" for i in (0, 2, -1, -3, 3, -4)],
    "sliced((1, 2, 3, 4))",
    "sliced((1, 2.5, True))",
    *[f"length({t})" for t in ("()", "(1,)", "(1, 2.5)")],
    "iterate((1, 2, 3))",
    "unpack((1, 2.5, False))",
    "concatenate((1, 2), (3.5,))",
    "concatenate((), (1,))",
    "compare((1, 2), (1, 3))",
    "compare((1, 2.5), (1, 2.5))",
    "compare((1, 2), (1, 2, 3))",
    "contains((1, 2, 3), 2)",
    "contains((1, 2, 3), 9)",
    "enumerate_tuple((5, 6, 7))",
    "zip_tuples((1, 2, 3), (4, 5, 6))",
    "min_max_sum((4, -1, 7))",
    "through_call(1, 2.5)",
    "in_branches(True)",
    "in_branches(False)",
    "widened(True)",
    "widened(False)",
    "carried(10)",
    "of_arrays(np.arange(3), np.ones(3))",
    "make_point(1, 2.5)",
    "make_point(1, 2.5).y",
    "repr(make_point(1, 2.5))",
    "type(make_point(1, 2)).__name__",
    "make_by_keyword(1, 2)",
    "fields(Point(1, 2))",
    "fields(Point(1.5, 2))",
    "point_unpack(Point(3, 4))",
    "length_of(Segment(Point(0.0, 0.0), Point(3.0, 4.0), 2))",
    "repr(shifted(Point(1, 2), 10))",
    "with_array(np.array([3, 1, 2]))",
    "global_tuple(1)",
    "many()",
    "args_tuple(1, 2.5)",
    "args_tuple()",
    "hash_free((5, -2))",
]

FUNCTIONS = '''
@njit
def defaults(a, b=2, c=3.5):
    return a, b, c


@njit
def none_default(a, limit=None):
    if limit is None:
        return a
    return min(a, limit)


@njit
def positional_only(a, b, /):
    return a - b


@njit
def square(x):
    return x * x


@njit
def calls_with_keywords(a):
    return defaults(a, c=1.5), defaults(b=a, a=1), defaults(a)


@njit
def apply(f, x):
    return f(x)


@njit
def apply_twice(f, x):
    return f(f(x))


@njit
def compose(f, g, x):
    return f(g(x))


@njit
def negate(x):
    return -x


def make_adder(n):
    """A compiled closure over a Python value."""

    @njit
    def adder(x):
        return x + n

    return adder


def make_polynomial(coefficients):
    """A compiled closure over a tuple."""

    @njit
    def polynomial(x):
        total = 0.0
        for c in coefficients:
            total = total * x + c
        return total

    return polynomial


def make_integrator(f):
    """A compiled closure over a compiled function."""

    @njit
    def integrate(a, b, n):
        h = (b - a) / n
        total = 0.0
        for i in range(n):
            total += f(a + (i + 0.5) * h)
        return total * h

    return integrate


def make_lookup(table):
    """A compiled closure over an array."""

    @njit
    def lookup(i):
        return table[i]

    return lookup


@njit
def inner_function(a, b):
    def scale(x):
        return x * b

    return scale(a) + scale(1)


@njit
def inner_captures_late(a):
    """An inner function reads the variable when it is called."""
    k = 1

    def f(x):
        return x + k

    return f(a)


@njit
def with_lambda(a):
    f = lambda x: x * 3 + 1
    return f(a), f(f(a))


@njit
def lambda_argument(a):
    return apply(lambda x: x - 1, a)


@njit
def factorial(n):
    if n <= 1:
        return 1
    return n * factorial(n - 1)


@njit
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@njit
def even(n):
    return True if n == 0 else odd(n - 1)


@njit
def odd(n):
    return False if n == 0 else even(n - 1)


@njit
def depth(n):
    """Ten thousand frames are no problem."""
    if n == 0:
        return 0
    return 1 + depth(n - 1)


@njit
def hanoi(n, a, b, c):
    if n == 0:
        return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


@njit
def power_by_squaring(x, n):
    if n == 0:
        return 1.0
    half = power_by_squaring(x, n // 2)
    return half * half if n % 2 == 0 else half * half * x


@njit
def quicksort(a, low, high):
    if low < high:
        pivot = a[high]
        i = low
        for j in range(low, high):
            if a[j] < pivot:
                a[i], a[j] = a[j], a[i]
                i += 1
        a[i], a[high] = a[high], a[i]
        quicksort(a, low, i - 1)
        quicksort(a, i + 1, high)


@njit
def sorted_by_quicksort(a):
    b = a.copy()
    quicksort(b, 0, b.size - 1)
    return b


@njit
def spread(*values):
    total = 0.0
    for v in values:
        total += v
    return total


@njit
def star_call(t):
    return spread(*t), defaults(*t)


@njit
def modifies(a):
    a[0] = 99


@njit
def calls_modifier(a):
    modifies(a)
    return a[0], a.sum()


@njit
def returns_argument(a):
    return a


@njit
def no_result(a):
    a[0] += 1


@njit
def several_types(x):
    """Compiled once for each type of argument."""
    return x + x


@njit
def uses_globals(x):
    return x * FACTOR + OFFSET[1] + TABLE[2]


@njit
def shadowed(x):
    sum = x + 1
    return sum


@njit
def calls_before_definition(x):
    return defined_later(x) + 1


@njit
def defined_later(x):
    return x * 100


@njit("int64(int64, int64)")
def declared_as_string(a, b):
    return a + b


@njit(float64(float64))
def declared_with_types(x):
    return x / 2


@njit([int32(int32), float64(float64)])
def declared_twice(x):
    return x * 2


@njit((float64[:], int64))
def declared_arguments_only(a, i):
    return a[i] * 2


@njit(void(float64[::1], float64))
def declared_void(a, v):
    a[:] = v


FACTOR = 3
OFFSET = (10, 20)
TABLE = np.array([100, 200, 300])
add_five = make_adder(5)
add_half = make_adder(0.5)
cubic = make_polynomial((1.0, 0.0, -2.0, 5.0))
integrate_square = make_integrator(square)
lookup = make_lookup(np.array([4, 5, 6]))
SAMPLE = np.array([3, 1, 2])
'''

FUNCTION_CALLS = [
    "defaults(1)",
    "defaults(1, 5)",
    "defaults(1, c=7)",
    "defaults(c=1, b=2, a=3)",
    "none_default(5)",
    "none_default(5, 3)",
    "none_default(5, limit=9)",
    "none_default(2, None)",
    "positional_only(5, 3)",
    "calls_with_keywords(9)",
    "apply(square, 5)",
    "apply(negate, 2.5)",
    "apply_twice(square, 3)",
    "compose(square, negate, 3)",
    "add_five(1)",
    "add_half(1)",
    "cubic(2.0)",
    "integrate_square(0.0, 3.0, 1000) > 8.99",
    "lookup(2)",
    "inner_function(2, 10)",
    "inner_captures_late(5)",
    "with_lambda(2)",
    "lambda_argument(10)",
    "factorial(20)",
    "fibonacci(20)",
    "even(10)",
    "odd(10)",
    "depth(10000)",
    "hanoi(10, 1, 2, 3)",
    "power_by_squaring(1.5, 10)",
    "sorted_by_quicksort(np.array([5, 3, 9, 1, 7, 3]))",
    "spread(1.5, 2.0, 3.25)",
    "star_call((1.0, 2.0, 3.5))",
    "calls_modifier(np.array([1, 2, 3]))",
    "returns_argument(SAMPLE) is SAMPLE",
    "no_result(SAMPLE)",
    "SAMPLE",
    "several_types(2)",
    "several_types(2.5)",
    "several_types(True)",
    "several_types(1j)",
    "several_types(np.arange(3))",
    "several_types((1, 2))",
    "uses_globals(2)",
    "shadowed(1)",
    "calls_before_definition(2)",
    "declared_as_string(2, 3)",
    "declared_as_string(2.9, 3.9)",
    "declared_with_types(3)",
    "declared_twice(3)",
    "declared_twice(2.5)",
    "declared_twice(np.int32(2**30))",
    "declared_arguments_only(np.array([1.5, 2.5]), 1)",
    "declared_void(np.zeros(2), 3.0)",
    "square.py_func(7)",
    "square.__name__",
    "square.__doc__",
    "declared_with_types(1, 2)",
    "defaults()",
]

EXCEPTIONS = '''
class Overheated(Exception):
    """An exception class of the script."""


@njit
def raises(kind, x):
    if kind == 0:
        raise ValueError("bad value")
    if kind == 1:
        raise ValueError("bad value", 7, 2.5)
    if kind == 2:
        raise TypeError
    if kind == 3:
        raise RuntimeError("at run time", x)
    if kind == 4:
        raise Overheated("too hot")
    if kind == 5:
        raise IndexError("no such index")
    if kind == 6:
        raise KeyError("missing")
    if kind == 7:
        raise StopIteration
    if kind == 8:
        raise NotImplementedError("not yet")
    if kind == 9:
        raise OverflowError("too large")
    return x


@njit
def asserts(x):
    assert x > 0
    return x


@njit
def asserts_with_text(x):
    assert x > 0, "x must be positive"
    return x


@njit
def through_two_calls(kind):
    return middle(kind) + 1


@njit
def middle(kind):
    return raises(kind, 1) * 2


@njit
def in_a_loop(values):
    for v in values:
        if v < 0:
            raise ValueError("negative value", v)
    return values.sum()


@njit
def catches(x):
    try:
        y = raises(x, 5)
    except Exception:
        y = -1
    return y


@njit
def catches_everything(x):
    try:
        y = 10 // x
    except:
        y = -1
    return y


@njit
def with_else_and_finally(x, out):
    try:
        y = 10 // x
    except Exception:
        out[0] = 1
        y = -1
    else:
        out[1] = 1
    finally:
        out[2] = 1
    return y


@njit
def finally_on_return(x, out):
    try:
        if x > 0:
            return 1
        out[0] = 5
    finally:
        out[1] = 7
    return 2


@njit
def nested_handlers(x):
    try:
        try:
            y = 10 // x
        except Exception:
            y = -1
        y += raises(x, 1)
    except Exception:
        y = -100
    return y


@njit
def caught_in_loop(values):
    failures = 0
    for v in values:
        try:
            raises(v, 1)
        except Exception:
            failures += 1
    return failures


@njit
def writes_before(a):
    a[0] = 1
    if a[1] == 0:
        raise ValueError("second is zero")
    a[0] = 2


@njit
def allocates_and_raises(n):
    a = np.ones(n)
    b = a * 2
    if b.sum() > 3:
        raise ValueError("large")
    return b


def arguments_of(call):
    """Class name and arguments of the exception that a call raises."""
    try:
        call()
    except Exception as error:
        return type(error).__name__, error.args
    return "no exception", ()


def handled():
    """Which `except` clause catches what compiled code raises."""
    found = []
    for kind in range(10):
        try:
            raises(kind, 1)
        except ValueError:
            found.append("value")
        except LookupError:
            found.append("lookup")
        except Overheated:
            found.append("own")
        except Exception as error:
            found.append(type(error).__name__)
    return found


FLAGS = np.zeros(3)
PAIR = np.array([9, 0])
'''

EXCEPTION_CALLS = [
    *[f"raises({kind}, 1)" for kind in range(11)],
    *[f"arguments_of(lambda: raises({kind}, 1))" for kind in (1, 2, 3, 7)],
    "handled()",
    "asserts(1)",
    "asserts(0)",
    "asserts_with_text(0)",
    "through_two_calls(0)",
    "through_two_calls(10)",
    "in_a_loop(np.array([1, 2, 3]))",
    "in_a_loop(np.array([1, -2, 3]))",
    *[f"catches({x})" for x in (0, 4, 10)],
    *[f"catches_everything({x})" for x in (0, 3)],
    "with_else_and_finally(5, FLAGS)",
    "FLAGS.tolist()",
    "with_else_and_finally(0, FLAGS)",
    "FLAGS.tolist()",
    "finally_on_return(1, FLAGS)",
    "finally_on_return(0, FLAGS)",
    "FLAGS.tolist()",
    *[f"nested_handlers({x})" for x in (0, 5, 10)],
    "caught_in_loop(np.array([0, 10, 4, 11]))",
    "writes_before(PAIR)",
    "PAIR",
    "allocates_and_raises(1)",
    "allocates_and_raises(2)",
]

OPTIONAL = """
@njit
def nothing():
    return None


@njit
def falls_through(x):
    if x > 0:
        return x


@njit
def find(a, v):
    for i in range(a.size):
        if a[i] == v:
            return i
    return None


@njit
def is_none(x):
    return x is None, x is not None


@njit
def default_zero(x):
    if x is None:
        return 0
    return x + 1


@njit
def optional_array(a, out=None):
    if out is None:
        out = np.zeros_like(a)
    out[:] = a * 2
    return out


@njit
def optional_float(a, scale=None):
    total = 0.0
    for v in a:
        if scale is None:
            total += v
        else:
            total += v * scale
    return total


@njit
def uses_result(a, v):
    i = find(a, v)
    if i is None:
        return -1
    return i * 10


LINE = np.array([5, 6, 7])
"""

OPTIONAL_CALLS = [
    "nothing()",
    "falls_through(5)",
    "falls_through(-5)",
    "find(LINE, 6)",
    "find(LINE, 9)",
    "is_none(None)",
    "is_none(3)",
    "default_zero(None)",
    "default_zero(3)",
    "default_zero(2.5)",
    "optional_array(LINE)",
    "optional_array(LINE, np.zeros(3, dtype=np.int64))",
    "optional_array(LINE, out=None)",
    "optional_float(LINE)",
    "optional_float(LINE, 0.5)",
    "uses_result(LINE, 7)",
    "uses_result(LINE, 8)",
]

OPTIONS = '''
@njit(fastmath=False, boundscheck=True)
def checked(a, i):
    return a[i]


@njit(cache=True)
def cached(x):
    return x * 3


@njit(nogil=True, inline="never")
def without_lock(x):
    return x + 1


@jit
def plain_jit(x):
    return x - 1


@jit(nopython=True)
def nopython_jit(x):
    return x - 2


@njit(parallel=True)
def parallel_sum(a):
    total = 0
    for i in prange(a.size):
        total += a[i]
    return total


@njit(parallel=True)
def parallel_store(n):
    out = np.zeros(n, dtype=np.int64)
    for i in prange(n):
        out[i] = i * i
    return out


@njit(parallel=True)
def parallel_rows(a):
    out = np.empty(a.shape[0])
    for i in prange(a.shape[0]):
        total = 0.0
        for j in range(a.shape[1]):
            total += a[i, j]
        out[i] = total
    return out


@njit(parallel=True)
def parallel_extremes(a):
    low = a[0]
    high = a[0]
    for i in prange(a.size):
        low = min(low, a[i])
        high = max(high, a[i])
    return low, high


@njit
def serial_prange(n):
    """Without parallel=True, `prange` is `range`."""
    total = 0
    for i in prange(n):
        total += i
    return total


@njit(parallel=True)
def parallel_expression(a):
    return a * 2 + 1


@njit
def with_docstring(x):
    """Its text."""
    return x


def plain_function(x):
    """Decorated later."""
    return x * 7


compiled_later = njit(plain_function)
compiled_with_signature = njit("float64(float64)")(plain_function)


class Holder:
    """Compiled static methods."""

    @staticmethod
    @njit
    def triple(x):
        return x * 3


DATA = np.arange(1000) % 17
'''

OPTION_CALLS = [
    "checked(np.arange(3), 2)",
    "cached(5)",
    "cached(2.5)",
    "without_lock(1)",
    "plain_jit(1)",
    "nopython_jit(1)",
    "parallel_sum(DATA)",
    "parallel_store(7)",
    "parallel_rows(np.arange(6.0).reshape(2, 3))",
    "parallel_extremes(DATA)",
    "serial_prange(10)",
    "parallel_expression(np.arange(4))",
    "with_docstring.__doc__",
    "with_docstring.__name__",
    "compiled_later(3)",
    "compiled_with_signature(3)",
    "plain_function(3)",
    "Holder.triple(4)",
    "Holder().triple(2.5)",
]

VECTORIZE = """
@vectorize([float64(float64, float64)])
def hypotenuse(a, b):
    return math.sqrt(a * a + b * b)


@vectorize(["int64(int64, int64)", "float64(float64, float64)"])
def absolute_difference(a, b):
    if a > b:
        return a - b
    return b - a


@vectorize
def dynamic(x):
    if x < 0:
        return 0 * x
    return x


@njit
def from_compiled(a):
    return hypotenuse(a, 4.0).sum()


A = np.array([3.0, 6.0])
"""

VECTORIZE_CALLS = [
    "hypotenuse(A, 4.0)",
    "hypotenuse(A, np.array([[4.0], [8.0]]))",
    "float(hypotenuse(3.0, 4.0))",
    "absolute_difference(np.array([1, 5]), np.array([3, 2]))",
    "absolute_difference(np.array([1.5, 5.0]), np.array([3, 2]))",
    "dynamic(np.array([-1, 2]))",
    "dynamic(np.array([-1.5, 2.5]))",
    "from_compiled(A)",
    "hypotenuse(A, A, A.copy())",
]

REJECTED = '''
@njit
def unknown_name(x):
    return x + undefined_name


@njit
def unknown_attribute(a):
    return a.no_such_attribute


@njit
def plus_text(x):
    return x + "a"


@njit
def different_results(x):
    if x > 0:
        return 1
    return "negative"


@njit
def different_ranks(flag):
    if flag:
        a = np.zeros(3)
    else:
        a = np.zeros((3, 3))
    return a


@njit
def complex_order(z):
    return z < 1j


@njit
def shift_by_float(x):
    return x << 1.5


@njit
def index_by_float(a):
    return a[1.5]


@njit
def calls_plain_python(x):
    return plain(x)


def plain(x):
    """Not compiled."""
    return x


@njit
def writes_global():
    TABLE[0] = 1


@njit
def too_many_indices(a):
    return a[0, 0]


@njit
def runs_away(n):
    return runs_away(n - 1)


def outcome(call):
    """Whether a call is refused, and by an error of which family."""
    try:
        call()
    except TypingError:
        return "TypingError"
    except TypeError:
        return "TypeError"
    return "accepted"


TABLE = np.arange(3)


@njit
def takes_two(a, b):
    return a + b


@njit("float64(float64[::1])")
def wants_contiguous(a):
    return a[0]
'''

REJECTED_CALLS = [
    "outcome(lambda: unknown_name(1))",
    "outcome(lambda: unknown_attribute(TABLE))",
    "outcome(lambda: plus_text(1))",
    "outcome(lambda: different_results(1))",
    "outcome(lambda: different_ranks(True))",
    "outcome(lambda: complex_order(1j))",
    "outcome(lambda: shift_by_float(1))",
    "outcome(lambda: index_by_float(TABLE))",
    "outcome(lambda: calls_plain_python(1))",
    "outcome(lambda: writes_global())",
    "outcome(lambda: too_many_indices(TABLE))",
    "outcome(lambda: runs_away(3))",
    "outcome(lambda: takes_two(1))",
    "outcome(lambda: takes_two(1, 2, 3))",
    "outcome(lambda: takes_two(1, object()))",
    "outcome(lambda: wants_contiguous(np.arange(6.0)[::2]))",
    "outcome(lambda: wants_contiguous(np.arange(3)))",
    "outcome(lambda: wants_contiguous(np.arange(3.0)))",
]

FUNCTION_IMPORTS = """
import math

import numpy as np
from numba import float64, int32, int64, njit, void
"""
TUPLE_IMPORTS = """
import math
from collections import namedtuple

import numpy as np
from numba import njit
"""
OPTION_IMPORTS = "\nimport numpy as np\nfrom numba import jit, njit, prange\n"
VECTORIZE_IMPORTS = "\nimport math\n\nimport numpy as np\nfrom numba import float64, njit, vectorize\n"
REJECTED_IMPORTS = "\nimport numpy as np\nfrom numba import njit\nfrom numba.core.errors import TypingError\n"


def file(name, about, body, texts, **rest):
    """A case file made of definitions and calls."""
    return CaseFile(name, about, body + "\n\n" + calls(*texts), **rest)


def files():
    """All files of this subject."""
    return [
        file(
            "control_flow",
            "Loops, branches, logic and assignments.",
            CONTROL,
            CONTROL_CALLS,
            reason="Numba cannot type the assignment expression in these places",
            python_lines="^walrus",
        ),
        file("tuples", "Tuples and named tuples.", TUPLES, TUPLE_CALLS, imports=TUPLE_IMPORTS),
        file(
            "functions",
            "Arguments, closures, recursion, signatures.",
            FUNCTIONS,
            FUNCTION_CALLS,
            imports=FUNCTION_IMPORTS,
        ),
        file(
            "exceptions",
            "Raising, asserting and catching.",
            EXCEPTIONS,
            EXCEPTION_CALLS,
            reason="Numba does not catch an exception that follows an inner handler",
            python_lines=r"^nested_handlers\(5\)",
        ),
        file("none_and_optional", "None, optional arguments and results.", OPTIONAL, OPTIONAL_CALLS),
        file(
            "decorator_options", "Options of the decorators, `prange`.", OPTIONS, OPTION_CALLS, imports=OPTION_IMPORTS
        ),
        file("vectorize", "Functions made into ufuncs.", VECTORIZE, VECTORIZE_CALLS, imports=VECTORIZE_IMPORTS),
        file("rejected", "Code and calls that must be refused.", REJECTED, REJECTED_CALLS, imports=REJECTED_IMPORTS),
    ]
