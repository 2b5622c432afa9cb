"""Factorisations of matrices.

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


A = ((np.arange(60) * 37 % 61) / 7.0 - 3.0).reshape(3, 4, 5)
B = A[0]
F = np.asfortranarray(B)
S = A[:, ::-1, ::2]
I = np.arange(24).reshape(4, 6) * 7 % 11 - 4
N = np.where(A > 4.0, np.nan, A)
V = np.array([3.0, -1.0, 2.5, 2.5, 0.0, 7.0, -4.0])
E = np.zeros((0, 3))
W = np.array([1.0, 2.0, 3.0, 4.0])
C = B + 1j * B[::-1]
L = np.array([4, 1, 3, 1, 1, 4])
Q = np.array([[4.0, 1.0, 0.5], [1.0, 3.0, -1.0], [0.5, -1.0, 5.0]])
G = np.array([[1.0, 2.0, 0.0], [0.5, -1.0, 3.0], [2.0, 1.0, 1.0]])
Z = G + 1j * G.T


@njit
def f0(a):
    return np.linalg.solve(a, a[0])


@njit
def f1(a):
    return np.linalg.inv(a)


@njit
def f2(a):
    return np.linalg.det(a)


@njit
def f3(a):
    return np.linalg.cholesky(a)


@njit
def f4(a):
    return np.linalg.cholesky(a, upper=True)


@njit
def f5(a):
    return np.linalg.qr(a)[0]


@njit
def f6(a):
    return np.linalg.qr(a)[1]


@njit
def f7(a):
    return np.linalg.qr(a, mode='r')


@njit
def f8(a):
    return np.linalg.svd(a)[1]


@njit
def f9(a):
    return np.linalg.svd(a, compute_uv=False)


@njit
def f10(a):
    return np.linalg.eigvalsh(a)


@njit
def f11(a):
    return np.linalg.pinv(a)


@njit
def f12(a):
    return np.linalg.matrix_rank(a)


@njit
def f13(a):
    return np.linalg.cond(a)


@njit
def f14(a):
    return np.linalg.matrix_power(a, -3)


@njit
def f15(a):
    return np.linalg.norm(a, axis=1)


@njit
def f16(a):
    return np.linalg.norm(a, np.inf, axis=0, keepdims=True)


@njit
def f17(a):
    return np.linalg.norm(a, 2)


@njit
def f18(a):
    return np.linalg.norm(a, 1)


@njit
def f19(a):
    return np.linalg.cholesky(-a)


case("np.linalg.solve(a, a[0]) G".strip(), lambda: f0(G), same)
case("np.linalg.solve(a, a[0]) Q".strip(), lambda: f0(Q), same)
case("np.linalg.solve(a, a[0]) Z".strip(), lambda: f0(Z), same)
case("np.linalg.inv(a) G".strip(), lambda: f1(G), same)
case("np.linalg.inv(a) Q".strip(), lambda: f1(Q), same)
case("np.linalg.inv(a) Z".strip(), lambda: f1(Z), same)
case("np.linalg.det(a) G".strip(), lambda: f2(G), same)
case("np.linalg.det(a) Q".strip(), lambda: f2(Q), same)
case("np.linalg.det(a) Z".strip(), lambda: f2(Z), same)
case("np.linalg.cholesky(a) Q".strip(), lambda: f3(Q), same)
case("np.linalg.cholesky(a, upper=True) Q".strip(), lambda: f4(Q), same)
case("np.linalg.qr(a)[0] G".strip(), lambda: f5(G), same)
case("np.linalg.qr(a)[0] Q".strip(), lambda: f5(Q), same)
case("np.linalg.qr(a)[0] Z".strip(), lambda: f5(Z), same)
case("np.linalg.qr(a)[1] G".strip(), lambda: f6(G), same)
case("np.linalg.qr(a)[1] Q".strip(), lambda: f6(Q), same)
case("np.linalg.qr(a)[1] Z".strip(), lambda: f6(Z), same)
case("np.linalg.qr(a, mode='r') G".strip(), lambda: f7(G), same)
case("np.linalg.svd(a)[1] G".strip(), lambda: f8(G), same)
case("np.linalg.svd(a)[1] Q".strip(), lambda: f8(Q), same)
case("np.linalg.svd(a)[1] Z".strip(), lambda: f8(Z), same)
case("np.linalg.svd(a)[1] B".strip(), lambda: f8(B), same)
case("np.linalg.svd(a, compute_uv=False) G".strip(), lambda: f9(G), same)
case("np.linalg.svd(a, compute_uv=False) Z".strip(), lambda: f9(Z), same)
case("np.linalg.eigvalsh(a) Q".strip(), lambda: f10(Q), same)
case("np.linalg.pinv(a) G".strip(), lambda: f11(G), same)
case("np.linalg.pinv(a) B".strip(), lambda: f11(B), same)
case("np.linalg.matrix_rank(a) G".strip(), lambda: f12(G), same)
case("np.linalg.matrix_rank(a) B".strip(), lambda: f12(B), same)
case("np.linalg.matrix_rank(a) Q".strip(), lambda: f12(Q), same)
case("np.linalg.cond(a) G".strip(), lambda: f13(G), same)
case("np.linalg.cond(a) Q".strip(), lambda: f13(Q), same)
case("np.linalg.matrix_power(a, -3) G".strip(), lambda: f14(G), same)
case("np.linalg.matrix_power(a, -3) Q".strip(), lambda: f14(Q), same)
case("np.linalg.norm(a, axis=1) G".strip(), lambda: f15(G), same)
case("np.linalg.norm(a, axis=1) B".strip(), lambda: f15(B), same)
case("np.linalg.norm(a, np.inf, axis=0, keepdims=True) G".strip(), lambda: f16(G), same)
case("np.linalg.norm(a, np.inf, axis=0, keepdims=True) B".strip(), lambda: f16(B), same)
case("np.linalg.norm(a, 2) G".strip(), lambda: f17(G), same)
case("np.linalg.norm(a, 2) B".strip(), lambda: f17(B), same)
case("np.linalg.norm(a, 1) G".strip(), lambda: f18(G), same)
case("np.linalg.norm(a, 1) B".strip(), lambda: f18(B), same)
case("np.linalg.cholesky(-a) Q".strip(), lambda: f19(Q), same)
