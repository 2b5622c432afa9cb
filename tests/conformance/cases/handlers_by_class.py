"""Handlers for classes, the exception as a value, raising again, and what `finally` does.

Expected output: CPython and NumPy throughout (the functions run undecorated), because Numba's own result is not
the one wanted here: Numba does not compile most of these.
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


case("float(by_class(0, 1))", lambda: float(by_class(0, 1)))
case("float(by_class(0, 7))", lambda: float(by_class(0, 7)))
case("float(by_class(1, 1))", lambda: float(by_class(1, 1)))
case("float(by_class(1, 7))", lambda: float(by_class(1, 7)))
case("float(by_class(2, 1))", lambda: float(by_class(2, 1)))
case("float(by_class(2, 7))", lambda: float(by_class(2, 7)))
case("float(by_class(3, 1))", lambda: float(by_class(3, 1)))
case("float(by_class(3, 7))", lambda: float(by_class(3, 7)))
case("float(by_class(4, 1))", lambda: float(by_class(4, 1)))
case("float(by_class(4, 7))", lambda: float(by_class(4, 7)))
case("float(by_class(5, 1))", lambda: float(by_class(5, 1)))
case("float(by_class(5, 7))", lambda: float(by_class(5, 7)))
case("described(0, 1)", lambda: described(0, 1))
case("described(0, 7)", lambda: described(0, 7))
case("described(1, 1)", lambda: described(1, 1))
case("described(1, 7)", lambda: described(1, 7))
case("described(2, 1)", lambda: described(2, 1))
case("described(2, 7)", lambda: described(2, 7))
case("described(3, 1)", lambda: described(3, 1))
case("described(3, 7)", lambda: described(3, 7))
case("described(4, 1)", lambda: described(4, 1))
case("described(4, 7)", lambda: described(4, 7))
case("described(5, 1)", lambda: described(5, 1))
case("described(5, 7)", lambda: described(5, 7))
case("attempt(lambda: raised_again(0, 9, OUT))", lambda: attempt(lambda: raised_again(0, 9, OUT)))
case("attempt(lambda: raised_again(1, 9, OUT))", lambda: attempt(lambda: raised_again(1, 9, OUT)))
case("attempt(lambda: raised_again(2, 9, OUT))", lambda: attempt(lambda: raised_again(2, 9, OUT)))
case("attempt(lambda: raised_again(3, 9, OUT))", lambda: attempt(lambda: raised_again(3, 9, OUT)))
case("attempt(lambda: raised_again(4, 9, OUT))", lambda: attempt(lambda: raised_again(4, 9, OUT)))
case("attempt(lambda: raised_again(5, 9, OUT))", lambda: attempt(lambda: raised_again(5, 9, OUT)))
case("OUT.tolist()", lambda: OUT.tolist())
case("attempt(lambda: replaced(0, 9))", lambda: attempt(lambda: replaced(0, 9)))
case("attempt(lambda: replaced(1, 9))", lambda: attempt(lambda: replaced(1, 9)))
case("attempt(lambda: replaced(2, 9))", lambda: attempt(lambda: replaced(2, 9)))
case("attempt(lambda: replaced(3, 9))", lambda: attempt(lambda: replaced(3, 9)))
case("attempt(lambda: replaced(4, 9))", lambda: attempt(lambda: replaced(4, 9)))
case("attempt(lambda: replaced(5, 9))", lambda: attempt(lambda: replaced(5, 9)))
case("in_a_loop(40)", lambda: in_a_loop(40))
case("in_a_loop(100)", lambda: in_a_loop(100))
case("finally_wins(0)", lambda: finally_wins(0))
case("finally_wins(1)", lambda: finally_wins(1))
case("float(keeps_values(np.arange(6.0), 6)[0])", lambda: float(keeps_values(np.arange(6.0), 6)[0]))
case("keeps_values(np.arange(6.0), 6)[1]", lambda: keeps_values(np.arange(6.0), 6)[1])
