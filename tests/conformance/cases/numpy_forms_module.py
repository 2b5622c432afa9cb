"""Forms of NumPy's calls at module level.

Expected output: CPython and NumPy throughout (the functions run undecorated), because Numba's own result is not
the one wanted here: Numba does not compile these forms.
Written by tests/conformance/regenerate.py; do not edit.
"""

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


def f0():
    return np.max(A, axis=1)


def f1():
    return np.mean(A, axis=0)


def f2():
    return np.std(A, axis=0)


def f3():
    return np.all(A > 0, axis=0)


def f4():
    return np.sort(A, axis=0)


def f5():
    return np.argsort(A, axis=0)


def f6():
    return np.percentile(A, 30, axis=0)


def f7():
    return np.roll(A, 1, axis=0)


def f8():
    return np.linalg.norm(B, axis=1)


def f9():
    return np.sum(A, axis=1, keepdims=True)


def f10():
    return np.tile(V, 2)


def f11():
    return np.squeeze(np.ones((1, 3, 1)))


def f12():
    return np.squeeze(A[:1])


def f13():
    return np.einsum('ij,jk->ik', B, B.T)


def f14():
    return np.meshgrid(V, W)


def f15():
    return np.pad(V, 2)


def f16():
    return np.pad(B, ((1, 1), (0, 2)), mode='edge')


def f17():
    return np.gradient(V)


def f18():
    return np.matmul(B, B.T)


def f19():
    return np.inner(V, V)


def f20():
    return np.fft.fft(V)


def f21():
    return np.dot(I, I.T)


def f22():
    return np.concatenate([V, W])


def f23():
    return np.concatenate([B, B], axis=1)


def f24():
    return np.unique(I, return_counts=True)


def f25():
    return np.reshape(B, (5, 4), order='F')


def f26():
    return B.reshape((5, 4), order='F')


def f27():
    return B.reshape(-1)


def f28():
    return np.sqrt(W, out=np.empty(4))


def f29():
    return np.add(W, W, where=W > 2, out=np.zeros(4))


def f30():
    return B[M]


def f31():
    return I[I > 2]


def f32():
    return np.linspace(0, 1, 5, dtype=np.float32)


def f33():
    return '%d %5.2f' % (I[0, 0], V[0])


def f34():
    return max(*(1, 5, 3))


def f35():
    return any((x > 6 for x in V))


def f36():
    return np.max(V)


def f37():
    return np.where(V > 0, V, 0.0)


def f38():
    return np.cumsum(B, axis=0)


def f39():
    return np.argmax(B, axis=1)


def f40():
    return np.var(B, axis=1)


def f41():
    return np.median(B, axis=1)


def f42():
    return np.stack([V, V])


def f43():
    return np.vstack([W, W])


def f44():
    return np.hstack([V, W])


def f45():
    return np.column_stack([W, W])


def f46():
    return np.dstack([W, W])


def f47():
    return np.full((2, 3), 7.0)


def f48():
    return np.zeros_like(B)


def f49():
    return np.clip(V, 0, 3)


def f50():
    return np.diff(V)


def f51():
    return np.outer(V, W)


def f52():
    return np.kron(W, W)


def f53():
    return np.trace(B)


def f54():
    return np.cross(W[:3], W[1:])


def f55():
    return np.isin(I, [1, 2])


def f56():
    return np.repeat(W, 2)


def f57():
    return np.flip(B, 1)


def f58():
    return np.bincount(np.array([1, 2, 2]))


def f59():
    return np.histogram(V, bins=3)


def f60():
    return np.searchsorted(W, 2.5)


def f61():
    return np.interp(2.5, W, W)


def f62():
    return np.polyfit(W, W * 2, 1)


def f63():
    return np.polyval(W, 2.0)


def f64():
    return np.eye(3)


def f65():
    return V[[0, 2]]


def f66():
    return V[L]


def f67():
    return np.array([V, V])


def f68():
    return np.array([W, W]).shape


def f69():
    return np.block([[B, B], [B, B]])


def f70():
    return np.count_nonzero(B > 0, axis=1)


def f71():
    return np.any(B > 6, axis=1, keepdims=True)


def f72():
    return np.prod(B, axis=(0, 1))


def f73():
    return np.allclose(V, V)


def f74():
    return np.array_equal(V, V)


def f75():
    return np.nanmean(A, axis=(0, 2))


def f76():
    return np.ptp(V)


def f77():
    return np.average(V, weights=V * 0 + 1)


def f78():
    return np.cov(B)


def f79():
    return np.corrcoef(B)


def f80():
    return np.linalg.multi_dot([B, B.T, B])


def f81():
    return np.linalg.multi_dot((B, B.T, B))


def f82():
    return np.digitize(V, W)


def f83():
    return np.convolve(V, W)


def f84():
    return np.lexsort((W, -W))


def f85():
    return np.partition(V, 3)[3]


def f86():
    return np.argpartition(V, 3)[3]


def f87():
    return np.ravel_multi_index((1, 2), (3, 4))


def f88():
    return np.unravel_index(5, (3, 4))


def f89():
    return np.ogrid[0:3, 0:2]


def f90():
    return np.mgrid[0:3, 0:2]


def f91():
    return np.r_[1, 2, W]


def f92():
    return np.c_[W, W]


def f93():
    return np.ix_([0, 1], [1, 2])


def f94():
    return B[np.ix_([0, 1], [1, 2])]


def f95():
    return np.einsum('ii', S)


def f96():
    return np.einsum('ii->i', S)


def f97():
    return np.einsum('ij->ji', B)


def f98():
    return np.einsum('ij->', B)


def f99():
    return np.einsum('i,i', W, W)


def f100():
    return np.einsum('i,j->ij', W, W)


def f101():
    return np.einsum('ijk,ikl->ijl', A, A.transpose(0, 2, 1))


def f102():
    return np.einsum('...ij,...jk->...ik', A, A.transpose(0, 2, 1))


def f103():
    return np.einsum('ij,jk,kl->il', B, B.T, B)


def f104():
    return np.einsum('...i->...', A)


def f105():
    return np.einsum('ij,j', B, np.arange(5.0))


def f106():
    return np.einsum('ij,ij->i', I, I)


def f107():
    return np.einsum('i,ij->j', J, np.ones((1, 2)))


