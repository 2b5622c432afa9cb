"""Distributions of the legacy generator, with NumPy's stream.

Expected output: CPython and NumPy throughout (the functions run undecorated), because Numba's own result is not
the one wanted here: Numba does not compile these forms.
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


def same(value):
    """A result by value, dtype and shape, whether its numbers are Python's or NumPy's; see `written` for the digits."""
    if isinstance(value, tuple):
        return "(" + ", ".join(same(item) for item in value) + ")"
    array = np.asarray(value)
    sizes = [abs(x) for x in array.ravel().tolist() if abs(x) < np.inf]
    noise = max(sizes, default=0) * 1e-10
    return f"{written(array.tolist(), noise)} {array.dtype} {array.shape}"


def written(value, noise):
    """Text of a number or a nested list: floats with ten significant digits, and what is below the noise, a part in 1e10
    of the largest element of the array, as 0, because rounding errors decide it."""
    if isinstance(value, list):
        return "[" + ", ".join(written(item, noise) for item in value) + "]"
    if isinstance(value, complex):
        return " & ".join(written(part, noise) for part in (value.real, value.imag))
    if isinstance(value, float):
        return f"{0.0 if abs(value) <= noise else value:.10g}"
    return repr(value)


@njit
def f0():
    np.random.seed(12345)
    return np.random.standard_gamma(2.5, 3)


@njit
def f1():
    np.random.seed(12345)
    return np.random.gamma(0.4, 2.0, 3)


@njit
def f2():
    np.random.seed(12345)
    return np.random.beta(0.5, 0.7, 3)


@njit
def f3():
    np.random.seed(12345)
    return np.random.beta(2.0, 3.0, 3)


@njit
def f4():
    np.random.seed(12345)
    return np.random.chisquare(3.0, 3)


@njit
def f5():
    np.random.seed(12345)
    return np.random.noncentral_chisquare(3.0, 1.5, 3)


@njit
def f6():
    np.random.seed(12345)
    return np.random.noncentral_chisquare(0.5, 1.5, 3)


@njit
def f7():
    np.random.seed(12345)
    return np.random.f(3.0, 5.0, 3)


@njit
def f8():
    np.random.seed(12345)
    return np.random.standard_t(4.0, 3)


@njit
def f9():
    np.random.seed(12345)
    return np.random.wald(2.0, 3.0, 3)


@njit
def f10():
    np.random.seed(12345)
    return np.random.vonmises(1.0, 2.0, 3)


@njit
def f11():
    np.random.seed(12345)
    return np.random.binomial(10, 0.3, 5)


@njit
def f12():
    np.random.seed(12345)
    return np.random.binomial(1000, 0.6, 5)


@njit
def f13():
    np.random.seed(12345)
    return np.random.negative_binomial(3, 0.4, 5)


@njit
def f14():
    np.random.seed(12345)
    return np.random.poisson(4.0, 5)


@njit
def f15():
    np.random.seed(12345)
    return np.random.poisson(40.0, 5)


@njit
def f16():
    np.random.seed(12345)
    return np.random.zipf(2.5, 5)


@njit
def f17():
    np.random.seed(12345)
    return np.random.logseries(0.7, 5)


@njit
def f18():
    np.random.seed(12345)
    return np.random.multinomial(20, np.array([0.2, 0.3, 0.5]), 2)


@njit
def f19():
    np.random.seed(12345)
    return np.random.dirichlet(np.array([1.0, 2.0, 0.5]), 2)


case("np.random.standard_gamma(2.5, 3) ".strip(), lambda: f0(), same)
case("np.random.gamma(0.4, 2.0, 3) ".strip(), lambda: f1(), same)
case("np.random.beta(0.5, 0.7, 3) ".strip(), lambda: f2(), same)
case("np.random.beta(2.0, 3.0, 3) ".strip(), lambda: f3(), same)
case("np.random.chisquare(3.0, 3) ".strip(), lambda: f4(), same)
case("np.random.noncentral_chisquare(3.0, 1.5, 3) ".strip(), lambda: f5(), same)
case("np.random.noncentral_chisquare(0.5, 1.5, 3) ".strip(), lambda: f6(), same)
case("np.random.f(3.0, 5.0, 3) ".strip(), lambda: f7(), same)
case("np.random.standard_t(4.0, 3) ".strip(), lambda: f8(), same)
case("np.random.wald(2.0, 3.0, 3) ".strip(), lambda: f9(), same)
case("np.random.vonmises(1.0, 2.0, 3) ".strip(), lambda: f10(), same)
case("np.random.binomial(10, 0.3, 5) ".strip(), lambda: f11(), same)
case("np.random.binomial(1000, 0.6, 5) ".strip(), lambda: f12(), same)
case("np.random.negative_binomial(3, 0.4, 5) ".strip(), lambda: f13(), same)
case("np.random.poisson(4.0, 5) ".strip(), lambda: f14(), same)
case("np.random.poisson(40.0, 5) ".strip(), lambda: f15(), same)
case("np.random.zipf(2.5, 5) ".strip(), lambda: f16(), same)
case("np.random.logseries(0.7, 5) ".strip(), lambda: f17(), same)
case("np.random.multinomial(20, np.array([0.2, 0.3, 0.5]), 2) ".strip(), lambda: f18(), same)
case("np.random.dirichlet(np.array([1.0, 2.0, 0.5]), 2) ".strip(), lambda: f19(), same)
