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


def rounded(value):
    """Like `describe`, with floats cut to ten significant digits (five in single precision)."""
    if isinstance(value, np.ndarray):
        digits = 5 if value.dtype in (np.float32, np.complex64) else 10
        return f"{cut(value.tolist(), digits)} {value.dtype} {value.shape}"
    return f"{cut(value, 10)} {type(value).__name__}"


def cut(value, digits):
    """Text of a number or a nested list of numbers."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(cut(item, digits) for item in value) + "]"
    if isinstance(value, complex):
        noise = abs(value) * 10.0**-digits
        parts = [0.0 if abs(part) <= noise else part for part in (value.real, value.imag)]
        return " & ".join(f"{part:.{digits}g}" for part in parts)
    return f"{value:.{digits}g}" if isinstance(value, float) else repr(value)


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
    return np.linalg.qr(a)[1]


@njit
def f6(a):
    return np.linalg.qr(a, mode='r')


@njit
def f7(a):
    return np.linalg.svd(a)[1]


@njit
def f8(a):
    return np.linalg.svd(a, compute_uv=False)


@njit
def f9(a):
    return np.linalg.eigvalsh(a)


@njit
def f10(a):
    return np.linalg.pinv(a)


@njit
def f11(a):
    return np.linalg.matrix_rank(a)


@njit
def f12(a):
    return np.linalg.cond(a)


@njit
def f13(a):
    return np.linalg.matrix_power(a, -3)


@njit
def f14(a):
    return np.linalg.norm(a, axis=1)


@njit
def f15(a):
    return np.linalg.norm(a, np.inf, axis=0, keepdims=True)


@njit
def f16(a):
    return np.linalg.norm(a, 2)


@njit
def f17(a):
    return np.linalg.norm(a, 1)


@njit
def f18(a):
    return np.linalg.cholesky(-a)


case("np.linalg.solve(a, a[0]) G".strip(), lambda: f0(G), rounded)
case("np.linalg.solve(a, a[0]) Q".strip(), lambda: f0(Q), rounded)
case("np.linalg.solve(a, a[0]) Z".strip(), lambda: f0(Z), rounded)
case("np.linalg.inv(a) G".strip(), lambda: f1(G), rounded)
case("np.linalg.inv(a) Q".strip(), lambda: f1(Q), rounded)
case("np.linalg.inv(a) Z".strip(), lambda: f1(Z), rounded)
case("np.linalg.det(a) G".strip(), lambda: f2(G), rounded)
case("np.linalg.det(a) Q".strip(), lambda: f2(Q), rounded)
case("np.linalg.det(a) Z".strip(), lambda: f2(Z), rounded)
case("np.linalg.cholesky(a) Q".strip(), lambda: f3(Q), rounded)
case("np.linalg.cholesky(a, upper=True) Q".strip(), lambda: f4(Q), rounded)
case("np.linalg.qr(a)[1] G".strip(), lambda: f5(G), rounded)
case("np.linalg.qr(a)[1] Q".strip(), lambda: f5(Q), rounded)
case("np.linalg.qr(a)[1] Z".strip(), lambda: f5(Z), rounded)
case("np.linalg.qr(a, mode='r') G".strip(), lambda: f6(G), rounded)
case("np.linalg.svd(a)[1] G".strip(), lambda: f7(G), rounded)
case("np.linalg.svd(a)[1] Q".strip(), lambda: f7(Q), rounded)
case("np.linalg.svd(a)[1] Z".strip(), lambda: f7(Z), rounded)
case("np.linalg.svd(a)[1] B".strip(), lambda: f7(B), rounded)
case("np.linalg.svd(a, compute_uv=False) G".strip(), lambda: f8(G), rounded)
case("np.linalg.svd(a, compute_uv=False) Z".strip(), lambda: f8(Z), rounded)
case("np.linalg.eigvalsh(a) Q".strip(), lambda: f9(Q), rounded)
case("np.linalg.pinv(a) G".strip(), lambda: f10(G), rounded)
case("np.linalg.pinv(a) B".strip(), lambda: f10(B), rounded)
case("np.linalg.matrix_rank(a) G".strip(), lambda: f11(G), rounded)
case("np.linalg.matrix_rank(a) B".strip(), lambda: f11(B), rounded)
case("np.linalg.matrix_rank(a) Q".strip(), lambda: f11(Q), rounded)
case("np.linalg.cond(a) G".strip(), lambda: f12(G), rounded)
case("np.linalg.cond(a) Q".strip(), lambda: f12(Q), rounded)
case("np.linalg.matrix_power(a, -3) G".strip(), lambda: f13(G), rounded)
case("np.linalg.matrix_power(a, -3) Q".strip(), lambda: f13(Q), rounded)
case("np.linalg.norm(a, axis=1) G".strip(), lambda: f14(G), rounded)
case("np.linalg.norm(a, axis=1) B".strip(), lambda: f14(B), rounded)
case("np.linalg.norm(a, np.inf, axis=0, keepdims=True) G".strip(), lambda: f15(G), rounded)
case("np.linalg.norm(a, np.inf, axis=0, keepdims=True) B".strip(), lambda: f15(B), rounded)
case("np.linalg.norm(a, 2) G".strip(), lambda: f16(G), rounded)
case("np.linalg.norm(a, 2) B".strip(), lambda: f16(B), rounded)
case("np.linalg.norm(a, 1) G".strip(), lambda: f17(G), rounded)
case("np.linalg.norm(a, 1) B".strip(), lambda: f17(B), rounded)
case("np.linalg.cholesky(-a) Q".strip(), lambda: f18(Q), rounded)