def f108():
    return np.einsum('ba', B)


def f109():
    return np.einsum('ij,kj->ik', B, B)


def f110():
    return np.tensordot(B, B.T, 1)


def f111():
    return np.tensordot(A, A, axes=((0, 1), (0, 1)))


def f112():
    return np.tensordot(W, W, 0)


def f113():
    return np.tensordot(W, W, 1)


def f114():
    return np.matmul(A, A.transpose(0, 2, 1))


def f115():
    return A @ A.transpose(0, 2, 1)


def f116():
    return np.matmul(A, np.arange(5.0))


def f117():
    return np.matmul(np.arange(4.0), A)


def f118():
    return np.matmul(I, I.T)


def f119():
    return I @ I.T


def f120():
    return np.inner(B, B)


def f121():
    return np.kron(B[:2, :2], W)


def f122():
    return np.vdot(Z, Z)


def f123():
    return np.cross(A[..., :3], np.arange(3.0))


def f124():
    return np.trace(A)


def f125():
    return np.trace(B, 1)


def f126():
    return np.dot(A, np.arange(5.0))


def f127():
    return np.dot(W, W.astype(np.int64))


def f128():
    return np.add(W, W, where=W > 2)[2:]


def f129():
    return np.sqrt(W, where=W > 2, out=W * 0)


def f130():
    return np.add(J, J, dtype=np.float64)


def f131():
    return np.multiply(W, 2, out=np.empty(4))


def f132():
    return np.add(W, 1, np.empty(4))


def f133():
    return np.subtract(W, J[0], casting='same_kind')


def f134():
    return np.add.reduce(B)


def f135():
    return np.add.reduce(B, axis=1)


def f136():
    return np.add.reduce(B, axis=None)


def f137():
    return np.multiply.reduce(W)


def f138():
    return np.maximum.reduce(B, axis=1)


def f139():
    return np.minimum.accumulate(V)


def f140():
    return np.maximum.accumulate(B, axis=1)


def f141():
    return np.add.accumulate(W)


def f142():
    return np.subtract.outer(W, W)


def f143():
    return np.multiply.outer(W, J)


def f144():
    return np.add.reduceat(W, [0, 2])


def f145():
    return np.add.reduceat(np.arange(8), [0, 4, 1, 5])


def f146():
    X = W.copy()
    np.add.at(X, [0, 0, 1], 1.0)
    return X


def f147():
    X = W.copy()
    np.subtract.at(X, np.array([0, 0]), np.array([1.0, 2.0]))
    return X


def f148():
    return np.logical_and.reduce(B > 0)


def f149():
    return np.hypot.reduce(W)


def f150():
    return np.bitwise_or.reduce(J)


def f151():
    return np.sum(B, 0, None, np.empty(5))


def f152():
    return np.sum(B, axis=0, out=np.empty(5))


def f153():
    return np.mean(B, 1, None, np.empty(4))


def f154():
    return np.max(B, 1, np.empty(4))


def f155():
    return np.cumsum(W, out=np.empty(4))


def f156():
    return np.median(B, 0, np.empty(5))


def f157():
    return np.std(B, axis=0, out=np.empty(5))


def f158():
    return np.take(W, [0, 1], out=np.empty(2))


def f159():
    return np.clip(W, 2, 3, np.empty(4))


def f160():
    return np.round(V, 0, np.empty(7))


def f161():
    return np.dot(B, B.T, np.empty((4, 4)))


def f162():
    return np.concatenate((W, V), out=np.empty(11))


def f163():
    return np.std(B, dtype=np.float32).dtype == np.float32


def f164():
    return np.nansum(N, dtype=np.float32)


def f165():
    l = [W, W]
    l.append(W)
    return np.concatenate(l)


def f166():
    l = [B, B]
    l.append(B)
    return np.concatenate(l, axis=1)


def f167():
    l = [W, W]
    l.append(W)
    return np.stack(l, axis=1)


def f168():
    l = [W, W]
    l.append(W)
    return np.column_stack(l)


def f169():
    l = [W, W]
    l.append(W)
    return np.vstack(l)


def f170():
    l = [B, B]
    l.append(B)
    return np.hstack(l)


def f171():
    return np.block([W, V])


def f172():
    return V[[0, 1]]


def f173():
    return B[[0, 1], [1, 2]]


def f174():
    return B[:, [0, 2]]


def f175():
    X = V.copy()
    X[[0, 1]] = 9.0
    return X


def f176():
    return B[[True, False, True, False]]


def f177():
    return np.sum(B, axis=3)


def f178():
    return np.lib.stride_tricks.as_strided(W, (3, 2), (8, 8))


def f179():
    return np.lib.stride_tricks.sliding_window_view(W, 2)


def f180():
    return np.lib.stride_tricks.sliding_window_view(B, (2, 2))


def f181():
    return np.lib.stride_tricks.sliding_window_view(B, 2, axis=1)


def f182():
    return np.broadcast_to(W, (2, 4))


def f183():
    return np.broadcast_arrays(W, B[:4, :1])


def f184():
    return np.nanquantile(N, 0.5)


def f185():
    return np.isnan(np.nanmax(N))


def f186():
    return np.polyfit(W, W ** 2, 2)


def f187():
    return np.polyval(W, W)


def f188():
    return np.poly(np.array([1.0, 2.0]))


def f189():
    return np.polyadd(W, J)


def f190():
    return np.polysub(W, W)


def f191():
    return np.polymul(W, J)


def f192():
    return np.polydiv(W, np.array([1.0, 1.0]))[0]


def f193():
    return np.polyder(W)


def f194():
    return np.polyint(W)


def f195():
    return np.polynomial.polynomial.polyval(2.0, W)


def f196():
    return np.polynomial.polynomial.polyadd(W, W)


def f197():
    return np.polynomial.polynomial.polymul(W, W)


def f198():
    return np.ix_(J, J)


def f199():
    return np.r_[W, 5.0]


def f200():
    return np.mgrid[0:2, 0:3]


def f201():
    return np.ogrid[0:2, 0:3]


def f202():
    return W.flags.c_contiguous


def f203():
    return W.tolist()


def f204():
    return W.ctypes.data > 0


def f205():
    return np.iinfo(np.int32).max


def f206():
    return np.finfo(np.float64).eps


def f207():
    return np.float64(3).view(np.uint64)


