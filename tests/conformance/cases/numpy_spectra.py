"""Fourier transforms.

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
    return np.fft.fft(a)


@njit
def f1(a):
    return np.fft.ifft(a)


@njit
def f2(a):
    return np.fft.fft(a, axis=0)


@njit
def f3(a):
    return np.fft.fft(a, 3)


@njit
def f4(a):
    return np.fft.fft(a, 7, norm='ortho')


@njit
def f5(a):
    return np.fft.ifft(a, norm='forward')


@njit
def f6(a):
    return np.fft.fft2(a)


@njit
def f7(a):
    return np.fft.ifft2(a)


@njit
def f8(a):
    return np.fft.fftn(a)


@njit
def f9(a):
    return np.fft.rfft(a)


@njit
def f10(a):
    return np.fft.rfft(a, 4, axis=0)


@njit
def f11(a):
    return np.fft.irfft(a)


@njit
def f12(a):
    return np.fft.irfft(a, 7)


@njit
def f13(a):
    return np.fft.hfft(a)


@njit
def f14(a):
    return np.fft.fftfreq(5, 0.5)


@njit
def f15(a):
    return np.fft.rfftfreq(6)


@njit
def f16(a):
    return np.fft.fftshift(a)


@njit
def f17(a):
    return np.fft.ifftshift(a, axes=1)


@njit
def f18(a):
    return np.fft.fft(a, 0)


case("np.fft.fft(a) B".strip(), lambda: f0(B), same)
case("np.fft.fft(a) C".strip(), lambda: f0(C), same)
case("np.fft.fft(a) I".strip(), lambda: f0(I), same)
case("np.fft.fft(a) F".strip(), lambda: f0(F), same)
case("np.fft.ifft(a) B".strip(), lambda: f1(B), same)
case("np.fft.ifft(a) C".strip(), lambda: f1(C), same)
case("np.fft.ifft(a) I".strip(), lambda: f1(I), same)
case("np.fft.fft(a, axis=0) B".strip(), lambda: f2(B), same)
case("np.fft.fft(a, axis=0) C".strip(), lambda: f2(C), same)
case("np.fft.fft(a, 3) B".strip(), lambda: f3(B), same)
case("np.fft.fft(a, 3) C".strip(), lambda: f3(C), same)
case("np.fft.fft(a, 7, norm='ortho') B".strip(), lambda: f4(B), same)
case("np.fft.fft(a, 7, norm='ortho') C".strip(), lambda: f4(C), same)
case("np.fft.ifft(a, norm='forward') C".strip(), lambda: f5(C), same)
case("np.fft.fft2(a) B".strip(), lambda: f6(B), same)
case("np.fft.ifft2(a) C".strip(), lambda: f7(C), same)
case("np.fft.fftn(a) A".strip(), lambda: f8(A), same)
case("np.fft.rfft(a) B".strip(), lambda: f9(B), same)
case("np.fft.rfft(a) I".strip(), lambda: f9(I), same)
case("np.fft.rfft(a, 4, axis=0) B".strip(), lambda: f10(B), same)
case("np.fft.irfft(a) C".strip(), lambda: f11(C), same)
case("np.fft.irfft(a) B".strip(), lambda: f11(B), same)
case("np.fft.irfft(a, 7) C".strip(), lambda: f12(C), same)
case("np.fft.hfft(a) C".strip(), lambda: f13(C), same)
case("np.fft.fftfreq(5, 0.5) V".strip(), lambda: f14(V), same)
case("np.fft.rfftfreq(6) V".strip(), lambda: f15(V), same)
case("np.fft.fftshift(a) V".strip(), lambda: f16(V), same)
case("np.fft.fftshift(a) B".strip(), lambda: f16(B), same)
case("np.fft.ifftshift(a, axes=1) B".strip(), lambda: f17(B), same)
case("np.fft.fft(a, 0) V".strip(), lambda: f18(V), same)
