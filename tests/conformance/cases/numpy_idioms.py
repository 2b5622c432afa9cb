"""Forty-one lines of everyday numeric code.

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


def any_of(value):
    """Like `same`, for texts and for what is no array too."""
    if isinstance(value, (tuple, list)):
        return "(" + ", ".join(any_of(item) for item in value) + ")"
    return repr(value) if value is None or isinstance(value, str) else same(value)


A = ((np.arange(60) * 37 % 61) / 7.0 - 3.0).reshape(3, 4, 5)
B = A[0].copy()
V = np.array([3.0, -1.0, 2.5, 2.5, 0.0, 7.0, -4.0])
W = np.array([1.0, 2.0, 3.0, 4.0])
I = np.arange(24).reshape(4, 6) * 7 % 11 - 4
J = np.array([3, 1, 2])
L = [1, 2, 0]
M = B > 0
Z = W + 1j * W[::-1]
N = np.where(V > 2.6, np.nan, V)
S = np.array([[4.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 2.0]])


@njit
def f0(A):
    return np.max(A, axis=1)


@njit
def f1(A):
    return np.mean(A, axis=0)


@njit
def f2(A):
    return np.std(A, axis=0)


@njit
def f3(A):
    return np.all(A > 0, axis=0)


@njit
def f4(A):
    return np.sort(A, axis=0)


@njit
def f5(A):
    return np.argsort(A, axis=0)


@njit
def f6(A):
    return np.percentile(A, 30, axis=0)


@njit
def f7(A):
    return np.roll(A, 1, axis=0)


@njit
def f8(B):
    return np.linalg.norm(B, axis=1)


@njit
def f9(A):
    return np.sum(A, axis=1, keepdims=True)


@njit
def f10(V):
    return np.tile(V, 2)


@njit
def f11(A):
    return np.squeeze(A[:1], axis=0)


@njit
def f12(B):
    return np.einsum('ij,jk->ik', B, B.T)


@njit
def f13(V, W):
    return np.meshgrid(V, W)


@njit
def f14(V):
    return np.pad(V, 2)


@njit
def f15(V):
    return np.gradient(V)


@njit
def f16(B):
    return np.matmul(B, B.T)


@njit
def f17(V):
    return np.inner(V, V)


@njit
def f18(V):
    return np.fft.fft(V)


@njit
def f19(I):
    return np.dot(I, I.T)


@njit
def f20(V, W):
    return np.concatenate([V, W])


@njit
def f21(I):
    return np.unique(I, return_counts=True)


@njit
def f22(B):
    return np.reshape(B, (5, 4), order='F')


@njit
def f23(W):
    return np.sqrt(W, out=np.empty(4))


@njit
def f24(W):
    return np.add(W, W, where=W > 2, out=np.zeros(4))


@njit
def f25(B):
    return B[B > 0]


@njit
def f26():
    return np.linspace(0, 1, 5, dtype=np.float32)


@njit
def f27(I, V):
    return f"{V[0]:.3f} {I[0, 0]:05d}"


@njit
def f28(I, V):
    return '%d %5.2f' % (I[0, 0], V[0])


@njit
def f29():
    return max(*(1, 5, 3))


@njit
def f30(V):
    return any(x > 6 for x in V)


@njit
def f31(A):
    return np.min(A, axis=(0, 1))


@njit
def f32(B):
    return np.var(B, axis=1, keepdims=True)


@njit
def f33(A):
    return np.median(A, axis=1)


@njit
def f34(B):
    return np.cumsum(B, axis=0)


@njit
def f35(B):
    return np.argmax(B, axis=1)


@njit
def f36(B):
    return np.diff(B, axis=0)


@njit
def f37(B):
    return np.flip(B, axis=1)


@njit
def f38(B):
    return np.repeat(B, 2, axis=1)


@njit
def f39(W):
    return np.stack([W, W], axis=1)


@njit
def f40(V):
    return np.where(V > 0, V, 0.0)


case('np.max(A, axis=1)', lambda: f0(A), any_of)
case('np.mean(A, axis=0)', lambda: f1(A), any_of)
case('np.std(A, axis=0)', lambda: f2(A), any_of)
case('np.all(A > 0, axis=0)', lambda: f3(A), any_of)
case('np.sort(A, axis=0)', lambda: f4(A), any_of)
case('np.argsort(A, axis=0)', lambda: f5(A), any_of)
case('np.percentile(A, 30, axis=0)', lambda: f6(A), any_of)
case('np.roll(A, 1, axis=0)', lambda: f7(A), any_of)
case('np.linalg.norm(B, axis=1)', lambda: f8(B), any_of)
case('np.sum(A, axis=1, keepdims=True)', lambda: f9(A), any_of)
case('np.tile(V, 2)', lambda: f10(V), any_of)
case('np.squeeze(A[:1], axis=0)', lambda: f11(A), any_of)
case("np.einsum('ij,jk->ik', B, B.T)", lambda: f12(B), any_of)
case('np.meshgrid(V, W)', lambda: f13(V, W), any_of)
case('np.pad(V, 2)', lambda: f14(V), any_of)
case('np.gradient(V)', lambda: f15(V), any_of)
case('np.matmul(B, B.T)', lambda: f16(B), any_of)
case('np.inner(V, V)', lambda: f17(V), any_of)
case('np.fft.fft(V)', lambda: f18(V), any_of)
case('np.dot(I, I.T)', lambda: f19(I), any_of)
case('np.concatenate([V, W])', lambda: f20(V, W), any_of)
case('np.unique(I, return_counts=True)', lambda: f21(I), any_of)
case("np.reshape(B, (5, 4), order='F')", lambda: f22(B), any_of)
case('np.sqrt(W, out=np.empty(4))', lambda: f23(W), any_of)
case('np.add(W, W, where=W > 2, out=np.zeros(4))', lambda: f24(W), any_of)
case('B[B > 0]', lambda: f25(B), any_of)
case('np.linspace(0, 1, 5, dtype=np.float32)', lambda: f26(), any_of)
case('f"{V[0]:.3f} {I[0, 0]:05d}"', lambda: f27(I, V), any_of)
case("'%d %5.2f' % (I[0, 0], V[0])", lambda: f28(I, V), any_of)
case('max(*(1, 5, 3))', lambda: f29(), any_of)
case('any(x > 6 for x in V)', lambda: f30(V), any_of)
case('np.min(A, axis=(0, 1))', lambda: f31(A), any_of)
case('np.var(B, axis=1, keepdims=True)', lambda: f32(B), any_of)
case('np.median(A, axis=1)', lambda: f33(A), any_of)
case('np.cumsum(B, axis=0)', lambda: f34(B), any_of)
case('np.argmax(B, axis=1)', lambda: f35(B), any_of)
case('np.diff(B, axis=0)', lambda: f36(B), any_of)
case('np.flip(B, axis=1)', lambda: f37(B), any_of)
case('np.repeat(B, 2, axis=1)', lambda: f38(B), any_of)
case('np.stack([W, W], axis=1)', lambda: f39(W), any_of)
case('np.where(V > 0, V, 0.0)', lambda: f40(V), any_of)