def f208():
    return np.dtype('f4') == np.float32


def f209():
    return B.dtype == np.float64


def f210():
    return W.view(np.int64)


def f211():
    return B.T.flatten()


def f212():
    return B.swapaxes(0, 1)


def f213():
    return B.squeeze()


def f214():
    return V.round(1)


def f215():
    return S.trace()


def f216():
    return B.diagonal()


def f217():
    return W.searchsorted(2.5)


def f218():
    return V.argsort()


def f219():
    X = V.copy()
    X.partition(2)
    return X[2]


def f220():
    X = W.copy()
    X.put([0], 9.0)
    return X


def f221():
    return W.compress([True, False, True, False])


def f222():
    return W.nonzero()


def f223():
    return W.repeat(2)


def f224():
    return W.reshape(2, 2)


def f225():
    return W.reshape((2, 2), order='F')


def f226():
    return B.ravel('F')


def f227():
    return B.flatten('F')


def f228():
    return B.ravel(order='F')


def f229():
    return B.copy(order='F')


def f230():
    return np.zeros((2, 3), order='F').flags.f_contiguous


def f231():
    return np.ones((2, 3), order='F').flags.f_contiguous


def f232():
    return np.array([1, 2, 3], dtype='f4')


def f233():
    return np.array(W)


def f234():
    return np.array([[1, 2], [3, 4]], dtype=np.float32)


def f235():
    return np.asarray(W, dtype=np.float32)


def f236():
    return np.fromiter((x * 2 for x in range(3)), np.float64)


def f237():
    return np.fromfunction(lambda i, j: i + j, (2, 3))


def f238():
    return np.apply_along_axis(np.sum, 0, B)


def f239():
    return np.unwrap(V)


def f240():
    return np.unwrap(V, period=2.0)


def f241():
    return np.interp(W, W, W, left=0.0, right=1.0)


def f242():
    return np.histogram(V, bins=3, density=True)


def f243():
    return np.histogram(V, 3, weights=V)


def f244():
    return np.histogram2d(V, V, 3)[0]


def f245():
    return np.isin(J, [1, 2], invert=True)


def f246():
    return np.isin(J, J, assume_unique=True)


def f247():
    return np.average(B, axis=0, weights=W, returned=True)


def f248():
    return np.rot90(B, 1)


def f249():
    return np.rot90(A, 1, (1, 2))


def f250():
    return np.diff(W, prepend=0.0)


def f251():
    return np.insert(W, [1, 2], [5.0, 6.0])


def f252():
    return np.append(B, B, axis=0)


def f253():
    return np.flip(A, (0, 1))


def f254():
    return np.moveaxis(A, [0, 1], [1, 0])


def f255():
    return np.moveaxis(A, 0, -1).shape


def f256():
    return np.expand_dims(W, (0, 2)).shape


def f257():
    return np.transpose(A, (2, 0, 1)).shape


def f258():
    return np.array_split(V, 3)


def f259():
    return np.split(W, 2)


def f260():
    return np.logspace(0, 2, 3)


def f261():
    return np.geomspace(1, 8, 4)


def f262():
    return np.select([W > 2, W > 1], [W, W * 10], 0)


def f263():
    return np.piecewise(W, [W > 2], [1.0, 0.0])


def f264():
    return np.vander(W)


def f265():
    return np.tril(A)


def f266():
    return np.triu(B, 1)


def f267():
    return np.diag(np.arange(3), 1)


def f268():
    return np.nan_to_num(N)


def f269():
    return np.angle(Z)


def f270():
    return np.real(Z)


def f271():
    return np.sinc(W)


def f272():
    return np.i0(W)


def f273():
    return np.fix(V)


def f274():
    return np.trunc(V)


def f275():
    return np.modf(V)


def f276():
    return np.frexp(V)


def f277():
    return np.divmod(V, 2.0)


def f278():
    return np.bitwise_count(J)


def f279():
    return np.isposinf(V)


def f280():
    return np.heaviside(V, 0.5)


def f281():
    return np.float_power(W, 2)


def f282():
    return np.linalg.norm(B, 'fro')


def f283():
    return np.linalg.norm(B, 'nuc')


def f284():
    return np.linalg.norm(B, axis=(0, 1))


def f285():
    return np.linalg.det(np.stack((S, S)))


def f286():
    return np.linalg.inv(np.stack((S, S)))


def f287():
    return np.linalg.solve(S, W[:3])


def f288():
    return np.linalg.eigh(S)[0]


def f289():
    return np.linalg.matrix_power(S, 3)


def f290():
    return np.linalg.cond(S)


def f291():
    return np.linalg.matrix_rank(S)


def f292():
    return np.linalg.slogdet(S)


def f293():
    return np.linalg.tensorsolve(S, W[:3])


def f294():
    return np.linalg.multi_dot((S, S, S))


def f295():
    return np.linalg.cross(W[:3], W[1:])


def f296():
    return np.linalg.outer(W, W)


def f297():
    return np.linalg.trace(S)


def f298():
    return np.linalg.vector_norm(W)


def f299():
    return np.linalg.matmul(S, S)


def f300():
    return np.vecdot(W, W)


def f301():
    return np.matvec(S, W[:3])


def f302():
    return np.astype(W, np.float32)


def f303():
    return np.concat((W, W))


def f304():
    return np.permute_dims(B, (1, 0))


def f305():
    return np.matrix_transpose(B)


def f306():
    return np.unstack(B)


def f307():
    return np.cumulative_sum(W)


def f308():
    return np.acos(W / 4)


def f309():
    return np.pow(W, 2)


def f310():
    return np.bool(1)


def f311():
    return np.unique_counts(J)


def f312():
    return np.isdtype(np.float64, 'real floating')


def f313():
    return np.result_type(np.int32, np.float32) == np.float64


def f314():
    return np.can_cast(np.int32, np.float64)


def f315():
    return np.ndim(3)


def f316():
    return np.isscalar(3.0)


def f317():
    return np.min(V, initial=-10.0)


def f318():
    return np.sum(V, where=V > 0)


def f319():
    return np.sum(V, initial=10.0)


def f320():
    return np.mean(V, where=V > 0)


def f321():
    return np.max(B, axis=0, where=B > 0, initial=0.0)


def f322():
    return np.all(B, axis=0, where=B > 1)


