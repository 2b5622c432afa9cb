"""Loops, branches, logic and assignments.

Expected output: CPython and NumPy at module level, Numba in compiled functions; except for the lines with
`^walrus`, which follow CPython and NumPy throughout: Numba cannot type the assignment expression in these
places.
Written by tests/conformance/regenerate.py; do not edit.
"""

import math

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


case("for_else(5, 3)", lambda: for_else(5, 3))
case("for_else(5, 9)", lambda: for_else(5, 9))
case("for_else(0, 0)", lambda: for_else(0, 0))
case("while_else(16)", lambda: while_else(16))
case("while_else(28)", lambda: while_else(28))
case("while_else(0)", lambda: while_else(0))
case("for_else_continue(7)", lambda: for_else_continue(7))
case("nested_break(3)", lambda: nested_break(3))
case("nested_break(10)", lambda: nested_break(10))
case("return_from_loops(GRID, 4)", lambda: return_from_loops(GRID, 4))
case("return_from_loops(GRID, 9)", lambda: return_from_loops(GRID, 9))
case("loop_variable_after(4)", lambda: loop_variable_after(4))
case("loop_variable_after(0)", lambda: loop_variable_after(0))
case("loop_variable_changed(4)", lambda: loop_variable_changed(4))
case("range_forms(3, 7, -2)", lambda: range_forms(3, 7, -2))
case("range_forms(5, 2, 1)", lambda: range_forms(5, 2, 1))
case("range_forms(0, 3, -1)", lambda: range_forms(0, 3, -1))
case("range_attributes(2, 11, 3)", lambda: range_attributes(2, 11, 3))
case("range_attributes(5, -5, -4)", lambda: range_attributes(5, -5, -4))
case("range_attributes(3, 3, 1)", lambda: range_attributes(3, 3, 1))
case("range_limit_changes(4)", lambda: range_limit_changes(4))
case("while_true(10)", lambda: while_true(10))
case("do_nothing()", lambda: do_nothing())
case("conditional_chain(-20)", lambda: conditional_chain(-20))
case("conditional_chain(-5)", lambda: conditional_chain(-5))
case("conditional_chain(0)", lambda: conditional_chain(0))
case("conditional_chain(5)", lambda: conditional_chain(5))
case("conditional_chain(20)", lambda: conditional_chain(20))
case("conditional_chain(-2.5)", lambda: conditional_chain(-2.5))
case("conditional_expression(3)", lambda: conditional_expression(3))
case("conditional_expression(-3)", lambda: conditional_expression(-3))
case("conditional_expression(0)", lambda: conditional_expression(0))
case("conditional_expression(0.0)", lambda: conditional_expression(0.0))
case("conditional_expression(-0.5)", lambda: conditional_expression(-0.5))
case("chained_comparison(1, 2, 3)", lambda: chained_comparison(1, 2, 3))
case("chained_comparison(2, 2, 2)", lambda: chained_comparison(2, 2, 2))
case("chained_comparison(3, 1, 0)", lambda: chained_comparison(3, 1, 0))
case("single_evaluation(np.array([1, 2, 3, 9, 1]))", lambda: single_evaluation(np.array([1, 2, 3, 9, 1])))
case("short_circuit_and(LINE, 2)", lambda: short_circuit_and(LINE, 2))
case("short_circuit_and(LINE, 9)", lambda: short_circuit_and(LINE, 9))
case("short_circuit_or(LINE, 9)", lambda: short_circuit_or(LINE, 9))
case("boolean_operators(True, True)", lambda: boolean_operators(True, True))
case("boolean_operators(True, False)", lambda: boolean_operators(True, False))
case("boolean_operators(False, True)", lambda: boolean_operators(False, True))
case("boolean_operators(False, False)", lambda: boolean_operators(False, False))
case("walrus_loop(5)", lambda: walrus_loop(5))
case("walrus_expression(4)", lambda: walrus_expression(4))
case("swap(1, 2)", lambda: swap(1, 2))
case("swap(1.5, 2.5)", lambda: swap(1.5, 2.5))
case("rotate(1, 2, 3)", lambda: rotate(1, 2, 3))
case("unpack_nested((2, (3, 4)))", lambda: unpack_nested((2, (3, 4))))
case("unpack_array(LINE)", lambda: unpack_array(LINE))
case("chained_assignment(1)", lambda: chained_assignment(1))
case("annotated(1)", lambda: annotated(1))
case("bitwise_flags(0)", lambda: bitwise_flags(0))
case("bitwise_flags(1)", lambda: bitwise_flags(1))
case("bitwise_flags(2)", lambda: bitwise_flags(2))
case("bitwise_flags(3)", lambda: bitwise_flags(3))
case("truthiness(0)", lambda: truthiness(0))
case("truthiness(7)", lambda: truthiness(7))
case("truthiness(0.0)", lambda: truthiness(0.0))
case("truthiness(-0.5)", lambda: truthiness(-0.5))
case("truthiness(True)", lambda: truthiness(True))
case("truthiness(False)", lambda: truthiness(False))
case("truthiness(0j)", lambda: truthiness(0j))
case("truthiness(math.nan)", lambda: truthiness(math.nan))
case("gcd(1071, 462)", lambda: gcd(1071, 462))
case("gcd(0, 5)", lambda: gcd(0, 5))
case("binary_search(np.array([1, 3, 5, 7]), 4)", lambda: binary_search(np.array([1, 3, 5, 7]), 4))
case("binary_search(np.array([1, 3, 5, 7]), 8)", lambda: binary_search(np.array([1, 3, 5, 7]), 8))
case("insertion_sort(np.array([5, 2, 9, -1, 2]))", lambda: insertion_sort(np.array([5, 2, 9, -1, 2])))
case("insertion_sort(np.array([2.5, -1.0]))", lambda: insertion_sort(np.array([2.5, -1.0])))
case("integer_sqrt(10**12 + 5)", lambda: integer_sqrt(10**12 + 5))
case("state_machine(10)", lambda: state_machine(10))
case("early_return(-1.0)", lambda: early_return(-1.0))
case("early_return(16.0)", lambda: early_return(16.0))
case("early_return(400.0)", lambda: early_return(400.0))
case("deep_nesting(7)", lambda: deep_nesting(7))
