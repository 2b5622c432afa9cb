"""Functions made into ufuncs.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
Written by tests/conformance/regenerate.py; do not edit.
"""

import math

import numpy as np
from numba import float64, njit, vectorize


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


case("hypotenuse(A, 4.0)", lambda: hypotenuse(A, 4.0))
case("hypotenuse(A, np.array([[4.0], [8.0]]))", lambda: hypotenuse(A, np.array([[4.0], [8.0]])))
case("float(hypotenuse(3.0, 4.0))", lambda: float(hypotenuse(3.0, 4.0)))
case("absolute_difference(np.array([1, 5]), np.array([3, 2]))", lambda: absolute_difference(np.array([1, 5]), np.array([3, 2])))
case("absolute_difference(np.array([1.5, 5.0]), np.array([3, 2]))", lambda: absolute_difference(np.array([1.5, 5.0]), np.array([3, 2])))
case("dynamic(np.array([-1, 2]))", lambda: dynamic(np.array([-1, 2])))
case("dynamic(np.array([-1.5, 2.5]))", lambda: dynamic(np.array([-1.5, 2.5])))
case("from_compiled(A)", lambda: from_compiled(A))
case("hypotenuse(A, A, A.copy())", lambda: hypotenuse(A, A, A.copy()))