def f323():
    return np.prod(W, initial=2.0)


def f324():
    return np.sort(V)[::-1]


def f325():
    return np.sort_complex(Z)


def f326():
    return np.argpartition(V, 2)[2]


def f327():
    return np.searchsorted(W, V, side='right')


def f328():
    return np.searchsorted(W, V, sorter=np.arange(4))


def f329():
    return np.digitize(V, W, right=True)


def f330():
    return np.trapezoid(W, dx=0.5)


def f331():
    return np.correlate(W, V, 'full')


def f332():
    return np.setdiff1d(V, W)


def f333():
    return np.array2string(W)


def f334():
    return np.nonzero(A)[2]


def f335():
    return np.argwhere(B > 0)


def f336():
    return np.extract(W > 2, W)


def f337():
    return np.place(W.copy(), W > 2, [9.0])


def f338():
    return np.ptp(B, axis=0, keepdims=True)


def f339():
    return np.copysign(V, -1)


def f340():
    return np.nextafter(V, 0)


def f341():
    return np.gcd(J, 6)


def f342():
    return np.ldexp(W, J[0])


def f343():
    return np.clip(V, None, 2.0)


def f344():
    return np.clip(V, a_min=0, a_max=2.0)


def f345():
    return np.full_like(B, 2)


def f346():
    return np.identity(3, dtype=np.int32)


def f347():
    return np.triu_indices(3)


def f348():
    return np.diag_indices_from(S)


def f349():
    return np.ravel_multi_index((J, J), (4, 4))


def f350():
    return sum(W)


def f351():
    return min(V)


def f352():
    return list(W)


def f353():
    return [x for x in W]


def f354():
    return (W.mean(), W.std(), W.max())


def f355():
    return B.max(axis=1)


def f356():
    return len(B)


def f357():
    return 3.0 in W


def f358():
    return not W[0]


def f359():
    return tuple(B.shape)


def f360():
    return (B > 0).sum()


def f361():
    return np.abs(-3)


def f362():
    return W ** 2


def f363():
    return W // 2


def f364():
    return W % 2


def f365():
    return -W


def f366():
    return W @ W


def f367():
    return W[::-1]


def f368():
    return A[..., 0]


def f369():
    return A[:, None].shape


def f370():
    return A[A > 5]


def f371():
    return B[1:3, [0, 1]]


def f372():
    return B[J - 1, 1:3]


def f373():
    X = B.copy()
    X[X < 0] = 0
    return X


def f374():
    X = B.copy()
    X[1] = W[0]
    return X


def f375():
    X = B.copy()
    X[:, 1] = W
    return X


def f376():
    X = B.copy()
    X[[0, 1]] += 1
    return X


def f377():
    X = np.zeros(3)
    X[:] = [1, 2, 3]
    return X


