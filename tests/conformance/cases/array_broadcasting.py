"""Shapes and layouts that meet in array expressions.

Expected output: CPython and NumPy at module level, Numba in compiled functions; except for the lines with
`raised ValueError`, which follow CPython and NumPy throughout: NumPy's words say more than Numba's.
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


@njit
def add(a, b):
    return a + b


@njit
def expression(a, b, c):
    """One fused loop over three inputs."""
    return a * b + c / 2.0 - a


@njit
def compare_and_combine(a, b):
    return (a > b) & (a != 2) | (b == 1)


@njit
def unary_forms(a):
    return -a, +a, np.abs(a), a**2, ~(a > 0)


@njit
def invert(a):
    return ~a


@njit
def outer_sum(a, b):
    return a.reshape(-1, 1) + b


@njit
def with_row(a, r):
    return a - r


@njit
def center(a):
    """Subtract the mean of each column."""
    out = np.empty_like(a)
    for j in range(a.shape[1]):
        out[:, j] = a[:, j] - a[:, j].mean()
    return out


@njit
def polynomial(x):
    return 3.0 * x**3 - 2.0 * x**2 + x - 1.0


@njit
def saxpy(alpha, x, y):
    return alpha * x + y


@njit
def norm(x):
    return np.sqrt((x * x).sum())


@njit
def chained(a):
    """An expression with intermediate results that are used twice."""
    b = a + 1
    c = b * b
    d = c - b
    return (c + d).sum(), b


@njit
def in_branch(a, flag):
    if flag:
        b = a * 2
    else:
        b = a[::-1] + 0
    return b


LINE = np.arange(4)
GRID = np.arange(12).reshape(3, 4)
FLOATS = np.array([0.5, -1.5, 2.0, 3.25])
SHAPES = (
    ("(4,)", LINE),
    ("(1,)", np.array([10])),
    ("(3, 4)", GRID),
    ("(3, 1)", np.array([[100], [200], [300]])),
    ("(1, 4)", LINE.reshape(1, 4)),
    ("()", np.array(7)),
    ("(2, 3, 4)", np.arange(24).reshape(2, 3, 4)),
    ("(0,)", np.zeros(0, dtype=np.int64)),
    ("(4, 3) transposed", np.arange(12).reshape(4, 3).T),
    ("(4,) reversed", LINE[::-1]),
    ("(3,)", np.arange(3)),
)
for left, a in SHAPES:
    for right, b in SHAPES:
        case(f"{left} + {right}", lambda: add(a, b))
for left, a in SHAPES[:4]:
    case(f"{left} + 1", lambda: add(a, 1))
    case(f"2.5 + {left}", lambda: add(2.5, a))
case("expression", lambda: expression(GRID, LINE, FLOATS))
case("expression with scalars", lambda: expression(2.0, LINE, FLOATS))
case("expression of mixed layouts", lambda: expression(GRID.T, np.arange(3), GRID[:, ::-1].T))
case("compare and combine", lambda: compare_and_combine(GRID, LINE))
case("unary forms", lambda: unary_forms(FLOATS))
case("unary forms of int", lambda: unary_forms(LINE - 2))
case("invert int8", lambda: invert(np.array([0, 1, -128], dtype=np.int8)))
case("invert uint16", lambda: invert(np.array([0, 1, 65535], dtype=np.uint16)))
case("invert bool", lambda: invert(np.array([True, False])))
case("outer sum", lambda: outer_sum(LINE, FLOATS))
case("with row", lambda: with_row(GRID, LINE))
case("center", lambda: center(GRID * 1.0))
case("polynomial", lambda: polynomial(FLOATS))
case("polynomial of scalar", lambda: polynomial(2.0))
case("saxpy", lambda: saxpy(2.0, FLOATS, FLOATS[::-1]))
case("saxpy float32", lambda: saxpy(np.float32(2.0), FLOATS.astype(np.float32), FLOATS.astype(np.float32)))
case("norm", lambda: norm(np.array([3.0, 4.0])))
case("chained", lambda: chained(LINE))
case("in branch", lambda: in_branch(LINE, True))
case("not in branch", lambda: in_branch(LINE, False))
