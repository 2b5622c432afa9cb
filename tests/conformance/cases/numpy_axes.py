"""Reductions and statistics along axes, with `keepdims`, and with nan left out.

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
    return np.mean(a, axis=1)


@njit
def f1(a):
    return np.mean(a, axis=-1, keepdims=True)


@njit
def f2(a):
    return np.mean(a, axis=(0, 1))


@njit
def f3(a):
    return np.mean(a, keepdims=True)


@njit
def f4(a):
    return a.mean(0)


@njit
def f5(a):
    return np.std(a, axis=1)


@njit
def f6(a):
    return np.var(a, axis=0, ddof=1)


@njit
def f7(a):
    return np.var(a, axis=(0, 1), keepdims=True)


@njit
def f8(a):
    return a.std(ddof=1)


@njit
def f9(a):
    return np.max(a, axis=1)


@njit
def f10(a):
    return np.min(a, axis=(0, 1))


@njit
def f11(a):
    return a.max(axis=0, keepdims=True)


@njit
def f12(a):
    return np.min(a, axis=0)


@njit
def f13(a):
    return np.any(a > 3, axis=1)


@njit
def f14(a):
    return np.all(a > -3, axis=0, keepdims=True)


@njit
def f15(a):
    return (a > 2).any(axis=(0, 1))


@njit
def f16(a):
    return np.sum(a, axis=(0, 1))


@njit
def f17(a):
    return np.sum(a, axis=1, keepdims=True)


@njit
def f18(a):
    return np.prod(a, axis=0)


@njit
def f19(a):
    return np.argmax(a, axis=1)


@njit
def f20(a):
    return np.argmin(a, axis=0, keepdims=True)


@njit
def f21(a):
    return np.argmax(a)


@njit
def f22(a):
    return np.median(a, axis=1)


@njit
def f23(a):
    return np.median(a, axis=(0, 1))


@njit
def f24(a):
    return np.median(a, axis=-1, keepdims=True)


@njit
def f25(a):
    return np.quantile(a, 0.3, axis=1)


@njit
def f26(a):
    return np.quantile(a, np.array([0.1, 0.5]), axis=0)


@njit
def f27(a):
    return np.percentile(a, 30, axis=0, keepdims=True)


@njit
def f28(a):
    return np.quantile(a, 0.4, method='lower')


@njit
def f29(a):
    return np.quantile(a, 0.4, method='higher')


@njit
def f30(a):
    return np.quantile(a, 0.45, method='nearest')


@njit
def f31(a):
    return np.quantile(a, 0.45, method='midpoint')


@njit
def f32(a):
    return np.nansum(a, axis=1)


@njit
def f33(a):
    return np.nanmean(a, axis=0)


@njit
def f34(a):
    return np.nanmax(a, axis=0)


@njit
def f35(a):
    return np.nanmin(a, axis=(0, 1))


@njit
def f36(a):
    return np.nanstd(a, axis=0)


@njit
def f37(a):
    return np.nanvar(a, axis=0, ddof=1)


@njit
def f38(a):
    return np.nanmedian(a, axis=0)


@njit
def f39(a):
    return np.nanargmax(a)


@njit
def f40(a):
    return np.nanargmin(a, axis=0)


@njit
def f41(a):
    return np.nanquantile(a, 0.2, axis=0)


@njit
def f42(a):
    return np.nancumsum(a, axis=1)


@njit
def f43(a):
    return np.ptp(a, axis=1)


@njit
def f44(a):
    return np.cumprod(a, axis=1)


@njit
def f45(a):
    return np.diff(a, axis=0)


@njit
def f46(a):
    return np.diff(a, n=2, axis=1)


@njit
def f47(a):
    return np.count_nonzero(a, axis=1)


@njit
def f48(a):
    return np.count_nonzero(a, keepdims=True)


@njit
def f49(a):
    return np.average(a, axis=1)


@njit
def f50(a):
    return np.average(a, axis=1, weights=W)


@njit
def f51(a):
    return np.cov(a)


@njit
def f52(a):
    return np.cov(a, rowvar=False)


@njit
def f53(a):
    return np.cov(a, bias=True)


@njit
def f54(a):
    return np.cov(a[0], a[1])


@njit
def f55(a):
    return np.corrcoef(a)


@njit
def f56(a):
    return np.gradient(a, axis=0)


@njit
def f57(a):
    return np.gradient(a, 2.0, axis=1)


@njit
def f58(a):
    return np.gradient(a[0], edge_order=2)


@njit
def f59(a):
    return np.gradient(a, W, axis=0)


case("np.mean(a, axis=1) A".strip(), lambda: f0(A), same)
case("np.mean(a, axis=1) S".strip(), lambda: f0(S), same)
case("np.mean(a, axis=1) I".strip(), lambda: f0(I), same)
case("np.mean(a, axis=1) E".strip(), lambda: f0(E), same)
case("np.mean(a, axis=-1, keepdims=True) A".strip(), lambda: f1(A), same)
case("np.mean(a, axis=-1, keepdims=True) F".strip(), lambda: f1(F), same)
case("np.mean(a, axis=-1, keepdims=True) I".strip(), lambda: f1(I), same)
case("np.mean(a, axis=(0, 1)) A".strip(), lambda: f2(A), same)
case("np.mean(a, axis=(0, 1)) I".strip(), lambda: f2(I), same)
case("np.mean(a, keepdims=True) A".strip(), lambda: f3(A), same)
case("np.mean(a, keepdims=True) I".strip(), lambda: f3(I), same)
case("a.mean(0) A".strip(), lambda: f4(A), same)
case("a.mean(0) I".strip(), lambda: f4(I), same)
case("a.mean(0) F".strip(), lambda: f4(F), same)
case("np.std(a, axis=1) A".strip(), lambda: f5(A), same)
case("np.std(a, axis=1) S".strip(), lambda: f5(S), same)
case("np.std(a, axis=1) I".strip(), lambda: f5(I), same)
case("np.var(a, axis=0, ddof=1) A".strip(), lambda: f6(A), same)
case("np.var(a, axis=0, ddof=1) F".strip(), lambda: f6(F), same)
case("np.var(a, axis=0, ddof=1) I".strip(), lambda: f6(I), same)
case("np.var(a, axis=(0, 1), keepdims=True) A".strip(), lambda: f7(A), same)
case("np.var(a, axis=(0, 1), keepdims=True) I".strip(), lambda: f7(I), same)
case("a.std(ddof=1) A".strip(), lambda: f8(A), same)
case("a.std(ddof=1) I".strip(), lambda: f8(I), same)
case("np.max(a, axis=1) A".strip(), lambda: f9(A), same)
case("np.max(a, axis=1) S".strip(), lambda: f9(S), same)
case("np.max(a, axis=1) I".strip(), lambda: f9(I), same)
case("np.max(a, axis=1) N".strip(), lambda: f9(N), same)
case("np.min(a, axis=(0, 1)) A".strip(), lambda: f10(A), same)
case("np.min(a, axis=(0, 1)) I".strip(), lambda: f10(I), same)
case("np.min(a, axis=(0, 1)) N".strip(), lambda: f10(N), same)
case("a.max(axis=0, keepdims=True) A".strip(), lambda: f11(A), same)
case("a.max(axis=0, keepdims=True) F".strip(), lambda: f11(F), same)
case("a.max(axis=0, keepdims=True) I".strip(), lambda: f11(I), same)
case("np.min(a, axis=0) E".strip(), lambda: f12(E), same)
case("np.any(a > 3, axis=1) A".strip(), lambda: f13(A), same)
case("np.any(a > 3, axis=1) I".strip(), lambda: f13(I), same)
case("np.any(a > 3, axis=1) N".strip(), lambda: f13(N), same)
case("np.all(a > -3, axis=0, keepdims=True) A".strip(), lambda: f14(A), same)
case("np.all(a > -3, axis=0, keepdims=True) I".strip(), lambda: f14(I), same)
case("(a > 2).any(axis=(0, 1)) A".strip(), lambda: f15(A), same)
case("(a > 2).any(axis=(0, 1)) I".strip(), lambda: f15(I), same)
case("np.sum(a, axis=(0, 1)) A".strip(), lambda: f16(A), same)
case("np.sum(a, axis=(0, 1)) S".strip(), lambda: f16(S), same)
case("np.sum(a, axis=(0, 1)) I".strip(), lambda: f16(I), same)
case("np.sum(a, axis=1, keepdims=True) A".strip(), lambda: f17(A), same)
case("np.sum(a, axis=1, keepdims=True) I".strip(), lambda: f17(I), same)
case("np.sum(a, axis=1, keepdims=True) E".strip(), lambda: f17(E), same)
case("np.prod(a, axis=0) A".strip(), lambda: f18(A), same)
case("np.prod(a, axis=0) I".strip(), lambda: f18(I), same)
case("np.argmax(a, axis=1) A".strip(), lambda: f19(A), same)
case("np.argmax(a, axis=1) I".strip(), lambda: f19(I), same)
case("np.argmax(a, axis=1) N".strip(), lambda: f19(N), same)
case("np.argmax(a, axis=1) S".strip(), lambda: f19(S), same)
case("np.argmin(a, axis=0, keepdims=True) A".strip(), lambda: f20(A), same)
case("np.argmin(a, axis=0, keepdims=True) I".strip(), lambda: f20(I), same)
case("np.argmax(a) C".strip(), lambda: f21(C), same)
case("np.median(a, axis=1) A".strip(), lambda: f22(A), same)
case("np.median(a, axis=1) S".strip(), lambda: f22(S), same)
case("np.median(a, axis=1) I".strip(), lambda: f22(I), same)
case("np.median(a, axis=1) N".strip(), lambda: f22(N), same)
case("np.median(a, axis=(0, 1)) A".strip(), lambda: f23(A), same)
case("np.median(a, axis=(0, 1)) I".strip(), lambda: f23(I), same)
case("np.median(a, axis=-1, keepdims=True) A".strip(), lambda: f24(A), same)
case("np.median(a, axis=-1, keepdims=True) F".strip(), lambda: f24(F), same)
case("np.median(a, axis=-1, keepdims=True) I".strip(), lambda: f24(I), same)
case("np.quantile(a, 0.3, axis=1) A".strip(), lambda: f25(A), same)
case("np.quantile(a, 0.3, axis=1) I".strip(), lambda: f25(I), same)
case("np.quantile(a, 0.3, axis=1) N".strip(), lambda: f25(N), same)
case("np.quantile(a, np.array([0.1, 0.5]), axis=0) A".strip(), lambda: f26(A), same)
case("np.quantile(a, np.array([0.1, 0.5]), axis=0) I".strip(), lambda: f26(I), same)
case("np.percentile(a, 30, axis=0, keepdims=True) A".strip(), lambda: f27(A), same)
case("np.percentile(a, 30, axis=0, keepdims=True) I".strip(), lambda: f27(I), same)
case("np.quantile(a, 0.4, method='lower') A".strip(), lambda: f28(A), same)
case("np.quantile(a, 0.4, method='lower') I".strip(), lambda: f28(I), same)
case("np.quantile(a, 0.4, method='higher') A".strip(), lambda: f29(A), same)
case("np.quantile(a, 0.4, method='higher') I".strip(), lambda: f29(I), same)
case("np.quantile(a, 0.45, method='nearest') A".strip(), lambda: f30(A), same)
case("np.quantile(a, 0.45, method='nearest') I".strip(), lambda: f30(I), same)
case("np.quantile(a, 0.45, method='midpoint') A".strip(), lambda: f31(A), same)
case("np.quantile(a, 0.45, method='midpoint') I".strip(), lambda: f31(I), same)
case("np.nansum(a, axis=1) N".strip(), lambda: f32(N), same)
case("np.nansum(a, axis=1) A".strip(), lambda: f32(A), same)
case("np.nansum(a, axis=1) I".strip(), lambda: f32(I), same)
case("np.nanmean(a, axis=0) N".strip(), lambda: f33(N), same)
case("np.nanmean(a, axis=0) A".strip(), lambda: f33(A), same)
case("np.nanmax(a, axis=0) N".strip(), lambda: f34(N), same)
case("np.nanmax(a, axis=0) A".strip(), lambda: f34(A), same)
case("np.nanmin(a, axis=(0, 1)) N".strip(), lambda: f35(N), same)
case("np.nanmin(a, axis=(0, 1)) A".strip(), lambda: f35(A), same)
case("np.nanstd(a, axis=0) N".strip(), lambda: f36(N), same)
case("np.nanstd(a, axis=0) A".strip(), lambda: f36(A), same)
case("np.nanvar(a, axis=0, ddof=1) N".strip(), lambda: f37(N), same)
case("np.nanvar(a, axis=0, ddof=1) A".strip(), lambda: f37(A), same)
case("np.nanmedian(a, axis=0) N".strip(), lambda: f38(N), same)
case("np.nanmedian(a, axis=0) A".strip(), lambda: f38(A), same)
case("np.nanargmax(a) N".strip(), lambda: f39(N), same)
case("np.nanargmax(a) A".strip(), lambda: f39(A), same)
case("np.nanargmin(a, axis=0) N".strip(), lambda: f40(N), same)
case("np.nanargmin(a, axis=0) A".strip(), lambda: f40(A), same)
case("np.nanquantile(a, 0.2, axis=0) N".strip(), lambda: f41(N), same)
case("np.nanquantile(a, 0.2, axis=0) A".strip(), lambda: f41(A), same)
case("np.nancumsum(a, axis=1) N".strip(), lambda: f42(N), same)
case("np.nancumsum(a, axis=1) A".strip(), lambda: f42(A), same)
case("np.ptp(a, axis=1) A".strip(), lambda: f43(A), same)
case("np.ptp(a, axis=1) I".strip(), lambda: f43(I), same)
case("np.cumprod(a, axis=1) A".strip(), lambda: f44(A), same)
case("np.cumprod(a, axis=1) I".strip(), lambda: f44(I), same)
case("np.diff(a, axis=0) A".strip(), lambda: f45(A), same)
case("np.diff(a, axis=0) I".strip(), lambda: f45(I), same)
case("np.diff(a, n=2, axis=1) A".strip(), lambda: f46(A), same)
case("np.diff(a, n=2, axis=1) I".strip(), lambda: f46(I), same)
case("np.count_nonzero(a, axis=1) A".strip(), lambda: f47(A), same)
case("np.count_nonzero(a, axis=1) I".strip(), lambda: f47(I), same)
case("np.count_nonzero(a, keepdims=True) A".strip(), lambda: f48(A), same)
case("np.count_nonzero(a, keepdims=True) I".strip(), lambda: f48(I), same)
case("np.average(a, axis=1) A".strip(), lambda: f49(A), same)
case("np.average(a, axis=1) I".strip(), lambda: f49(I), same)
case("np.average(a, axis=1, weights=W) A".strip(), lambda: f50(A), same)
case("np.cov(a) B".strip(), lambda: f51(B), same)
case("np.cov(a) I".strip(), lambda: f51(I), same)
case("np.cov(a) C".strip(), lambda: f51(C), same)
case("np.cov(a, rowvar=False) B".strip(), lambda: f52(B), same)
case("np.cov(a, rowvar=False) I".strip(), lambda: f52(I), same)
case("np.cov(a, bias=True) B".strip(), lambda: f53(B), same)
case("np.cov(a[0], a[1]) B".strip(), lambda: f54(B), same)
case("np.cov(a[0], a[1]) I".strip(), lambda: f54(I), same)
case("np.corrcoef(a) B".strip(), lambda: f55(B), same)
case("np.corrcoef(a) I".strip(), lambda: f55(I), same)
case("np.gradient(a, axis=0) A".strip(), lambda: f56(A), same)
case("np.gradient(a, 2.0, axis=1) A".strip(), lambda: f57(A), same)
case("np.gradient(a[0], edge_order=2) B".strip(), lambda: f58(B), same)
case("np.gradient(a, W, axis=0) B".strip(), lambda: f59(B), same)
