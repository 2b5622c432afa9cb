"""Forms of NumPy's calls in compiled functions.

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
def f11(B):
    return np.einsum('ij,jk->ik', B, B.T)


@njit
def f12(V, W):
    return np.meshgrid(V, W)


@njit
def f13(V):
    return np.pad(V, 2)


@njit
def f14(B):
    return np.pad(B, ((1, 1), (0, 2)), mode='edge')


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
def f21(B):
    return np.concatenate([B, B], axis=1)


@njit
def f22(I):
    return np.unique(I, return_counts=True)


@njit
def f23(B):
    return np.reshape(B, (5, 4), order='F')


@njit
def f24(B):
    return B.reshape((5, 4), order='F')


@njit
def f25(B):
    return B.reshape(-1)


@njit
def f26(W):
    return np.sqrt(W, out=np.empty(4))


@njit
def f27(W):
    return np.add(W, W, where=W > 2, out=np.zeros(4))


@njit
def f28(B, M):
    return B[M]


@njit
def f29(I):
    return I[I > 2]


@njit
def f30():
    return np.linspace(0, 1, 5, dtype=np.float32)


@njit
def f31(I, V):
    return '%d %5.2f' % (I[0, 0], V[0])


@njit
def f32():
    return max(*(1, 5, 3))


@njit
def f33(V):
    return any((x > 6 for x in V))


@njit
def f34(V):
    return np.max(V)


@njit
def f35(V):
    return np.where(V > 0, V, 0.0)


@njit
def f36(B):
    return np.cumsum(B, axis=0)


@njit
def f37(B):
    return np.argmax(B, axis=1)


@njit
def f38(B):
    return np.var(B, axis=1)


@njit
def f39(B):
    return np.median(B, axis=1)


@njit
def f40(V):
    return np.stack([V, V])


@njit
def f41(W):
    return np.vstack([W, W])


@njit
def f42(V, W):
    return np.hstack([V, W])


@njit
def f43(W):
    return np.column_stack([W, W])


@njit
def f44(W):
    return np.dstack([W, W])


@njit
def f45():
    return np.full((2, 3), 7.0)


@njit
def f46(B):
    return np.zeros_like(B)


@njit
def f47(V):
    return np.clip(V, 0, 3)


@njit
def f48(V):
    return np.diff(V)


@njit
def f49(V, W):
    return np.outer(V, W)


@njit
def f50(W):
    return np.kron(W, W)


@njit
def f51(B):
    return np.trace(B)


@njit
def f52(W):
    return np.cross(W[:3], W[1:])


@njit
def f53(I):
    return np.isin(I, [1, 2])


@njit
def f54(W):
    return np.repeat(W, 2)


@njit
def f55(B):
    return np.flip(B, 1)


@njit
def f56():
    return np.bincount(np.array([1, 2, 2]))


@njit
def f57(V):
    return np.histogram(V, bins=3)


@njit
def f58(W):
    return np.searchsorted(W, 2.5)


@njit
def f59(W):
    return np.interp(2.5, W, W)


@njit
def f60(W):
    return np.polyfit(W, W * 2, 1)


@njit
def f61(W):
    return np.polyval(W, 2.0)


@njit
def f62():
    return np.eye(3)


@njit
def f63(V):
    return V[[0, 2]]


@njit
def f64(L, V):
    return V[L]


@njit
def f65(V):
    return np.array([V, V])


@njit
def f66(W):
    return np.array([W, W]).shape


@njit
def f67(B):
    return np.block([[B, B], [B, B]])


@njit
def f68(B):
    return np.count_nonzero(B > 0, axis=1)


@njit
def f69(B):
    return np.any(B > 6, axis=1, keepdims=True)


@njit
def f70(B):
    return np.prod(B, axis=(0, 1))


@njit
def f71(V):
    return np.allclose(V, V)


@njit
def f72(V):
    return np.array_equal(V, V)


@njit
def f73(A):
    return np.nanmean(A, axis=(0, 2))


@njit
def f74(V):
    return np.ptp(V)


@njit
def f75(V):
    return np.average(V, weights=V * 0 + 1)


@njit
def f76(B):
    return np.cov(B)


@njit
def f77(B):
    return np.corrcoef(B)


@njit
def f78(B):
    return np.linalg.multi_dot([B, B.T, B])


@njit
def f79(B):
    return np.linalg.multi_dot((B, B.T, B))


@njit
def f80(V, W):
    return np.digitize(V, W)


@njit
def f81(V, W):
    return np.convolve(V, W)


@njit
def f82(W):
    return np.lexsort((W, -W))


@njit
def f83(V):
    return np.partition(V, 3)[3]


@njit
def f84(V):
    return np.argpartition(V, 3)[3]


@njit
def f85():
    return np.ravel_multi_index((1, 2), (3, 4))


@njit
def f86():
    return np.unravel_index(5, (3, 4))


@njit
def f87():
    return np.ogrid[0:3, 0:2]


@njit
def f88():
    return np.mgrid[0:3, 0:2]


@njit
def f89(W):
    return np.r_[1, 2, W]


@njit
def f90(W):
    return np.c_[W, W]


@njit
def f91():
    return np.ix_([0, 1], [1, 2])


@njit
def f92(B):
    return B[np.ix_([0, 1], [1, 2])]


@njit
def f93(S):
    return np.einsum('ii', S)


@njit
def f94(S):
    return np.einsum('ii->i', S)


@njit
def f95(B):
    return np.einsum('ij->ji', B)


@njit
def f96(B):
    return np.einsum('ij->', B)


@njit
def f97(W):
    return np.einsum('i,i', W, W)


@njit
def f98(W):
    return np.einsum('i,j->ij', W, W)


@njit
def f99(A):
    return np.einsum('ijk,ikl->ijl', A, A.transpose(0, 2, 1))


@njit
def f100(A):
    return np.einsum('...ij,...jk->...ik', A, A.transpose(0, 2, 1))


@njit
def f101(B):
    return np.einsum('ij,jk,kl->il', B, B.T, B)


@njit
def f102(A):
    return np.einsum('...i->...', A)


@njit
def f103(B):
    return np.einsum('ij,j', B, np.arange(5.0))


@njit
def f104(I):
    return np.einsum('ij,ij->i', I, I)


@njit
def f105(J):
    return np.einsum('i,ij->j', J, np.ones((1, 2)))


@njit
def f106(B):
    return np.einsum('ba', B)


@njit
def f107(B):
    return np.einsum('ij,kj->ik', B, B)


@njit
def f108(B):
    return np.tensordot(B, B.T, 1)


@njit
def f109(A):
    return np.tensordot(A, A, axes=((0, 1), (0, 1)))


@njit
def f110(W):
    return np.tensordot(W, W, 0)


@njit
def f111(W):
    return np.tensordot(W, W, 1)


@njit
def f112(A):
    return np.matmul(A, A.transpose(0, 2, 1))


@njit
def f113(A):
    return A @ A.transpose(0, 2, 1)


@njit
def f114(A):
    return np.matmul(A, np.arange(5.0))


@njit
def f115(A):
    return np.matmul(np.arange(4.0), A)


@njit
def f116(I):
    return np.matmul(I, I.T)


@njit
def f117(I):
    return I @ I.T


@njit
def f118(B):
    return np.inner(B, B)


@njit
def f119(B, W):
    return np.kron(B[:2, :2], W)


@njit
def f120(Z):
    return np.vdot(Z, Z)


@njit
def f121(A):
    return np.cross(A[..., :3], np.arange(3.0))


@njit
def f122(A):
    return np.trace(A)


@njit
def f123(B):
    return np.trace(B, 1)


@njit
def f124(A):
    return np.dot(A, np.arange(5.0))


@njit
def f125(W):
    return np.dot(W, W.astype(np.int64))


@njit
def f126(W):
    return np.add(W, W, where=W > 2)[2:]


@njit
def f127(W):
    return np.sqrt(W, where=W > 2, out=W * 0)


@njit
def f128(J):
    return np.add(J, J, dtype=np.float64)


@njit
def f129(W):
    return np.multiply(W, 2, out=np.empty(4))


@njit
def f130(W):
    return np.add(W, 1, np.empty(4))


@njit
def f131(J, W):
    return np.subtract(W, J[0], casting='same_kind')


@njit
def f132(B):
    return np.add.reduce(B)


@njit
def f133(B):
    return np.add.reduce(B, axis=1)


@njit
def f134(B):
    return np.add.reduce(B, axis=None)


@njit
def f135(W):
    return np.multiply.reduce(W)


@njit
def f136(B):
    return np.maximum.reduce(B, axis=1)


@njit
def f137(V):
    return np.minimum.accumulate(V)


@njit
def f138(B):
    return np.maximum.accumulate(B, axis=1)


@njit
def f139(W):
    return np.add.accumulate(W)


@njit
def f140(W):
    return np.subtract.outer(W, W)


@njit
def f141(J, W):
    return np.multiply.outer(W, J)


@njit
def f142(W):
    return np.add.reduceat(W, [0, 2])


@njit
def f143():
    return np.add.reduceat(np.arange(8), [0, 4, 1, 5])


@njit
def f144(W):
    X = W.copy()
    np.add.at(X, [0, 0, 1], 1.0)
    return X


@njit
def f145(W):
    X = W.copy()
    np.subtract.at(X, np.array([0, 0]), np.array([1.0, 2.0]))
    return X


@njit
def f146(B):
    return np.logical_and.reduce(B > 0)


@njit
def f147(W):
    return np.hypot.reduce(W)


@njit
def f148(J):
    return np.bitwise_or.reduce(J)


@njit
def f149(B):
    return np.sum(B, 0, None, np.empty(5))


@njit
def f150(B):
    return np.sum(B, axis=0, out=np.empty(5))


@njit
def f151(B):
    return np.mean(B, 1, None, np.empty(4))


@njit
def f152(B):
    return np.max(B, 1, np.empty(4))


@njit
def f153(W):
    return np.cumsum(W, out=np.empty(4))


@njit
def f154(B):
    return np.median(B, 0, np.empty(5))


@njit
def f155(B):
    return np.std(B, axis=0, out=np.empty(5))


@njit
def f156(W):
    return np.take(W, [0, 1], out=np.empty(2))


@njit
def f157(W):
    return np.clip(W, 2, 3, np.empty(4))


@njit
def f158(V):
    return np.round(V, 0, np.empty(7))


@njit
def f159(B):
    return np.dot(B, B.T, np.empty((4, 4)))


@njit
def f160(V, W):
    return np.concatenate((W, V), out=np.empty(11))


@njit
def f161(B):
    return np.std(B, dtype=np.float32).dtype == np.float32


@njit
def f162(W):
    l = [W, W]
    l.append(W)
    return np.concatenate(l)


@njit
def f163(B):
    l = [B, B]
    l.append(B)
    return np.concatenate(l, axis=1)


@njit
def f164(W):
    l = [W, W]
    l.append(W)
    return np.stack(l, axis=1)


@njit
def f165(W):
    l = [W, W]
    l.append(W)
    return np.column_stack(l)


@njit
def f166(W):
    l = [W, W]
    l.append(W)
    return np.vstack(l)


@njit
def f167(B):
    l = [B, B]
    l.append(B)
    return np.hstack(l)


@njit
def f168(V, W):
    return np.block([W, V])


@njit
def f169(V):
    return V[[0, 1]]


@njit
def f170(B):
    return B[[0, 1], [1, 2]]


@njit
def f171(B):
    return B[:, [0, 2]]


@njit
def f172(V):
    X = V.copy()
    X[[0, 1]] = 9.0
    return X


@njit
def f173(B):
    return B[[True, False, True, False]]


@njit
def f174(B):
    return np.sum(B, axis=3)


@njit
def f175(W):
    return np.lib.stride_tricks.as_strided(W, (3, 2), (8, 8))


@njit
def f176(W):
    return np.lib.stride_tricks.sliding_window_view(W, 2)


@njit
def f177(B):
    return np.lib.stride_tricks.sliding_window_view(B, (2, 2))


@njit
def f178(B):
    return np.lib.stride_tricks.sliding_window_view(B, 2, axis=1)


@njit
def f179(W):
    return np.broadcast_to(W, (2, 4))


@njit
def f180(B, W):
    return np.broadcast_arrays(W, B[:4, :1])


@njit
def f181(N):
    return np.nanquantile(N, 0.5)


@njit
def f182(N):
    return np.isnan(np.nanmax(N))


@njit
def f183(W):
    return np.polyfit(W, W ** 2, 2)


@njit
def f184(W):
    return np.polyval(W, W)


@njit
def f185():
    return np.poly(np.array([1.0, 2.0]))


@njit
def f186(J, W):
    return np.polyadd(W, J)


@njit
def f187(W):
    return np.polysub(W, W)


@njit
def f188(J, W):
    return np.polymul(W, J)


@njit
def f189(W):
    return np.polydiv(W, np.array([1.0, 1.0]))[0]


@njit
def f190(W):
    return np.polyder(W)


@njit
def f191(W):
    return np.polyint(W)


@njit
def f192(W):
    return np.polynomial.polynomial.polyval(2.0, W)


@njit
def f193(W):
    return np.polynomial.polynomial.polyadd(W, W)


@njit
def f194(W):
    return np.polynomial.polynomial.polymul(W, W)


@njit
def f195(J):
    return np.ix_(J, J)


@njit
def f196(W):
    return np.r_[W, 5.0]


@njit
def f197():
    return np.mgrid[0:2, 0:3]


@njit
def f198():
    return np.ogrid[0:2, 0:3]


@njit
def f199(W):
    return W.flags.c_contiguous


@njit
def f200(W):
    return W.tolist()


@njit
def f201(W):
    return W.ctypes.data > 0


@njit
def f202():
    return np.iinfo(np.int32).max


@njit
def f203():
    return np.finfo(np.float64).eps


@njit
def f204():
    return np.dtype('f4') == np.float32


@njit
def f205(B):
    return B.dtype == np.float64


@njit
def f206(W):
    return W.view(np.int64)


@njit
def f207(B):
    return B.T.flatten()


@njit
def f208(B):
    return B.swapaxes(0, 1)


@njit
def f209(V):
    return V.round(1)


@njit
def f210(S):
    return S.trace()


@njit
def f211(B):
    return B.diagonal()


@njit
def f212(W):
    return W.searchsorted(2.5)


@njit
def f213(V):
    return V.argsort()


@njit
def f214(V):
    X = V.copy()
    X.partition(2)
    return X[2]


@njit
def f215(W):
    X = W.copy()
    X.put([0], 9.0)
    return X


@njit
def f216(W):
    return W.compress([True, False, True, False])


@njit
def f217(W):
    return W.nonzero()


@njit
def f218(W):
    return W.repeat(2)


@njit
def f219(W):
    return W.reshape(2, 2)


@njit
def f220(W):
    return W.reshape((2, 2), order='F')


@njit
def f221(B):
    return B.ravel('F')


@njit
def f222(B):
    return B.flatten('F')


@njit
def f223(B):
    return B.ravel(order='F')


@njit
def f224(B):
    return B.copy(order='F')


@njit
def f225():
    return np.zeros((2, 3), order='F').flags.f_contiguous


@njit
def f226():
    return np.ones((2, 3), order='F').flags.f_contiguous


@njit
def f227():
    return np.array([1, 2, 3], dtype='f4')


@njit
def f228(W):
    return np.array(W)


@njit
def f229():
    return np.array([[1, 2], [3, 4]], dtype=np.float32)


@njit
def f230(W):
    return np.asarray(W, dtype=np.float32)


@njit
def f231():
    return np.fromiter((x * 2 for x in range(3)), np.float64)


@njit
def f232(V):
    return np.unwrap(V)


@njit
def f233(V):
    return np.unwrap(V, period=2.0)


@njit
def f234(W):
    return np.interp(W, W, W, left=0.0, right=1.0)


@njit
def f235(V):
    return np.histogram(V, bins=3, density=True)


@njit
def f236(V):
    return np.histogram(V, 3, weights=V)


@njit
def f237(V):
    return np.histogram2d(V, V, 3)[0]


@njit
def f238(J):
    return np.isin(J, [1, 2], invert=True)


@njit
def f239(J):
    return np.isin(J, J, assume_unique=True)


@njit
def f240(B, W):
    return np.average(B, axis=0, weights=W, returned=True)


@njit
def f241(B):
    return np.rot90(B, 1)


@njit
def f242(A):
    return np.rot90(A, 1, (1, 2))


@njit
def f243(W):
    return np.diff(W, prepend=0.0)


@njit
def f244(W):
    return np.insert(W, [1, 2], [5.0, 6.0])


@njit
def f245(B):
    return np.append(B, B, axis=0)


@njit
def f246(A):
    return np.flip(A, (0, 1))


@njit
def f247(A):
    return np.moveaxis(A, 0, -1).shape


@njit
def f248(W):
    return np.expand_dims(W, (0, 2)).shape


@njit
def f249(A):
    return np.transpose(A, (2, 0, 1)).shape


@njit
def f250(V):
    return np.array_split(V, 3)


@njit
def f251(W):
    return np.split(W, 2)


@njit
def f252():
    return np.logspace(0, 2, 3)


@njit
def f253():
    return np.geomspace(1, 8, 4)


@njit
def f254(W):
    return np.select([W > 2, W > 1], [W, W * 10], 0)


@njit
def f255(W):
    return np.piecewise(W, [W > 2], [1.0, 0.0])


@njit
def f256(W):
    return np.vander(W)


@njit
def f257(A):
    return np.tril(A)


@njit
def f258(B):
    return np.triu(B, 1)


@njit
def f259():
    return np.diag(np.arange(3), 1)


@njit
def f260(N):
    return np.nan_to_num(N)


@njit
def f261(Z):
    return np.angle(Z)


@njit
def f262(Z):
    return np.real(Z)


@njit
def f263(W):
    return np.sinc(W)


@njit
def f264(W):
    return np.i0(W)


@njit
def f265(V):
    return np.fix(V)


@njit
def f266(V):
    return np.trunc(V)


@njit
def f267(V):
    return np.modf(V)


@njit
def f268(V):
    return np.frexp(V)


@njit
def f269(V):
    return np.divmod(V, 2.0)


@njit
def f270(J):
    return np.bitwise_count(J)


@njit
def f271(V):
    return np.isposinf(V)


@njit
def f272(V):
    return np.heaviside(V, 0.5)


@njit
def f273(W):
    return np.float_power(W, 2)


@njit
def f274(B):
    return np.linalg.norm(B, 'fro')


@njit
def f275(B):
    return np.linalg.norm(B, 'nuc')


@njit
def f276(B):
    return np.linalg.norm(B, axis=(0, 1))


@njit
def f277(S):
    return np.linalg.det(np.stack((S, S)))


@njit
def f278(S):
    return np.linalg.inv(np.stack((S, S)))


@njit
def f279(S, W):
    return np.linalg.solve(S, W[:3])


@njit
def f280(S):
    return np.linalg.eigh(S)[0]


@njit
def f281(S):
    return np.linalg.matrix_power(S, 3)


@njit
def f282(S):
    return np.linalg.cond(S)


@njit
def f283(S):
    return np.linalg.matrix_rank(S)


@njit
def f284(S):
    return np.linalg.slogdet(S)


@njit
def f285(S, W):
    return np.linalg.tensorsolve(S, W[:3])


@njit
def f286(S):
    return np.linalg.multi_dot((S, S, S))


@njit
def f287(W):
    return np.linalg.cross(W[:3], W[1:])


@njit
def f288(W):
    return np.linalg.outer(W, W)


@njit
def f289(S):
    return np.linalg.trace(S)


@njit
def f290(W):
    return np.linalg.vector_norm(W)


@njit
def f291(S):
    return np.linalg.matmul(S, S)


@njit
def f292(W):
    return np.vecdot(W, W)


@njit
def f293(S, W):
    return np.matvec(S, W[:3])


@njit
def f294(W):
    return np.astype(W, np.float32)


@njit
def f295(W):
    return np.concat((W, W))


@njit
def f296(B):
    return np.permute_dims(B, (1, 0))


@njit
def f297(B):
    return np.matrix_transpose(B)


@njit
def f298(W):
    return np.cumulative_sum(W)


@njit
def f299(W):
    return np.acos(W / 4)


@njit
def f300(W):
    return np.pow(W, 2)


@njit
def f301():
    return np.bool(1)


@njit
def f302(J):
    return np.unique_counts(J)


@njit
def f303():
    return np.ndim(3)


@njit
def f304():
    return np.isscalar(3.0)


@njit
def f305(V):
    return np.min(V, initial=-10.0)


@njit
def f306(V):
    return np.sum(V, where=V > 0)


@njit
def f307(V):
    return np.sum(V, initial=10.0)


@njit
def f308(V):
    return np.mean(V, where=V > 0)


@njit
def f309(B):
    return np.max(B, axis=0, where=B > 0, initial=0.0)


@njit
def f310(B):
    return np.all(B, axis=0, where=B > 1)


@njit
def f311(W):
    return np.prod(W, initial=2.0)


@njit
def f312(V):
    return np.sort(V)[::-1]


@njit
def f313(Z):
    return np.sort_complex(Z)


@njit
def f314(V):
    return np.argpartition(V, 2)[2]


@njit
def f315(V, W):
    return np.searchsorted(W, V, side='right')


@njit
def f316(V, W):
    return np.searchsorted(W, V, sorter=np.arange(4))


@njit
def f317(V, W):
    return np.digitize(V, W, right=True)


@njit
def f318(W):
    return np.trapezoid(W, dx=0.5)


@njit
def f319(V, W):
    return np.correlate(W, V, 'full')


@njit
def f320(V, W):
    return np.setdiff1d(V, W)


@njit
def f321(A):
    return np.nonzero(A)[2]


@njit
def f322(B):
    return np.argwhere(B > 0)


@njit
def f323(W):
    return np.extract(W > 2, W)


@njit
def f324(W):
    return np.place(W.copy(), W > 2, [9.0])


@njit
def f325(B):
    return np.ptp(B, axis=0, keepdims=True)


@njit
def f326(V):
    return np.copysign(V, -1)


@njit
def f327(V):
    return np.nextafter(V, 0)


@njit
def f328(J):
    return np.gcd(J, 6)


@njit
def f329(J, W):
    return np.ldexp(W, J[0])


@njit
def f330(V):
    return np.clip(V, None, 2.0)


@njit
def f331(V):
    return np.clip(V, a_min=0, a_max=2.0)


@njit
def f332(B):
    return np.full_like(B, 2)


@njit
def f333():
    return np.identity(3, dtype=np.int32)


@njit
def f334():
    return np.triu_indices(3)


@njit
def f335(S):
    return np.diag_indices_from(S)


@njit
def f336(J):
    return np.ravel_multi_index((J, J), (4, 4))


@njit
def f337(W):
    return sum(W)


@njit
def f338(V):
    return min(V)


@njit
def f339(W):
    return list(W)


@njit
def f340(W):
    return [x for x in W]


@njit
def f341(W):
    return (W.mean(), W.std(), W.max())


@njit
def f342(B):
    return B.max(axis=1)


@njit
def f343(B):
    return len(B)


@njit
def f344(W):
    return 3.0 in W


@njit
def f345(W):
    return not W[0]


@njit
def f346(B):
    return tuple(B.shape)


@njit
def f347(B):
    return (B > 0).sum()


@njit
def f348():
    return np.abs(-3)


@njit
def f349(W):
    return W ** 2


@njit
def f350(W):
    return W // 2


@njit
def f351(W):
    return W % 2


@njit
def f352(W):
    return -W


@njit
def f353(W):
    return W @ W


@njit
def f354(W):
    return W[::-1]


@njit
def f355(A):
    return A[..., 0]


@njit
def f356(A):
    return A[:, None].shape


@njit
def f357(A):
    return A[A > 5]


@njit
def f358(B):
    return B[1:3, [0, 1]]


@njit
def f359(B, J):
    return B[J - 1, 1:3]


@njit
def f360(B):
    X = B.copy()
    X[X < 0] = 0
    return X


@njit
def f361(B, W):
    X = B.copy()
    X[1] = W[0]
    return X


@njit
def f362(B, W):
    X = B.copy()
    X[:, 1] = W
    return X


@njit
def f363(B):
    X = B.copy()
    X[[0, 1]] += 1
    return X


@njit
def f364():
    X = np.zeros(3)
    X[:] = [1, 2, 3]
    return X


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
case("np.einsum('ij,jk->ik', B, B.T)", lambda: f11(B), any_of)
case('np.meshgrid(V, W)', lambda: f12(V, W), any_of)
case('np.pad(V, 2)', lambda: f13(V), any_of)
case("np.pad(B, ((1, 1), (0, 2)), mode='edge')", lambda: f14(B), any_of)
case('np.gradient(V)', lambda: f15(V), any_of)
case('np.matmul(B, B.T)', lambda: f16(B), any_of)
case('np.inner(V, V)', lambda: f17(V), any_of)
case('np.fft.fft(V)', lambda: f18(V), any_of)
case('np.dot(I, I.T)', lambda: f19(I), any_of)
case('np.concatenate([V, W])', lambda: f20(V, W), any_of)
case('np.concatenate([B, B], axis=1)', lambda: f21(B), any_of)
case('np.unique(I, return_counts=True)', lambda: f22(I), any_of)
case("np.reshape(B, (5, 4), order='F')", lambda: f23(B), any_of)
case("B.reshape((5, 4), order='F')", lambda: f24(B), any_of)
case('B.reshape(-1)', lambda: f25(B), any_of)
case('np.sqrt(W, out=np.empty(4))', lambda: f26(W), any_of)
case('np.add(W, W, where=W > 2, out=np.zeros(4))', lambda: f27(W), any_of)
case('B[M]', lambda: f28(B, M), any_of)
case('I[I > 2]', lambda: f29(I), any_of)
case('np.linspace(0, 1, 5, dtype=np.float32)', lambda: f30(), any_of)
case("'%d %5.2f' % (I[0, 0], V[0])", lambda: f31(I, V), any_of)
case('max(*(1, 5, 3))', lambda: f32(), any_of)
case('any((x > 6 for x in V))', lambda: f33(V), any_of)
case('np.max(V)', lambda: f34(V), any_of)
case('np.where(V > 0, V, 0.0)', lambda: f35(V), any_of)
case('np.cumsum(B, axis=0)', lambda: f36(B), any_of)
case('np.argmax(B, axis=1)', lambda: f37(B), any_of)
case('np.var(B, axis=1)', lambda: f38(B), any_of)
case('np.median(B, axis=1)', lambda: f39(B), any_of)
case('np.stack([V, V])', lambda: f40(V), any_of)
case('np.vstack([W, W])', lambda: f41(W), any_of)
case('np.hstack([V, W])', lambda: f42(V, W), any_of)
case('np.column_stack([W, W])', lambda: f43(W), any_of)
case('np.dstack([W, W])', lambda: f44(W), any_of)
case('np.full((2, 3), 7.0)', lambda: f45(), any_of)
case('np.zeros_like(B)', lambda: f46(B), any_of)
case('np.clip(V, 0, 3)', lambda: f47(V), any_of)
case('np.diff(V)', lambda: f48(V), any_of)
case('np.outer(V, W)', lambda: f49(V, W), any_of)
case('np.kron(W, W)', lambda: f50(W), any_of)
case('np.trace(B)', lambda: f51(B), any_of)
case('np.cross(W[:3], W[1:])', lambda: f52(W), any_of)
case('np.isin(I, [1, 2])', lambda: f53(I), any_of)
case('np.repeat(W, 2)', lambda: f54(W), any_of)
case('np.flip(B, 1)', lambda: f55(B), any_of)
case('np.bincount(np.array([1, 2, 2]))', lambda: f56(), any_of)
case('np.histogram(V, bins=3)', lambda: f57(V), any_of)
case('np.searchsorted(W, 2.5)', lambda: f58(W), any_of)
case('np.interp(2.5, W, W)', lambda: f59(W), any_of)
case('np.polyfit(W, W * 2, 1)', lambda: f60(W), any_of)
case('np.polyval(W, 2.0)', lambda: f61(W), any_of)
case('np.eye(3)', lambda: f62(), any_of)
case('V[[0, 2]]', lambda: f63(V), any_of)
case('V[L]', lambda: f64(L, V), any_of)
case('np.array([V, V])', lambda: f65(V), any_of)
case('np.array([W, W]).shape', lambda: f66(W), any_of)
case('np.block([[B, B], [B, B]])', lambda: f67(B), any_of)
case('np.count_nonzero(B > 0, axis=1)', lambda: f68(B), any_of)
case('np.any(B > 6, axis=1, keepdims=True)', lambda: f69(B), any_of)
case('np.prod(B, axis=(0, 1))', lambda: f70(B), any_of)
case('np.allclose(V, V)', lambda: f71(V), any_of)
case('np.array_equal(V, V)', lambda: f72(V), any_of)
case('np.nanmean(A, axis=(0, 2))', lambda: f73(A), any_of)
case('np.ptp(V)', lambda: f74(V), any_of)
case('np.average(V, weights=V * 0 + 1)', lambda: f75(V), any_of)
case('np.cov(B)', lambda: f76(B), any_of)
case('np.corrcoef(B)', lambda: f77(B), any_of)
case('np.linalg.multi_dot([B, B.T, B])', lambda: f78(B), any_of)
case('np.linalg.multi_dot((B, B.T, B))', lambda: f79(B), any_of)
case('np.digitize(V, W)', lambda: f80(V, W), any_of)
case('np.convolve(V, W)', lambda: f81(V, W), any_of)
case('np.lexsort((W, -W))', lambda: f82(W), any_of)
case('np.partition(V, 3)[3]', lambda: f83(V), any_of)
case('np.argpartition(V, 3)[3]', lambda: f84(V), any_of)
case('np.ravel_multi_index((1, 2), (3, 4))', lambda: f85(), any_of)
case('np.unravel_index(5, (3, 4))', lambda: f86(), any_of)
case('np.ogrid[0:3, 0:2]', lambda: f87(), any_of)
case('np.mgrid[0:3, 0:2]', lambda: f88(), any_of)
case('np.r_[1, 2, W]', lambda: f89(W), any_of)
case('np.c_[W, W]', lambda: f90(W), any_of)
case('np.ix_([0, 1], [1, 2])', lambda: f91(), any_of)
case('B[np.ix_([0, 1], [1, 2])]', lambda: f92(B), any_of)
case("np.einsum('ii', S)", lambda: f93(S), any_of)
case("np.einsum('ii->i', S)", lambda: f94(S), any_of)
case("np.einsum('ij->ji', B)", lambda: f95(B), any_of)
case("np.einsum('ij->', B)", lambda: f96(B), any_of)
case("np.einsum('i,i', W, W)", lambda: f97(W), any_of)
case("np.einsum('i,j->ij', W, W)", lambda: f98(W), any_of)
case("np.einsum('ijk,ikl->ijl', A, A.transpose(0, 2, 1))", lambda: f99(A), any_of)
case("np.einsum('...ij,...jk->...ik', A, A.transpose(0, 2, 1))", lambda: f100(A), any_of)
case("np.einsum('ij,jk,kl->il', B, B.T, B)", lambda: f101(B), any_of)
case("np.einsum('...i->...', A)", lambda: f102(A), any_of)
case("np.einsum('ij,j', B, np.arange(5.0))", lambda: f103(B), any_of)
case("np.einsum('ij,ij->i', I, I)", lambda: f104(I), any_of)
case("np.einsum('i,ij->j', J, np.ones((1, 2)))", lambda: f105(J), any_of)
case("np.einsum('ba', B)", lambda: f106(B), any_of)
case("np.einsum('ij,kj->ik', B, B)", lambda: f107(B), any_of)
case('np.tensordot(B, B.T, 1)', lambda: f108(B), any_of)
case('np.tensordot(A, A, axes=((0, 1), (0, 1)))', lambda: f109(A), any_of)
case('np.tensordot(W, W, 0)', lambda: f110(W), any_of)
case('np.tensordot(W, W, 1)', lambda: f111(W), any_of)
case('np.matmul(A, A.transpose(0, 2, 1))', lambda: f112(A), any_of)
case('A @ A.transpose(0, 2, 1)', lambda: f113(A), any_of)
case('np.matmul(A, np.arange(5.0))', lambda: f114(A), any_of)
case('np.matmul(np.arange(4.0), A)', lambda: f115(A), any_of)
case('np.matmul(I, I.T)', lambda: f116(I), any_of)
case('I @ I.T', lambda: f117(I), any_of)
case('np.inner(B, B)', lambda: f118(B), any_of)
case('np.kron(B[:2, :2], W)', lambda: f119(B, W), any_of)
case('np.vdot(Z, Z)', lambda: f120(Z), any_of)
case('np.cross(A[..., :3], np.arange(3.0))', lambda: f121(A), any_of)
case('np.trace(A)', lambda: f122(A), any_of)
case('np.trace(B, 1)', lambda: f123(B), any_of)
case('np.dot(A, np.arange(5.0))', lambda: f124(A), any_of)
case('np.dot(W, W.astype(np.int64))', lambda: f125(W), any_of)
case('np.add(W, W, where=W > 2)[2:]', lambda: f126(W), any_of)
case('np.sqrt(W, where=W > 2, out=W * 0)', lambda: f127(W), any_of)
case('np.add(J, J, dtype=np.float64)', lambda: f128(J), any_of)
case('np.multiply(W, 2, out=np.empty(4))', lambda: f129(W), any_of)
case('np.add(W, 1, np.empty(4))', lambda: f130(W), any_of)
case("np.subtract(W, J[0], casting='same_kind')", lambda: f131(J, W), any_of)
case('np.add.reduce(B)', lambda: f132(B), any_of)
case('np.add.reduce(B, axis=1)', lambda: f133(B), any_of)
case('np.add.reduce(B, axis=None)', lambda: f134(B), any_of)
case('np.multiply.reduce(W)', lambda: f135(W), any_of)
case('np.maximum.reduce(B, axis=1)', lambda: f136(B), any_of)
case('np.minimum.accumulate(V)', lambda: f137(V), any_of)
case('np.maximum.accumulate(B, axis=1)', lambda: f138(B), any_of)
case('np.add.accumulate(W)', lambda: f139(W), any_of)
case('np.subtract.outer(W, W)', lambda: f140(W), any_of)
case('np.multiply.outer(W, J)', lambda: f141(J, W), any_of)
case('np.add.reduceat(W, [0, 2])', lambda: f142(W), any_of)
case('np.add.reduceat(np.arange(8), [0, 4, 1, 5])', lambda: f143(), any_of)
case('X = W.copy(); np.add.at(X, [0, 0, 1], 1.0); X', lambda: f144(W), any_of)
case('X = W.copy(); np.subtract.at(X, np.array([0, 0]), np.array([1.0, 2.0])); X', lambda: f145(W), any_of)
case('np.logical_and.reduce(B > 0)', lambda: f146(B), any_of)
case('np.hypot.reduce(W)', lambda: f147(W), any_of)
case('np.bitwise_or.reduce(J)', lambda: f148(J), any_of)
case('np.sum(B, 0, None, np.empty(5))', lambda: f149(B), any_of)
case('np.sum(B, axis=0, out=np.empty(5))', lambda: f150(B), any_of)
case('np.mean(B, 1, None, np.empty(4))', lambda: f151(B), any_of)
case('np.max(B, 1, np.empty(4))', lambda: f152(B), any_of)
case('np.cumsum(W, out=np.empty(4))', lambda: f153(W), any_of)
case('np.median(B, 0, np.empty(5))', lambda: f154(B), any_of)
case('np.std(B, axis=0, out=np.empty(5))', lambda: f155(B), any_of)
case('np.take(W, [0, 1], out=np.empty(2))', lambda: f156(W), any_of)
case('np.clip(W, 2, 3, np.empty(4))', lambda: f157(W), any_of)
case('np.round(V, 0, np.empty(7))', lambda: f158(V), any_of)
case('np.dot(B, B.T, np.empty((4, 4)))', lambda: f159(B), any_of)
case('np.concatenate((W, V), out=np.empty(11))', lambda: f160(V, W), any_of)
case('np.std(B, dtype=np.float32).dtype == np.float32', lambda: f161(B), any_of)
case('l = [W, W]; l.append(W); np.concatenate(l)', lambda: f162(W), any_of)
case('l = [B, B]; l.append(B); np.concatenate(l, axis=1)', lambda: f163(B), any_of)
case('l = [W, W]; l.append(W); np.stack(l, axis=1)', lambda: f164(W), any_of)
case('l = [W, W]; l.append(W); np.column_stack(l)', lambda: f165(W), any_of)
case('l = [W, W]; l.append(W); np.vstack(l)', lambda: f166(W), any_of)
case('l = [B, B]; l.append(B); np.hstack(l)', lambda: f167(B), any_of)
case('np.block([W, V])', lambda: f168(V, W), any_of)
case('V[[0, 1]]', lambda: f169(V), any_of)
case('B[[0, 1], [1, 2]]', lambda: f170(B), any_of)
case('B[:, [0, 2]]', lambda: f171(B), any_of)
case('X = V.copy(); X[[0, 1]] = 9.0; X', lambda: f172(V), any_of)
case('B[[True, False, True, False]]', lambda: f173(B), any_of)
case('np.sum(B, axis=3)', lambda: f174(B), any_of)
case('np.lib.stride_tricks.as_strided(W, (3, 2), (8, 8))', lambda: f175(W), any_of)
case('np.lib.stride_tricks.sliding_window_view(W, 2)', lambda: f176(W), any_of)
case('np.lib.stride_tricks.sliding_window_view(B, (2, 2))', lambda: f177(B), any_of)
case('np.lib.stride_tricks.sliding_window_view(B, 2, axis=1)', lambda: f178(B), any_of)
case('np.broadcast_to(W, (2, 4))', lambda: f179(W), any_of)
case('np.broadcast_arrays(W, B[:4, :1])', lambda: f180(B, W), any_of)
case('np.nanquantile(N, 0.5)', lambda: f181(N), any_of)
case('np.isnan(np.nanmax(N))', lambda: f182(N), any_of)
case('np.polyfit(W, W ** 2, 2)', lambda: f183(W), any_of)
case('np.polyval(W, W)', lambda: f184(W), any_of)
case('np.poly(np.array([1.0, 2.0]))', lambda: f185(), any_of)
case('np.polyadd(W, J)', lambda: f186(J, W), any_of)
case('np.polysub(W, W)', lambda: f187(W), any_of)
case('np.polymul(W, J)', lambda: f188(J, W), any_of)
case('np.polydiv(W, np.array([1.0, 1.0]))[0]', lambda: f189(W), any_of)
case('np.polyder(W)', lambda: f190(W), any_of)
case('np.polyint(W)', lambda: f191(W), any_of)
case('np.polynomial.polynomial.polyval(2.0, W)', lambda: f192(W), any_of)
case('np.polynomial.polynomial.polyadd(W, W)', lambda: f193(W), any_of)
case('np.polynomial.polynomial.polymul(W, W)', lambda: f194(W), any_of)
case('np.ix_(J, J)', lambda: f195(J), any_of)
case('np.r_[W, 5.0]', lambda: f196(W), any_of)
case('np.mgrid[0:2, 0:3]', lambda: f197(), any_of)
case('np.ogrid[0:2, 0:3]', lambda: f198(), any_of)
case('W.flags.c_contiguous', lambda: f199(W), any_of)
case('W.tolist()', lambda: f200(W), any_of)
case('W.ctypes.data > 0', lambda: f201(W), any_of)
case('np.iinfo(np.int32).max', lambda: f202(), any_of)
case('np.finfo(np.float64).eps', lambda: f203(), any_of)
case("np.dtype('f4') == np.float32", lambda: f204(), any_of)
case('B.dtype == np.float64', lambda: f205(B), any_of)
case('W.view(np.int64)', lambda: f206(W), any_of)
case('B.T.flatten()', lambda: f207(B), any_of)
case('B.swapaxes(0, 1)', lambda: f208(B), any_of)
case('V.round(1)', lambda: f209(V), any_of)
case('S.trace()', lambda: f210(S), any_of)
case('B.diagonal()', lambda: f211(B), any_of)
case('W.searchsorted(2.5)', lambda: f212(W), any_of)
case('V.argsort()', lambda: f213(V), any_of)
case('X = V.copy(); X.partition(2); X[2]', lambda: f214(V), any_of)
case('X = W.copy(); X.put([0], 9.0); X', lambda: f215(W), any_of)
case('W.compress([True, False, True, False])', lambda: f216(W), any_of)
case('W.nonzero()', lambda: f217(W), any_of)
case('W.repeat(2)', lambda: f218(W), any_of)
case('W.reshape(2, 2)', lambda: f219(W), any_of)
case("W.reshape((2, 2), order='F')", lambda: f220(W), any_of)
case("B.ravel('F')", lambda: f221(B), any_of)
case("B.flatten('F')", lambda: f222(B), any_of)
case("B.ravel(order='F')", lambda: f223(B), any_of)
case("B.copy(order='F')", lambda: f224(B), any_of)
case("np.zeros((2, 3), order='F').flags.f_contiguous", lambda: f225(), any_of)
case("np.ones((2, 3), order='F').flags.f_contiguous", lambda: f226(), any_of)
case("np.array([1, 2, 3], dtype='f4')", lambda: f227(), any_of)
case('np.array(W)', lambda: f228(W), any_of)
case('np.array([[1, 2], [3, 4]], dtype=np.float32)', lambda: f229(), any_of)
case('np.asarray(W, dtype=np.float32)', lambda: f230(W), any_of)
case('np.fromiter((x * 2 for x in range(3)), np.float64)', lambda: f231(), any_of)
case('np.unwrap(V)', lambda: f232(V), any_of)
case('np.unwrap(V, period=2.0)', lambda: f233(V), any_of)
case('np.interp(W, W, W, left=0.0, right=1.0)', lambda: f234(W), any_of)
case('np.histogram(V, bins=3, density=True)', lambda: f235(V), any_of)
case('np.histogram(V, 3, weights=V)', lambda: f236(V), any_of)
case('np.histogram2d(V, V, 3)[0]', lambda: f237(V), any_of)
case('np.isin(J, [1, 2], invert=True)', lambda: f238(J), any_of)
case('np.isin(J, J, assume_unique=True)', lambda: f239(J), any_of)
case('np.average(B, axis=0, weights=W, returned=True)', lambda: f240(B, W), any_of)
case('np.rot90(B, 1)', lambda: f241(B), any_of)
case('np.rot90(A, 1, (1, 2))', lambda: f242(A), any_of)
case('np.diff(W, prepend=0.0)', lambda: f243(W), any_of)
case('np.insert(W, [1, 2], [5.0, 6.0])', lambda: f244(W), any_of)
case('np.append(B, B, axis=0)', lambda: f245(B), any_of)
case('np.flip(A, (0, 1))', lambda: f246(A), any_of)
case('np.moveaxis(A, 0, -1).shape', lambda: f247(A), any_of)
case('np.expand_dims(W, (0, 2)).shape', lambda: f248(W), any_of)
case('np.transpose(A, (2, 0, 1)).shape', lambda: f249(A), any_of)
case('np.array_split(V, 3)', lambda: f250(V), any_of)
case('np.split(W, 2)', lambda: f251(W), any_of)
case('np.logspace(0, 2, 3)', lambda: f252(), any_of)
case('np.geomspace(1, 8, 4)', lambda: f253(), any_of)
case('np.select([W > 2, W > 1], [W, W * 10], 0)', lambda: f254(W), any_of)
case('np.piecewise(W, [W > 2], [1.0, 0.0])', lambda: f255(W), any_of)
case('np.vander(W)', lambda: f256(W), any_of)
case('np.tril(A)', lambda: f257(A), any_of)
case('np.triu(B, 1)', lambda: f258(B), any_of)
case('np.diag(np.arange(3), 1)', lambda: f259(), any_of)
case('np.nan_to_num(N)', lambda: f260(N), any_of)
case('np.angle(Z)', lambda: f261(Z), any_of)
case('np.real(Z)', lambda: f262(Z), any_of)
case('np.sinc(W)', lambda: f263(W), any_of)
case('np.i0(W)', lambda: f264(W), any_of)
case('np.fix(V)', lambda: f265(V), any_of)
case('np.trunc(V)', lambda: f266(V), any_of)
case('np.modf(V)', lambda: f267(V), any_of)
case('np.frexp(V)', lambda: f268(V), any_of)
case('np.divmod(V, 2.0)', lambda: f269(V), any_of)
case('np.bitwise_count(J)', lambda: f270(J), any_of)
case('np.isposinf(V)', lambda: f271(V), any_of)
case('np.heaviside(V, 0.5)', lambda: f272(V), any_of)
case('np.float_power(W, 2)', lambda: f273(W), any_of)
case("np.linalg.norm(B, 'fro')", lambda: f274(B), any_of)
case("np.linalg.norm(B, 'nuc')", lambda: f275(B), any_of)
case('np.linalg.norm(B, axis=(0, 1))', lambda: f276(B), any_of)
case('np.linalg.det(np.stack((S, S)))', lambda: f277(S), any_of)
case('np.linalg.inv(np.stack((S, S)))', lambda: f278(S), any_of)
case('np.linalg.solve(S, W[:3])', lambda: f279(S, W), any_of)
case('np.linalg.eigh(S)[0]', lambda: f280(S), any_of)
case('np.linalg.matrix_power(S, 3)', lambda: f281(S), any_of)
case('np.linalg.cond(S)', lambda: f282(S), any_of)
case('np.linalg.matrix_rank(S)', lambda: f283(S), any_of)
case('np.linalg.slogdet(S)', lambda: f284(S), any_of)
case('np.linalg.tensorsolve(S, W[:3])', lambda: f285(S, W), any_of)
case('np.linalg.multi_dot((S, S, S))', lambda: f286(S), any_of)
case('np.linalg.cross(W[:3], W[1:])', lambda: f287(W), any_of)
case('np.linalg.outer(W, W)', lambda: f288(W), any_of)
case('np.linalg.trace(S)', lambda: f289(S), any_of)
case('np.linalg.vector_norm(W)', lambda: f290(W), any_of)
case('np.linalg.matmul(S, S)', lambda: f291(S), any_of)
case('np.vecdot(W, W)', lambda: f292(W), any_of)
case('np.matvec(S, W[:3])', lambda: f293(S, W), any_of)
case('np.astype(W, np.float32)', lambda: f294(W), any_of)
case('np.concat((W, W))', lambda: f295(W), any_of)
case('np.permute_dims(B, (1, 0))', lambda: f296(B), any_of)
case('np.matrix_transpose(B)', lambda: f297(B), any_of)
case('np.cumulative_sum(W)', lambda: f298(W), any_of)
case('np.acos(W / 4)', lambda: f299(W), any_of)
case('np.pow(W, 2)', lambda: f300(W), any_of)
case('np.bool(1)', lambda: f301(), any_of)
case('np.unique_counts(J)', lambda: f302(J), any_of)
case('np.ndim(3)', lambda: f303(), any_of)
case('np.isscalar(3.0)', lambda: f304(), any_of)
case('np.min(V, initial=-10.0)', lambda: f305(V), any_of)
case('np.sum(V, where=V > 0)', lambda: f306(V), any_of)
case('np.sum(V, initial=10.0)', lambda: f307(V), any_of)
case('np.mean(V, where=V > 0)', lambda: f308(V), any_of)
case('np.max(B, axis=0, where=B > 0, initial=0.0)', lambda: f309(B), any_of)
case('np.all(B, axis=0, where=B > 1)', lambda: f310(B), any_of)
case('np.prod(W, initial=2.0)', lambda: f311(W), any_of)
case('np.sort(V)[::-1]', lambda: f312(V), any_of)
case('np.sort_complex(Z)', lambda: f313(Z), any_of)
case('np.argpartition(V, 2)[2]', lambda: f314(V), any_of)
case("np.searchsorted(W, V, side='right')", lambda: f315(V, W), any_of)
case('np.searchsorted(W, V, sorter=np.arange(4))', lambda: f316(V, W), any_of)
case('np.digitize(V, W, right=True)', lambda: f317(V, W), any_of)
case('np.trapezoid(W, dx=0.5)', lambda: f318(W), any_of)
case("np.correlate(W, V, 'full')", lambda: f319(V, W), any_of)
case('np.setdiff1d(V, W)', lambda: f320(V, W), any_of)
case('np.nonzero(A)[2]', lambda: f321(A), any_of)
case('np.argwhere(B > 0)', lambda: f322(B), any_of)
case('np.extract(W > 2, W)', lambda: f323(W), any_of)
case('np.place(W.copy(), W > 2, [9.0])', lambda: f324(W), any_of)
case('np.ptp(B, axis=0, keepdims=True)', lambda: f325(B), any_of)
case('np.copysign(V, -1)', lambda: f326(V), any_of)
case('np.nextafter(V, 0)', lambda: f327(V), any_of)
case('np.gcd(J, 6)', lambda: f328(J), any_of)
case('np.ldexp(W, J[0])', lambda: f329(J, W), any_of)
case('np.clip(V, None, 2.0)', lambda: f330(V), any_of)
case('np.clip(V, a_min=0, a_max=2.0)', lambda: f331(V), any_of)
case('np.full_like(B, 2)', lambda: f332(B), any_of)
case('np.identity(3, dtype=np.int32)', lambda: f333(), any_of)
case('np.triu_indices(3)', lambda: f334(), any_of)
case('np.diag_indices_from(S)', lambda: f335(S), any_of)
case('np.ravel_multi_index((J, J), (4, 4))', lambda: f336(J), any_of)
case('sum(W)', lambda: f337(W), any_of)
case('min(V)', lambda: f338(V), any_of)
case('list(W)', lambda: f339(W), any_of)
case('[x for x in W]', lambda: f340(W), any_of)
case('(W.mean(), W.std(), W.max())', lambda: f341(W), any_of)
case('B.max(axis=1)', lambda: f342(B), any_of)
case('len(B)', lambda: f343(B), any_of)
case('3.0 in W', lambda: f344(W), any_of)
case('not W[0]', lambda: f345(W), any_of)
case('tuple(B.shape)', lambda: f346(B), any_of)
case('(B > 0).sum()', lambda: f347(B), any_of)
case('np.abs(-3)', lambda: f348(), any_of)
case('W ** 2', lambda: f349(W), any_of)
case('W // 2', lambda: f350(W), any_of)
case('W % 2', lambda: f351(W), any_of)
case('-W', lambda: f352(W), any_of)
case('W @ W', lambda: f353(W), any_of)
case('W[::-1]', lambda: f354(W), any_of)
case('A[..., 0]', lambda: f355(A), any_of)
case('A[:, None].shape', lambda: f356(A), any_of)
case('A[A > 5]', lambda: f357(A), any_of)
case('B[1:3, [0, 1]]', lambda: f358(B), any_of)
case('B[J - 1, 1:3]', lambda: f359(B, J), any_of)
case('X = B.copy(); X[X < 0] = 0; X', lambda: f360(B), any_of)
case('X = B.copy(); X[1] = W[0]; X', lambda: f361(B, W), any_of)
case('X = B.copy(); X[:, 1] = W; X', lambda: f362(B, W), any_of)
case('X = B.copy(); X[[0, 1]] += 1; X', lambda: f363(B), any_of)
case('X = np.zeros(3); X[:] = [1, 2, 3]; X', lambda: f364(), any_of)
