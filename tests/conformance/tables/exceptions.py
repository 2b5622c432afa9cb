"""Exceptions: raising, asserting, catching."""

from .base import calls_file

EXCEPTIONS = '''
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
        raise ArithmeticError("no arithmetic")
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
        except ArithmeticError:
            found.append("arithmetic")
        except Exception as error:
            found.append(type(error).__name__)
    return found


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
    "writes_before(PAIR)",
    "PAIR",
    "allocates_and_raises(1)",
    "allocates_and_raises(2)",
]


HANDLERS = '''
class Overheated(Exception):
    """An exception class of the script."""


@njit
def raises(kind, x):
    if kind == 0:
        raise ValueError("bad value")
    if kind == 4:
        raise KeyError("missing")
    if kind == 5:
        raise IndexError("no such index")
    return x


@njit
def raises_own(x):
    raise Overheated("too hot", x)


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


FLAGS = np.zeros(3)
'''


HANDLER_CALLS = [
    *[f"raises({kind}, 1)" for kind in (0, 4, 10)],
    "raises_own(1)",
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
]


def files():
    """All files of this subject."""
    return [
        calls_file(
            "exceptions",
            "Raising and asserting; catching at module level.",
            EXCEPTIONS,
            EXCEPTION_CALLS,
        ),
        calls_file(
            "exception_handlers",
            "Catching inside compiled code, and exception classes of the script.",
            HANDLERS,
            HANDLER_CALLS,
            reason="Numba does not catch an exception that follows an inner handler",
            python_lines=r"^nested_handlers\(5\)",
        ),
    ]