case('np.max(A, axis=1)', lambda: f0(), any_of)
case('np.mean(A, axis=0)', lambda: f1(), any_of)
case('np.std(A, axis=0)', lambda: f2(), any_of)
case('np.all(A > 0, axis=0)', lambda: f3(), any_of)
case('np.sort(A, axis=0)', lambda: f4(), any_of)
case('np.argsort(A, axis=0)', lambda: f5(), any_of)
case('np.percentile(A, 30, axis=0)', lambda: f6(), any_of)
case('np.roll(A, 1, axis=0)', lambda: f7(), any_of)
case('np.linalg.norm(B, axis=1)', lambda: f8(), any_of)
case('np.sum(A, axis=1, keepdims=True)', lambda: f9(), any_of)
case('np.tile(V, 2)', lambda: f10(), any_of)
case('np.squeeze(np.ones((1, 3, 1)))', lambda: f11(), any_of)
case('np.squeeze(A[:1])', lambda: f12(), any_of)
case("np.einsum('ij,jk->ik', B, B.T)", lambda: f13(), any_of)
case('np.meshgrid(V, W)', lambda: f14(), any_of)
case('np.pad(V, 2)', lambda: f15(), any_of)
case("np.pad(B, ((1, 1), (0, 2)), mode='edge')", lambda: f16(), any_of)
case('np.gradient(V)', lambda: f17(), any_of)
case('np.matmul(B, B.T)', lambda: f18(), any_of)
case('np.inner(V, V)', lambda: f19(), any_of)
case('np.fft.fft(V)', lambda: f20(), any_of)
case('np.dot(I, I.T)', lambda: f21(), any_of)
case('np.concatenate([V, W])', lambda: f22(), any_of)
case('np.concatenate([B, B], axis=1)', lambda: f23(), any_of)
case('np.unique(I, return_counts=True)', lambda: f24(), any_of)
case("np.reshape(B, (5, 4), order='F')", lambda: f25(), any_of)
case("B.reshape((5, 4), order='F')", lambda: f26(), any_of)
case('B.reshape(-1)', lambda: f27(), any_of)
case('np.sqrt(W, out=np.empty(4))', lambda: f28(), any_of)
case('np.add(W, W, where=W > 2, out=np.zeros(4))', lambda: f29(), any_of)
case('B[M]', lambda: f30(), any_of)
case('I[I > 2]', lambda: f31(), any_of)
case('np.linspace(0, 1, 5, dtype=np.float32)', lambda: f32(), any_of)
case("'%d %5.2f' % (I[0, 0], V[0])", lambda: f33(), any_of)
case('max(*(1, 5, 3))', lambda: f34(), any_of)
case('any((x > 6 for x in V))', lambda: f35(), any_of)
case('np.max(V)', lambda: f36(), any_of)
case('np.where(V > 0, V, 0.0)', lambda: f37(), any_of)
case('np.cumsum(B, axis=0)', lambda: f38(), any_of)
case('np.argmax(B, axis=1)', lambda: f39(), any_of)
case('np.var(B, axis=1)', lambda: f40(), any_of)
case('np.median(B, axis=1)', lambda: f41(), any_of)
case('np.stack([V, V])', lambda: f42(), any_of)
case('np.vstack([W, W])', lambda: f43(), any_of)
case('np.hstack([V, W])', lambda: f44(), any_of)
case('np.column_stack([W, W])', lambda: f45(), any_of)
case('np.dstack([W, W])', lambda: f46(), any_of)
case('np.full((2, 3), 7.0)', lambda: f47(), any_of)
case('np.zeros_like(B)', lambda: f48(), any_of)
case('np.clip(V, 0, 3)', lambda: f49(), any_of)
case('np.diff(V)', lambda: f50(), any_of)
case('np.outer(V, W)', lambda: f51(), any_of)
case('np.kron(W, W)', lambda: f52(), any_of)
case('np.trace(B)', lambda: f53(), any_of)
case('np.cross(W[:3], W[1:])', lambda: f54(), any_of)
case('np.isin(I, [1, 2])', lambda: f55(), any_of)
case('np.repeat(W, 2)', lambda: f56(), any_of)
case('np.flip(B, 1)', lambda: f57(), any_of)
case('np.bincount(np.array([1, 2, 2]))', lambda: f58(), any_of)
case('np.histogram(V, bins=3)', lambda: f59(), any_of)
case('np.searchsorted(W, 2.5)', lambda: f60(), any_of)
case('np.interp(2.5, W, W)', lambda: f61(), any_of)
case('np.polyfit(W, W * 2, 1)', lambda: f62(), any_of)
case('np.polyval(W, 2.0)', lambda: f63(), any_of)
case('np.eye(3)', lambda: f64(), any_of)
case('V[[0, 2]]', lambda: f65(), any_of)
case('V[L]', lambda: f66(), any_of)
case('np.array([V, V])', lambda: f67(), any_of)
case('np.array([W, W]).shape', lambda: f68(), any_of)
case('np.block([[B, B], [B, B]])', lambda: f69(), any_of)
case('np.count_nonzero(B > 0, axis=1)', lambda: f70(), any_of)
case('np.any(B > 6, axis=1, keepdims=True)', lambda: f71(), any_of)
case('np.prod(B, axis=(0, 1))', lambda: f72(), any_of)
case('np.allclose(V, V)', lambda: f73(), any_of)
case('np.array_equal(V, V)', lambda: f74(), any_of)
case('np.nanmean(A, axis=(0, 2))', lambda: f75(), any_of)
case('np.ptp(V)', lambda: f76(), any_of)
case('np.average(V, weights=V * 0 + 1)', lambda: f77(), any_of)
case('np.cov(B)', lambda: f78(), any_of)
case('np.corrcoef(B)', lambda: f79(), any_of)
case('np.linalg.multi_dot([B, B.T, B])', lambda: f80(), any_of)
case('np.linalg.multi_dot((B, B.T, B))', lambda: f81(), any_of)
case('np.digitize(V, W)', lambda: f82(), any_of)
case('np.convolve(V, W)', lambda: f83(), any_of)
case('np.lexsort((W, -W))', lambda: f84(), any_of)
case('np.partition(V, 3)[3]', lambda: f85(), any_of)
case('np.argpartition(V, 3)[3]', lambda: f86(), any_of)
case('np.ravel_multi_index((1, 2), (3, 4))', lambda: f87(), any_of)
case('np.unravel_index(5, (3, 4))', lambda: f88(), any_of)
case('np.ogrid[0:3, 0:2]', lambda: f89(), any_of)
case('np.mgrid[0:3, 0:2]', lambda: f90(), any_of)
case('np.r_[1, 2, W]', lambda: f91(), any_of)
case('np.c_[W, W]', lambda: f92(), any_of)
case('np.ix_([0, 1], [1, 2])', lambda: f93(), any_of)
case('B[np.ix_([0, 1], [1, 2])]', lambda: f94(), any_of)
case("np.einsum('ii', S)", lambda: f95(), any_of)
case("np.einsum('ii->i', S)", lambda: f96(), any_of)
case("np.einsum('ij->ji', B)", lambda: f97(), any_of)
case("np.einsum('ij->', B)", lambda: f98(), any_of)
case("np.einsum('i,i', W, W)", lambda: f99(), any_of)
case("np.einsum('i,j->ij', W, W)", lambda: f100(), any_of)
case("np.einsum('ijk,ikl->ijl', A, A.transpose(0, 2, 1))", lambda: f101(), any_of)
case("np.einsum('...ij,...jk->...ik', A, A.transpose(0, 2, 1))", lambda: f102(), any_of)
case("np.einsum('ij,jk,kl->il', B, B.T, B)", lambda: f103(), any_of)
case("np.einsum('...i->...', A)", lambda: f104(), any_of)
case("np.einsum('ij,j', B, np.arange(5.0))", lambda: f105(), any_of)
case("np.einsum('ij,ij->i', I, I)", lambda: f106(), any_of)
case("np.einsum('i,ij->j', J, np.ones((1, 2)))", lambda: f107(), any_of)
case("np.einsum('ba', B)", lambda: f108(), any_of)
case("np.einsum('ij,kj->ik', B, B)", lambda: f109(), any_of)
case('np.tensordot(B, B.T, 1)', lambda: f110(), any_of)
case('np.tensordot(A, A, axes=((0, 1), (0, 1)))', lambda: f111(), any_of)
case('np.tensordot(W, W, 0)', lambda: f112(), any_of)
case('np.tensordot(W, W, 1)', lambda: f113(), any_of)
case('np.matmul(A, A.transpose(0, 2, 1))', lambda: f114(), any_of)
case('A @ A.transpose(0, 2, 1)', lambda: f115(), any_of)
case('np.matmul(A, np.arange(5.0))', lambda: f116(), any_of)
case('np.matmul(np.arange(4.0), A)', lambda: f117(), any_of)
case('np.matmul(I, I.T)', lambda: f118(), any_of)
case('I @ I.T', lambda: f119(), any_of)
case('np.inner(B, B)', lambda: f120(), any_of)
case('np.kron(B[:2, :2], W)', lambda: f121(), any_of)
case('np.vdot(Z, Z)', lambda: f122(), any_of)
case('np.cross(A[..., :3], np.arange(3.0))', lambda: f123(), any_of)
case('np.trace(A)', lambda: f124(), any_of)
case('np.trace(B, 1)', lambda: f125(), any_of)
case('np.dot(A, np.arange(5.0))', lambda: f126(), any_of)
case('np.dot(W, W.astype(np.int64))', lambda: f127(), any_of)
case('np.add(W, W, where=W > 2)[2:]', lambda: f128(), any_of)
case('np.sqrt(W, where=W > 2, out=W * 0)', lambda: f129(), any_of)
case('np.add(J, J, dtype=np.float64)', lambda: f130(), any_of)
case('np.multiply(W, 2, out=np.empty(4))', lambda: f131(), any_of)
case('np.add(W, 1, np.empty(4))', lambda: f132(), any_of)
case("np.subtract(W, J[0], casting='same_kind')", lambda: f133(), any_of)
case('np.add.reduce(B)', lambda: f134(), any_of)
case('np.add.reduce(B, axis=1)', lambda: f135(), any_of)
case('np.add.reduce(B, axis=None)', lambda: f136(), any_of)
case('np.multiply.reduce(W)', lambda: f137(), any_of)
case('np.maximum.reduce(B, axis=1)', lambda: f138(), any_of)
case('np.minimum.accumulate(V)', lambda: f139(), any_of)
case('np.maximum.accumulate(B, axis=1)', lambda: f140(), any_of)
case('np.add.accumulate(W)', lambda: f141(), any_of)
case('np.subtract.outer(W, W)', lambda: f142(), any_of)
case('np.multiply.outer(W, J)', lambda: f143(), any_of)
case('np.add.reduceat(W, [0, 2])', lambda: f144(), any_of)
case('np.add.reduceat(np.arange(8), [0, 4, 1, 5])', lambda: f145(), any_of)
case('X = W.copy(); np.add.at(X, [0, 0, 1], 1.0); X', lambda: f146(), any_of)
case('X = W.copy(); np.subtract.at(X, np.array([0, 0]), np.array([1.0, 2.0])); X', lambda: f147(), any_of)
case('np.logical_and.reduce(B > 0)', lambda: f148(), any_of)
case('np.hypot.reduce(W)', lambda: f149(), any_of)
case('np.bitwise_or.reduce(J)', lambda: f150(), any_of)
case('np.sum(B, 0, None, np.empty(5))', lambda: f151(), any_of)
case('np.sum(B, axis=0, out=np.empty(5))', lambda: f152(), any_of)
case('np.mean(B, 1, None, np.empty(4))', lambda: f153(), any_of)
case('np.max(B, 1, np.empty(4))', lambda: f154(), any_of)
case('np.cumsum(W, out=np.empty(4))', lambda: f155(), any_of)
case('np.median(B, 0, np.empty(5))', lambda: f156(), any_of)
case('np.std(B, axis=0, out=np.empty(5))', lambda: f157(), any_of)
case('np.take(W, [0, 1], out=np.empty(2))', lambda: f158(), any_of)
case('np.clip(W, 2, 3, np.empty(4))', lambda: f159(), any_of)
case('np.round(V, 0, np.empty(7))', lambda: f160(), any_of)
case('np.dot(B, B.T, np.empty((4, 4)))', lambda: f161(), any_of)
case('np.concatenate((W, V), out=np.empty(11))', lambda: f162(), any_of)
case('np.std(B, dtype=np.float32).dtype == np.float32', lambda: f163(), any_of)
case('np.nansum(N, dtype=np.float32)', lambda: f164(), any_of)
case('l = [W, W]; l.append(W); np.concatenate(l)', lambda: f165(), any_of)
case('l = [B, B]; l.append(B); np.concatenate(l, axis=1)', lambda: f166(), any_of)
case('l = [W, W]; l.append(W); np.stack(l, axis=1)', lambda: f167(), any_of)
case('l = [W, W]; l.append(W); np.column_stack(l)', lambda: f168(), any_of)
case('l = [W, W]; l.append(W); np.vstack(l)', lambda: f169(), any_of)
case('l = [B, B]; l.append(B); np.hstack(l)', lambda: f170(), any_of)
case('np.block([W, V])', lambda: f171(), any_of)
case('V[[0, 1]]', lambda: f172(), any_of)
case('B[[0, 1], [1, 2]]', lambda: f173(), any_of)
case('B[:, [0, 2]]', lambda: f174(), any_of)
case('X = V.copy(); X[[0, 1]] = 9.0; X', lambda: f175(), any_of)
case('B[[True, False, True, False]]', lambda: f176(), any_of)
case('np.sum(B, axis=3)', lambda: f177(), any_of)
case('np.lib.stride_tricks.as_strided(W, (3, 2), (8, 8))', lambda: f178(), any_of)
case('np.lib.stride_tricks.sliding_window_view(W, 2)', lambda: f179(), any_of)
case('np.lib.stride_tricks.sliding_window_view(B, (2, 2))', lambda: f180(), any_of)
case('np.lib.stride_tricks.sliding_window_view(B, 2, axis=1)', lambda: f181(), any_of)
case('np.broadcast_to(W, (2, 4))', lambda: f182(), any_of)
case('np.broadcast_arrays(W, B[:4, :1])', lambda: f183(), any_of)
case('np.nanquantile(N, 0.5)', lambda: f184(), any_of)
case('np.isnan(np.nanmax(N))', lambda: f185(), any_of)
case('np.polyfit(W, W ** 2, 2)', lambda: f186(), any_of)
case('np.polyval(W, W)', lambda: f187(), any_of)
case('np.poly(np.array([1.0, 2.0]))', lambda: f188(), any_of)
case('np.polyadd(W, J)', lambda: f189(), any_of)
case('np.polysub(W, W)', lambda: f190(), any_of)
case('np.polymul(W, J)', lambda: f191(), any_of)
case('np.polydiv(W, np.array([1.0, 1.0]))[0]', lambda: f192(), any_of)
case('np.polyder(W)', lambda: f193(), any_of)
case('np.polyint(W)', lambda: f194(), any_of)
case('np.polynomial.polynomial.polyval(2.0, W)', lambda: f195(), any_of)
case('np.polynomial.polynomial.polyadd(W, W)', lambda: f196(), any_of)
case('np.polynomial.polynomial.polymul(W, W)', lambda: f197(), any_of)
case('np.ix_(J, J)', lambda: f198(), any_of)
case('np.r_[W, 5.0]', lambda: f199(), any_of)
case('np.mgrid[0:2, 0:3]', lambda: f200(), any_of)
case('np.ogrid[0:2, 0:3]', lambda: f201(), any_of)
case('W.flags.c_contiguous', lambda: f202(), any_of)
case('W.tolist()', lambda: f203(), any_of)
case('W.ctypes.data > 0', lambda: f204(), any_of)
case('np.iinfo(np.int32).max', lambda: f205(), any_of)
case('np.finfo(np.float64).eps', lambda: f206(), any_of)
case('np.float64(3).view(np.uint64)', lambda: f207(), any_of)
case("np.dtype('f4') == np.float32", lambda: f208(), any_of)
case('B.dtype == np.float64', lambda: f209(), any_of)
case('W.view(np.int64)', lambda: f210(), any_of)
case('B.T.flatten()', lambda: f211(), any_of)
case('B.swapaxes(0, 1)', lambda: f212(), any_of)
case('B.squeeze()', lambda: f213(), any_of)
case('V.round(1)', lambda: f214(), any_of)
case('S.trace()', lambda: f215(), any_of)
case('B.diagonal()', lambda: f216(), any_of)
case('W.searchsorted(2.5)', lambda: f217(), any_of)
case('V.argsort()', lambda: f218(), any_of)
case('X = V.copy(); X.partition(2); X[2]', lambda: f219(), any_of)
case('X = W.copy(); X.put([0], 9.0); X', lambda: f220(), any_of)
case('W.compress([True, False, True, False])', lambda: f221(), any_of)
case('W.nonzero()', lambda: f222(), any_of)
case('W.repeat(2)', lambda: f223(), any_of)
case('W.reshape(2, 2)', lambda: f224(), any_of)
case("W.reshape((2, 2), order='F')", lambda: f225(), any_of)
case("B.ravel('F')", lambda: f226(), any_of)
case("B.flatten('F')", lambda: f227(), any_of)
case("B.ravel(order='F')", lambda: f228(), any_of)
case("B.copy(order='F')", lambda: f229(), any_of)
case("np.zeros((2, 3), order='F').flags.f_contiguous", lambda: f230(), any_of)
case("np.ones((2, 3), order='F').flags.f_contiguous", lambda: f231(), any_of)
case("np.array([1, 2, 3], dtype='f4')", lambda: f232(), any_of)
case('np.array(W)', lambda: f233(), any_of)
case('np.array([[1, 2], [3, 4]], dtype=np.float32)', lambda: f234(), any_of)
case('np.asarray(W, dtype=np.float32)', lambda: f235(), any_of)
case('np.fromiter((x * 2 for x in range(3)), np.float64)', lambda: f236(), any_of)
case('np.fromfunction(lambda i, j: i + j, (2, 3))', lambda: f237(), any_of)
case('np.apply_along_axis(np.sum, 0, B)', lambda: f238(), any_of)
case('np.unwrap(V)', lambda: f239(), any_of)
case('np.unwrap(V, period=2.0)', lambda: f240(), any_of)
case('np.interp(W, W, W, left=0.0, right=1.0)', lambda: f241(), any_of)
case('np.histogram(V, bins=3, density=True)', lambda: f242(), any_of)
case('np.histogram(V, 3, weights=V)', lambda: f243(), any_of)
case('np.histogram2d(V, V, 3)[0]', lambda: f244(), any_of)
case('np.isin(J, [1, 2], invert=True)', lambda: f245(), any_of)
case('np.isin(J, J, assume_unique=True)', lambda: f246(), any_of)
case('np.average(B, axis=0, weights=W, returned=True)', lambda: f247(), any_of)
case('np.rot90(B, 1)', lambda: f248(), any_of)
case('np.rot90(A, 1, (1, 2))', lambda: f249(), any_of)
case('np.diff(W, prepend=0.0)', lambda: f250(), any_of)
case('np.insert(W, [1, 2], [5.0, 6.0])', lambda: f251(), any_of)
case('np.append(B, B, axis=0)', lambda: f252(), any_of)
case('np.flip(A, (0, 1))', lambda: f253(), any_of)
case('np.moveaxis(A, [0, 1], [1, 0])', lambda: f254(), any_of)
case('np.moveaxis(A, 0, -1).shape', lambda: f255(), any_of)
case('np.expand_dims(W, (0, 2)).shape', lambda: f256(), any_of)
case('np.transpose(A, (2, 0, 1)).shape', lambda: f257(), any_of)
case('np.array_split(V, 3)', lambda: f258(), any_of)
case('np.split(W, 2)', lambda: f259(), any_of)
case('np.logspace(0, 2, 3)', lambda: f260(), any_of)
case('np.geomspace(1, 8, 4)', lambda: f261(), any_of)
case('np.select([W > 2, W > 1], [W, W * 10], 0)', lambda: f262(), any_of)
case('np.piecewise(W, [W > 2], [1.0, 0.0])', lambda: f263(), any_of)
case('np.vander(W)', lambda: f264(), any_of)
case('np.tril(A)', lambda: f265(), any_of)
case('np.triu(B, 1)', lambda: f266(), any_of)
case('np.diag(np.arange(3), 1)', lambda: f267(), any_of)
case('np.nan_to_num(N)', lambda: f268(), any_of)
case('np.angle(Z)', lambda: f269(), any_of)
case('np.real(Z)', lambda: f270(), any_of)
case('np.sinc(W)', lambda: f271(), any_of)
case('np.i0(W)', lambda: f272(), any_of)
case('np.fix(V)', lambda: f273(), any_of)
case('np.trunc(V)', lambda: f274(), any_of)
case('np.modf(V)', lambda: f275(), any_of)
case('np.frexp(V)', lambda: f276(), any_of)
case('np.divmod(V, 2.0)', lambda: f277(), any_of)
case('np.bitwise_count(J)', lambda: f278(), any_of)
case('np.isposinf(V)', lambda: f279(), any_of)
case('np.heaviside(V, 0.5)', lambda: f280(), any_of)
case('np.float_power(W, 2)', lambda: f281(), any_of)
case("np.linalg.norm(B, 'fro')", lambda: f282(), any_of)
case("np.linalg.norm(B, 'nuc')", lambda: f283(), any_of)
case('np.linalg.norm(B, axis=(0, 1))', lambda: f284(), any_of)
case('np.linalg.det(np.stack((S, S)))', lambda: f285(), any_of)
case('np.linalg.inv(np.stack((S, S)))', lambda: f286(), any_of)
case('np.linalg.solve(S, W[:3])', lambda: f287(), any_of)
case('np.linalg.eigh(S)[0]', lambda: f288(), any_of)
case('np.linalg.matrix_power(S, 3)', lambda: f289(), any_of)
case('np.linalg.cond(S)', lambda: f290(), any_of)
case('np.linalg.matrix_rank(S)', lambda: f291(), any_of)
case('np.linalg.slogdet(S)', lambda: f292(), any_of)
case('np.linalg.tensorsolve(S, W[:3])', lambda: f293(), any_of)
case('np.linalg.multi_dot((S, S, S))', lambda: f294(), any_of)
case('np.linalg.cross(W[:3], W[1:])', lambda: f295(), any_of)
case('np.linalg.outer(W, W)', lambda: f296(), any_of)
case('np.linalg.trace(S)', lambda: f297(), any_of)
case('np.linalg.vector_norm(W)', lambda: f298(), any_of)
case('np.linalg.matmul(S, S)', lambda: f299(), any_of)
case('np.vecdot(W, W)', lambda: f300(), any_of)
case('np.matvec(S, W[:3])', lambda: f301(), any_of)
case('np.astype(W, np.float32)', lambda: f302(), any_of)
case('np.concat((W, W))', lambda: f303(), any_of)
case('np.permute_dims(B, (1, 0))', lambda: f304(), any_of)
case('np.matrix_transpose(B)', lambda: f305(), any_of)
case('np.unstack(B)', lambda: f306(), any_of)
case('np.cumulative_sum(W)', lambda: f307(), any_of)
case('np.acos(W / 4)', lambda: f308(), any_of)
case('np.pow(W, 2)', lambda: f309(), any_of)
case('np.bool(1)', lambda: f310(), any_of)
case('np.unique_counts(J)', lambda: f311(), any_of)
case("np.isdtype(np.float64, 'real floating')", lambda: f312(), any_of)
case('np.result_type(np.int32, np.float32) == np.float64', lambda: f313(), any_of)
case('np.can_cast(np.int32, np.float64)', lambda: f314(), any_of)
case('np.ndim(3)', lambda: f315(), any_of)
case('np.isscalar(3.0)', lambda: f316(), any_of)
case('np.min(V, initial=-10.0)', lambda: f317(), any_of)
case('np.sum(V, where=V > 0)', lambda: f318(), any_of)
case('np.sum(V, initial=10.0)', lambda: f319(), any_of)
case('np.mean(V, where=V > 0)', lambda: f320(), any_of)
case('np.max(B, axis=0, where=B > 0, initial=0.0)', lambda: f321(), any_of)
case('np.all(B, axis=0, where=B > 1)', lambda: f322(), any_of)
case('np.prod(W, initial=2.0)', lambda: f323(), any_of)
case('np.sort(V)[::-1]', lambda: f324(), any_of)
case('np.sort_complex(Z)', lambda: f325(), any_of)
case('np.argpartition(V, 2)[2]', lambda: f326(), any_of)
case("np.searchsorted(W, V, side='right')", lambda: f327(), any_of)
case('np.searchsorted(W, V, sorter=np.arange(4))', lambda: f328(), any_of)
case('np.digitize(V, W, right=True)', lambda: f329(), any_of)
case('np.trapezoid(W, dx=0.5)', lambda: f330(), any_of)
case("np.correlate(W, V, 'full')", lambda: f331(), any_of)
case('np.setdiff1d(V, W)', lambda: f332(), any_of)
case('np.array2string(W)', lambda: f333(), any_of)
case('np.nonzero(A)[2]', lambda: f334(), any_of)
case('np.argwhere(B > 0)', lambda: f335(), any_of)
case('np.extract(W > 2, W)', lambda: f336(), any_of)
case('np.place(W.copy(), W > 2, [9.0])', lambda: f337(), any_of)
case('np.ptp(B, axis=0, keepdims=True)', lambda: f338(), any_of)
case('np.copysign(V, -1)', lambda: f339(), any_of)
case('np.nextafter(V, 0)', lambda: f340(), any_of)
case('np.gcd(J, 6)', lambda: f341(), any_of)
case('np.ldexp(W, J[0])', lambda: f342(), any_of)
case('np.clip(V, None, 2.0)', lambda: f343(), any_of)
case('np.clip(V, a_min=0, a_max=2.0)', lambda: f344(), any_of)
case('np.full_like(B, 2)', lambda: f345(), any_of)
case('np.identity(3, dtype=np.int32)', lambda: f346(), any_of)
case('np.triu_indices(3)', lambda: f347(), any_of)
case('np.diag_indices_from(S)', lambda: f348(), any_of)
case('np.ravel_multi_index((J, J), (4, 4))', lambda: f349(), any_of)
case('sum(W)', lambda: f350(), any_of)
case('min(V)', lambda: f351(), any_of)
case('list(W)', lambda: f352(), any_of)
case('[x for x in W]', lambda: f353(), any_of)
case('(W.mean(), W.std(), W.max())', lambda: f354(), any_of)
case('B.max(axis=1)', lambda: f355(), any_of)
case('len(B)', lambda: f356(), any_of)
case('3.0 in W', lambda: f357(), any_of)
case('not W[0]', lambda: f358(), any_of)
case('tuple(B.shape)', lambda: f359(), any_of)
case('(B > 0).sum()', lambda: f360(), any_of)
case('np.abs(-3)', lambda: f361(), any_of)
case('W ** 2', lambda: f362(), any_of)
case('W // 2', lambda: f363(), any_of)
case('W % 2', lambda: f364(), any_of)
case('-W', lambda: f365(), any_of)
case('W @ W', lambda: f366(), any_of)
case('W[::-1]', lambda: f367(), any_of)
case('A[..., 0]', lambda: f368(), any_of)
case('A[:, None].shape', lambda: f369(), any_of)
case('A[A > 5]', lambda: f370(), any_of)
case('B[1:3, [0, 1]]', lambda: f371(), any_of)
case('B[J - 1, 1:3]', lambda: f372(), any_of)
case('X = B.copy(); X[X < 0] = 0; X', lambda: f373(), any_of)
case('X = B.copy(); X[1] = W[0]; X', lambda: f374(), any_of)
case('X = B.copy(); X[:, 1] = W; X', lambda: f375(), any_of)
case('X = B.copy(); X[[0, 1]] += 1; X', lambda: f376(), any_of)
case('X = np.zeros(3); X[:] = [1, 2, 3]; X', lambda: f377(), any_of)
