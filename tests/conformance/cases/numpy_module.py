"""Arrays at module level: creation, indexing, methods and functions.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
Written by tests/conformance/regenerate.py; do not edit.
"""

import math

import numpy as np


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


GRID = np.arange(12).reshape(3, 4)
LINE = np.array([3, 1, 4, 1, 5])
FLOATS = np.array([0.5, -1.5, 2.0])


def store(array, index, value):
    """The array after an item assignment."""
    array[index] = value
    return array


def add_to(array, value):
    """The array after an in-place addition."""
    array += value
    return array


case("np.zeros(3)", lambda: np.zeros(3))
case("np.zeros((2, 2), dtype=np.int32)", lambda: np.zeros((2, 2), dtype=np.int32))
case("np.ones(2, dtype=bool)", lambda: np.ones(2, dtype=bool))
case("np.full((2, 2), 7)", lambda: np.full((2, 2), 7))
case("np.full(3, 0.5)", lambda: np.full(3, 0.5))
case("np.empty((2, 3)).shape", lambda: np.empty((2, 3)).shape)
case("np.arange(5)", lambda: np.arange(5))
case("np.arange(1, 2, 0.25)", lambda: np.arange(1, 2, 0.25))
case("np.arange(5, dtype=np.float32)", lambda: np.arange(5, dtype=np.float32))
case("np.linspace(0, 1, 5)", lambda: np.linspace(0, 1, 5))
case("np.linspace(0.0, 1.0, 4, endpoint=False)", lambda: np.linspace(0.0, 1.0, 4, endpoint=False))
case("np.array([1, 2.5, True])", lambda: np.array([1, 2.5, True]))
case("np.array([[1, 2], [3, 4]], dtype=float)", lambda: np.array([[1, 2], [3, 4]], dtype=float))
case("np.array([1, 2], dtype='uint8')", lambda: np.array([1, 2], dtype='uint8'))
case("np.array((1, 2, 3))", lambda: np.array((1, 2, 3)))
case("np.array(GRID).sum()", lambda: np.array(GRID).sum())
case("np.asarray([1, 2])", lambda: np.asarray([1, 2]))
case("np.eye(2)", lambda: np.eye(2))
case("np.zeros_like(GRID).sum()", lambda: np.zeros_like(GRID).sum())
case("np.ones_like(FLOATS)", lambda: np.ones_like(FLOATS))
case("str(np.array([True, False]).dtype)", lambda: str(np.array([True, False]).dtype))
case("np.array([1, 2]).dtype.name", lambda: np.array([1, 2]).dtype.name)
case("str(np.float32(1.5).dtype)", lambda: str(np.float32(1.5).dtype))
case("GRID.shape", lambda: GRID.shape)
case("GRID.ndim", lambda: GRID.ndim)
case("GRID.size", lambda: GRID.size)
case("GRID.itemsize", lambda: GRID.itemsize)
case("GRID.nbytes", lambda: GRID.nbytes)
case("GRID.strides", lambda: GRID.strides)
case("GRID.T.shape", lambda: GRID.T.shape)
case("len(GRID)", lambda: len(GRID))
case("GRID[1]", lambda: GRID[1])
case("GRID[1, 2]", lambda: GRID[1, 2])
case("GRID[-1, -1]", lambda: GRID[-1, -1])
case("GRID[1:, ::2]", lambda: GRID[1:, ::2])
case("GRID[:, 1]", lambda: GRID[:, 1])
case("GRID[::-1, 0]", lambda: GRID[::-1, 0])
case("GRID[..., 1]", lambda: GRID[..., 1])
case("GRID[None].shape", lambda: GRID[None].shape)
case("GRID[:, np.newaxis].shape", lambda: GRID[:, np.newaxis].shape)
case("GRID[[0, 2]]", lambda: GRID[[0, 2]])
case("GRID[GRID > 8]", lambda: GRID[GRID > 8])
case("GRID[1][2]", lambda: GRID[1][2])
case("GRID[5]", lambda: GRID[5])
case("GRID[0, 9]", lambda: GRID[0, 9])
case("LINE[LINE > 1]", lambda: LINE[LINE > 1])
case("LINE[np.array([0, -1])]", lambda: LINE[np.array([0, -1])])
case("store(LINE.copy(), 1, 9)", lambda: store(LINE.copy(), 1, 9))
case("store(LINE.copy(), slice(1, 3), 0)", lambda: store(LINE.copy(), slice(1, 3), 0))
case("store(LINE.copy(), LINE == 1, -1)", lambda: store(LINE.copy(), LINE == 1, -1))
case("store(GRID.copy(), (slice(None), 1), 7)[2]", lambda: store(GRID.copy(), (slice(None), 1), 7)[2])
case("add_to(LINE.copy(), 1)", lambda: add_to(LINE.copy(), 1))
case("add_to(FLOATS.copy(), 0.5)", lambda: add_to(FLOATS.copy(), 0.5))
case("GRID.sum()", lambda: GRID.sum())
case("GRID.sum(axis=0)", lambda: GRID.sum(axis=0))
case("GRID.sum(axis=1)", lambda: GRID.sum(axis=1))
case("GRID.mean()", lambda: GRID.mean())
case("GRID.mean(axis=0)", lambda: GRID.mean(axis=0))
case("GRID.min()", lambda: GRID.min())
case("GRID.max(axis=1)", lambda: GRID.max(axis=1))
case("GRID.prod()", lambda: GRID.prod())
case("FLOATS.std()", lambda: FLOATS.std())
case("LINE.argmax()", lambda: LINE.argmax())
case("LINE.argmin()", lambda: LINE.argmin())
case("LINE.cumsum()", lambda: LINE.cumsum())
case("LINE.any()", lambda: LINE.any())
case("LINE.all()", lambda: LINE.all())
case("(LINE > 1).sum()", lambda: (LINE > 1).sum())
case("np.sort(LINE)", lambda: np.sort(LINE))
case("np.argsort(LINE)", lambda: np.argsort(LINE))
case("np.unique(LINE)", lambda: np.unique(LINE))
case("LINE.tolist()", lambda: LINE.tolist())
case("GRID.tolist()", lambda: GRID.tolist())
case("LINE[0].item()", lambda: LINE[0].item())
case("GRID.ravel()", lambda: GRID.ravel())
case("GRID.flatten()[3]", lambda: GRID.flatten()[3])
case("GRID.reshape(4, 3)", lambda: GRID.reshape(4, 3))
case("GRID.reshape(-1)[:3]", lambda: GRID.reshape(-1)[:3])
case("GRID.reshape(2, -1).shape", lambda: GRID.reshape(2, -1).shape)
case("GRID.reshape(5, 5)", lambda: GRID.reshape(5, 5))
case("GRID.astype(np.float64)[0]", lambda: GRID.astype(np.float64)[0])
case("FLOATS.astype(int)", lambda: FLOATS.astype(int))
case("GRID.copy()[0, 0]", lambda: GRID.copy()[0, 0])
case("GRID.transpose()[0]", lambda: GRID.transpose()[0])
case("np.concatenate((LINE, LINE[:2]))", lambda: np.concatenate((LINE, LINE[:2])))
case("np.concatenate([FLOATS, FLOATS])", lambda: np.concatenate([FLOATS, FLOATS]))
case("np.vstack((LINE, LINE)).shape", lambda: np.vstack((LINE, LINE)).shape)
case("np.hstack((LINE, LINE)).shape", lambda: np.hstack((LINE, LINE)).shape)
case("np.stack((LINE, LINE)).shape", lambda: np.stack((LINE, LINE)).shape)
case("np.where(LINE > 2, LINE, 0)", lambda: np.where(LINE > 2, LINE, 0))
case("np.where(LINE > 2)[0]", lambda: np.where(LINE > 2)[0])
case("np.dot(FLOATS, FLOATS)", lambda: np.dot(FLOATS, FLOATS))
case("FLOATS @ FLOATS", lambda: FLOATS @ FLOATS)
case("GRID @ GRID.T", lambda: GRID @ GRID.T)
case("np.outer(FLOATS, FLOATS)", lambda: np.outer(FLOATS, FLOATS))
case("np.sqrt(np.array([1.0, 4.0]))", lambda: np.sqrt(np.array([1.0, 4.0])))
case("np.abs(FLOATS)", lambda: np.abs(FLOATS))
case("np.maximum(FLOATS, 0)", lambda: np.maximum(FLOATS, 0))
case("np.minimum(LINE, 3)", lambda: np.minimum(LINE, 3))
case("np.floor(FLOATS)", lambda: np.floor(FLOATS))
case("np.round(np.array([1.25, 2.675]), 1)", lambda: np.round(np.array([1.25, 2.675]), 1))
case("np.clip(LINE, 2, 4)", lambda: np.clip(LINE, 2, 4))
case("np.isnan(np.array([1.0, math.nan]))", lambda: np.isnan(np.array([1.0, math.nan])))
case("np.allclose(FLOATS, FLOATS + 1e-12)", lambda: np.allclose(FLOATS, FLOATS + 1e-12))
case("np.array_equal(LINE, LINE)", lambda: np.array_equal(LINE, LINE))
case("np.sum(LINE)", lambda: np.sum(LINE))
case("np.mean(FLOATS)", lambda: np.mean(FLOATS))
case("np.max(LINE)", lambda: np.max(LINE))
case("np.cumsum(LINE)", lambda: np.cumsum(LINE))
case("np.diff(LINE)", lambda: np.diff(LINE))
case("np.pi", lambda: np.pi)
case("np.inf", lambda: np.inf)
case("np.sqrt(2.25)", lambda: np.sqrt(2.25))
case("np.int64(7) // 2", lambda: np.int64(7) // 2)
case("np.int64(7) % np.int64(4)", lambda: np.int64(7) % np.int64(4))
case("int(np.float64(2.9))", lambda: int(np.float64(2.9)))
case("bool(np.array([1]))", lambda: bool(np.array([1])))
case("bool(np.array([1, 2]))", lambda: bool(np.array([1, 2])))
case("[int(v) for v in LINE]", lambda: [int(v) for v in LINE])
case("sum(LINE)", lambda: sum(LINE))
case("max(LINE)", lambda: max(LINE))
case("list(LINE[:2])", lambda: list(LINE[:2]))
case("[row.sum() for row in GRID]", lambda: [row.sum() for row in GRID])
case("3 in LINE", lambda: 3 in LINE)
case("LINE == np.array([3, 1, 0, 1, 0])", lambda: LINE == np.array([3, 1, 0, 1, 0]))
case("LINE == 1", lambda: LINE == 1)
case("LINE + np.arange(3)", lambda: LINE + np.arange(3))
case("isinstance(LINE, np.ndarray)", lambda: isinstance(LINE, np.ndarray))
case("isinstance(LINE[0], np.integer)", lambda: isinstance(LINE[0], np.integer))
case("isinstance(FLOATS[0], float)", lambda: isinstance(FLOATS[0], float))
case("round(float(FLOATS[0]), 1)", lambda: round(float(FLOATS[0]), 1))
case("hash(np.int64(5)) == hash(5)", lambda: hash(np.int64(5)) == hash(5))
case("LINE[1] == 1", lambda: LINE[1] == 1)
case("{1: 'one'}[LINE[1]]", lambda: {1: 'one'}[LINE[1]])
case("range(LINE[0])[2]", lambda: range(LINE[0])[2])
case("np.iinfo(np.int32).max", lambda: np.iinfo(np.int32).max)
case("np.finfo(np.float64).eps", lambda: np.finfo(np.float64).eps)
case("np.random.seed(5)", lambda: np.random.seed(5))
case("np.random.rand(2)", lambda: np.random.rand(2))
case("np.random.randint(0, 10, 3)", lambda: np.random.randint(0, 10, 3))
