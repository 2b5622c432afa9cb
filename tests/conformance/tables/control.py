"""Control flow, assignments, None, and language that goes beyond the plain core."""

from .base import calls_file

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
    *[f"early_return({x})" for x in (-1.0, 16.0, 400.0)],
    "deep_nesting(7)",
]


EXTRAS = """
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
def squares(n):
    return np.array([i * i for i in range(n)])


@njit
def products(n):
    return np.array([[i * j for j in range(n)] for i in range(n)])


@njit
def filtered(n):
    return np.array([i for i in range(n) if i % 3 == 1])


@njit
def characters():
    return ord("a"), ord("Z"), len("hello")
"""


EXTRA_CALLS = [
    *[f"matched({x})" for x in (0, 1, 2, 3)],
    "squares(5)",
    "products(3)",
    "filtered(10)",
    "characters()",
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


def files():
    """All files of this subject."""
    return [
        calls_file(
            "control_flow",
            "Loops, branches, logic and assignments.",
            CONTROL,
            CONTROL_CALLS,
            reason="Numba cannot type the assignment expression in these places",
            python_lines="^walrus",
        ),
        calls_file("extras", "Patterns, comprehensions that make arrays, characters.", EXTRAS, EXTRA_CALLS),
        calls_file("none_and_optional", "None, optional arguments and results.", OPTIONAL, OPTIONAL_CALLS),
    ]
