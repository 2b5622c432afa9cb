"""Sorting, selecting and rearranging in NumPy's forms.

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
    return np.sort(a, axis=0)


@njit
def f1(a):
    return np.sort(a, axis=None)


@njit
def f2(a):
    return np.argsort(a, axis=0, kind='stable')


@njit
def f3(a):
    return np.argsort(a, axis=None, kind='stable')


@njit
def f4(a):
    return np.unique(a, return_counts=True)


@njit
def f5(a):
    return np.unique(a, return_index=True, return_inverse=True)


@njit
def f6(a):
    return np.unique(a, equal_nan=False).size


@njit
def f7(a):
    return np.lexsort((a[0], a[1]))


@njit
def f8(a):
    return np.take_along_axis(a, np.argsort(a, axis=0), axis=0)


@njit
def f9(a):
    return np.take_along_axis(a, np.array([[0, -1]]), axis=1)


@njit
def f10(a):
    return np.delete(a, 1, axis=0)


@njit
def f11(a):
    return np.delete(a, np.array([0, 2]), axis=1)


@njit
def f12(a):
    return np.delete(a, slice(0, 3), axis=1)


@njit
def f13(a):
    return np.delete(a, np.array([0, 5]))


@njit
def f14(a):
    return np.insert(a, 1, 7, axis=0)


@njit
def f15(a):
    return np.insert(a, np.array([0, 3]), 9)


@njit
def f16(a):
    return np.repeat(a, 2, axis=1)


@njit
def f17(a):
    return np.repeat(a, np.array([1, 0, 2, 1]), axis=0)


@njit
def f18(a):
    return np.roll(a, 1, axis=0)


@njit
def f19(a):
    return np.roll(a, (1, 2), axis=(0, 1))


@njit
def f20(a):
    return np.tile(a, (2, 1))


@njit
def f21(a):
    return np.tile(a, 2)


@njit
def f22(a):
    return np.dstack((a, a))


@njit
def f23(a):
    return np.squeeze(a[:1], axis=0)


@njit
def f24(a):
    return np.indices((2, 3))


@njit
def f25(a):
    return np.tril_indices(3, 1, 4)


@njit
def f26(a):
    return np.triu_indices_from(a)


@njit
def f27(a):
    return np.meshgrid(a[0], a[1])


@njit
def f28(a):
    return np.broadcast_shapes((2, 1), (1, 3))


@njit
def f29(a):
    return np.ravel_multi_index((1, 2), a.shape)


@njit
def f30(a):
    return np.unravel_index(7, a.shape)


@njit
def f31(a):
    return np.compress(np.array([1, 0, 1]), a, axis=0)


@njit
def f32(a):
    return np.select((a < 0, a > 3), (a * 10, -a))


@njit
def f33(a):
    return np.select((a < 0, a > 3), (a * 10, -a), default=7)


@njit
def f34(a):
    return np.choose(np.array([0, 1, 1]), (a[:3], -a[:3]))


@njit
def f35(a):
    return np.pad(a, 1)


@njit
def f36(a):
    return np.pad(a, ((1, 0), (0, 2)), constant_values=5)


@njit
def f37(a):
    return np.pad(a, 2, mode='edge')


@njit
def f38(a):
    return np.pad(a, 3, mode='reflect')


@njit
def f39(a):
    return np.pad(a, 3, mode='symmetric')


@njit
def f40(a):
    return np.pad(a, 9, mode='wrap')


@njit
def f41(a):
    return np.diagonal(a)


@njit
def f42(a):
    return np.diag_indices(a.shape[0])


case("np.sort(a, axis=0) A".strip(), lambda: f0(A), same)
case("np.sort(a, axis=0) I".strip(), lambda: f0(I), same)
case("np.sort(a, axis=0) F".strip(), lambda: f0(F), same)
case("np.sort(a, axis=0) N".strip(), lambda: f0(N), same)
case("np.sort(a, axis=None) A".strip(), lambda: f1(A), same)
case("np.sort(a, axis=None) I".strip(), lambda: f1(I), same)
case("np.sort(a, axis=None) N".strip(), lambda: f1(N), same)
case("np.argsort(a, axis=0, kind='stable') I".strip(), lambda: f2(I), same)
case("np.argsort(a, axis=0, kind='stable') N".strip(), lambda: f2(N), same)
case("np.argsort(a, axis=None, kind='stable') I".strip(), lambda: f3(I), same)
case("np.unique(a, return_counts=True) L".strip(), lambda: f4(L), same)
case("np.unique(a, return_counts=True) I".strip(), lambda: f4(I), same)
case("np.unique(a, return_index=True, return_inverse=True) L".strip(), lambda: f5(L), same)
case("np.unique(a, return_index=True, return_inverse=True) I".strip(), lambda: f5(I), same)
case("np.unique(a, equal_nan=False).size N".strip(), lambda: f6(N), same)
case("np.lexsort((a[0], a[1])) I".strip(), lambda: f7(I), same)
case("np.take_along_axis(a, np.argsort(a, axis=0), axis=0) I".strip(), lambda: f8(I), same)
case("np.take_along_axis(a, np.array([[0, -1]]), axis=1) I".strip(), lambda: f9(I), same)
case("np.delete(a, 1, axis=0) I".strip(), lambda: f10(I), same)
case("np.delete(a, np.array([0, 2]), axis=1) I".strip(), lambda: f11(I), same)
case("np.delete(a, slice(0, 3), axis=1) I".strip(), lambda: f12(I), same)
case("np.delete(a, np.array([0, 5])) L".strip(), lambda: f13(L), same)
case("np.delete(a, np.array([0, 5])) I".strip(), lambda: f13(I), same)
case("np.insert(a, 1, 7, axis=0) I".strip(), lambda: f14(I), same)
case("np.insert(a, np.array([0, 3]), 9) L".strip(), lambda: f15(L), same)
case("np.repeat(a, 2, axis=1) I".strip(), lambda: f16(I), same)
case("np.repeat(a, np.array([1, 0, 2, 1]), axis=0) I".strip(), lambda: f17(I), same)
case("np.roll(a, 1, axis=0) I".strip(), lambda: f18(I), same)
case("np.roll(a, 1, axis=0) F".strip(), lambda: f18(F), same)
case("np.roll(a, (1, 2), axis=(0, 1)) I".strip(), lambda: f19(I), same)
case("np.tile(a, (2, 1)) I".strip(), lambda: f20(I), same)
case("np.tile(a, (2, 1)) L".strip(), lambda: f20(L), same)
case("np.tile(a, 2) I".strip(), lambda: f21(I), same)
case("np.tile(a, 2) L".strip(), lambda: f21(L), same)
case("np.dstack((a, a)) I".strip(), lambda: f22(I), same)
case("np.dstack((a, a)) L".strip(), lambda: f22(L), same)
case("np.squeeze(a[:1], axis=0) I".strip(), lambda: f23(I), same)
case("np.indices((2, 3)) I".strip(), lambda: f24(I), same)
case("np.tril_indices(3, 1, 4) I".strip(), lambda: f25(I), same)
case("np.triu_indices_from(a) I".strip(), lambda: f26(I), same)
case("np.meshgrid(a[0], a[1]) I".strip(), lambda: f27(I), same)
case("np.broadcast_shapes((2, 1), (1, 3)) I".strip(), lambda: f28(I), same)
case("np.ravel_multi_index((1, 2), a.shape) I".strip(), lambda: f29(I), same)
case("np.unravel_index(7, a.shape) I".strip(), lambda: f30(I), same)
case("np.compress(np.array([1, 0, 1]), a, axis=0) I".strip(), lambda: f31(I), same)
case("np.select((a < 0, a > 3), (a * 10, -a)) I".strip(), lambda: f32(I), same)
case("np.select((a < 0, a > 3), (a * 10, -a)) L".strip(), lambda: f32(L), same)
case("np.select((a < 0, a > 3), (a * 10, -a)) V".strip(), lambda: f32(V), same)
case("np.select((a < 0, a > 3), (a * 10, -a), default=7) I".strip(), lambda: f33(I), same)
case("np.select((a < 0, a > 3), (a * 10, -a), default=7) L".strip(), lambda: f33(L), same)
case("np.choose(np.array([0, 1, 1]), (a[:3], -a[:3])) L".strip(), lambda: f34(L), same)
case("np.pad(a, 1) I".strip(), lambda: f35(I), same)
case("np.pad(a, 1) L".strip(), lambda: f35(L), same)
case("np.pad(a, ((1, 0), (0, 2)), constant_values=5) I".strip(), lambda: f36(I), same)
case("np.pad(a, 2, mode='edge') I".strip(), lambda: f37(I), same)
case("np.pad(a, 2, mode='edge') L".strip(), lambda: f37(L), same)
case("np.pad(a, 3, mode='reflect') I".strip(), lambda: f38(I), same)
case("np.pad(a, 3, mode='reflect') L".strip(), lambda: f38(L), same)
case("np.pad(a, 3, mode='symmetric') I".strip(), lambda: f39(I), same)
case("np.pad(a, 3, mode='symmetric') L".strip(), lambda: f39(L), same)
case("np.pad(a, 9, mode='wrap') I".strip(), lambda: f40(I), same)
case("np.pad(a, 9, mode='wrap') L".strip(), lambda: f40(L), same)
case("np.diagonal(a) I".strip(), lambda: f41(I), same)
case("np.diagonal(a) F".strip(), lambda: f41(F), same)
case("np.diag_indices(a.shape[0]) I".strip(), lambda: f42(I), same)
