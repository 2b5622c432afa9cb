"""Forms of NumPy's calls, one expression a line, in compiled functions and at module level.

A line may be several statements; the last one is the value. `IDIOMS` are 41 lines of everyday code.
"""

import ast
import builtins

from .base import HELPERS, CaseFile
from .numpy_beyond import LACKS, SAME

DATA = """
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
"""

IDIOMS = r"""
np.max(A, axis=1)
np.mean(A, axis=0)
np.std(A, axis=0)
np.all(A > 0, axis=0)
np.sort(A, axis=0)
np.argsort(A, axis=0)
np.percentile(A, 30, axis=0)
np.roll(A, 1, axis=0)
np.linalg.norm(B, axis=1)
np.sum(A, axis=1, keepdims=True)
np.tile(V, 2)
np.squeeze(A[:1], axis=0)
np.einsum('ij,jk->ik', B, B.T)
np.meshgrid(V, W)
np.pad(V, 2)
np.gradient(V)
np.matmul(B, B.T)
np.inner(V, V)
np.fft.fft(V)
np.dot(I, I.T)
np.concatenate([V, W])
np.unique(I, return_counts=True)
np.reshape(B, (5, 4), order='F')
np.sqrt(W, out=np.empty(4))
np.add(W, W, where=W > 2, out=np.zeros(4))
B[B > 0]
np.linspace(0, 1, 5, dtype=np.float32)
f"{V[0]:.3f} {I[0, 0]:05d}"
'%d %5.2f' % (I[0, 0], V[0])
max(*(1, 5, 3))
any(x > 6 for x in V)
np.min(A, axis=(0, 1))
np.var(B, axis=1, keepdims=True)
np.median(A, axis=1)
np.cumsum(B, axis=0)
np.argmax(B, axis=1)
np.diff(B, axis=0)
np.flip(B, axis=1)
np.repeat(B, 2, axis=1)
np.stack([W, W], axis=1)
np.where(V > 0, V, 0.0)
"""

COMPILED = r"""
np.max(A, axis=1)
np.mean(A, axis=0)
np.std(A, axis=0)
np.all(A > 0, axis=0)
np.sort(A, axis=0)
np.argsort(A, axis=0)
np.percentile(A, 30, axis=0)
np.roll(A, 1, axis=0)
np.linalg.norm(B, axis=1)
np.sum(A, axis=1, keepdims=True)
np.tile(V, 2)
np.einsum('ij,jk->ik', B, B.T)
np.meshgrid(V, W)
np.pad(V, 2)
np.pad(B, ((1, 1), (0, 2)), mode='edge')
np.gradient(V)
np.matmul(B, B.T)
np.inner(V, V)
np.fft.fft(V)
np.dot(I, I.T)
np.concatenate([V, W])
np.concatenate([B, B], axis=1)
np.unique(I, return_counts=True)
np.reshape(B, (5, 4), order='F')
B.reshape((5, 4), order='F')
B.reshape(-1)
np.sqrt(W, out=np.empty(4))
np.add(W, W, where=W > 2, out=np.zeros(4))
B[M]
I[I > 2]
np.linspace(0, 1, 5, dtype=np.float32)
'%d %5.2f' % (I[0, 0], V[0])
max(*(1, 5, 3))
any((x > 6 for x in V))
np.max(V)
np.where(V > 0, V, 0.0)
np.cumsum(B, axis=0)
np.argmax(B, axis=1)
np.var(B, axis=1)
np.median(B, axis=1)
np.stack([V, V])
np.vstack([W, W])
np.hstack([V, W])
np.column_stack([W, W])
np.dstack([W, W])
np.full((2, 3), 7.0)
np.zeros_like(B)
np.clip(V, 0, 3)
np.diff(V)
np.outer(V, W)
np.kron(W, W)
np.trace(B)
np.cross(W[:3], W[1:])
np.isin(I, [1, 2])
np.repeat(W, 2)
np.flip(B, 1)
np.bincount(np.array([1, 2, 2]))
np.histogram(V, bins=3)
np.searchsorted(W, 2.5)
np.interp(2.5, W, W)
np.polyfit(W, W * 2, 1)
np.polyval(W, 2.0)
np.eye(3)
V[[0, 2]]
V[L]
np.array([V, V])
np.array([W, W]).shape
np.block([[B, B], [B, B]])
np.count_nonzero(B > 0, axis=1)
np.any(B > 6, axis=1, keepdims=True)
np.prod(B, axis=(0, 1))
np.allclose(V, V)
np.array_equal(V, V)
np.nanmean(A, axis=(0, 2))
np.ptp(V)
np.average(V, weights=V * 0 + 1)
np.cov(B)
np.corrcoef(B)
np.linalg.multi_dot([B, B.T, B])
np.linalg.multi_dot((B, B.T, B))
np.digitize(V, W)
np.convolve(V, W)
np.lexsort((W, -W))
np.partition(V, 3)[3]
np.argpartition(V, 3)[3]
np.ravel_multi_index((1, 2), (3, 4))
np.unravel_index(5, (3, 4))
np.ogrid[0:3, 0:2]
np.mgrid[0:3, 0:2]
np.r_[1, 2, W]
np.c_[W, W]
np.ix_([0, 1], [1, 2])
B[np.ix_([0, 1], [1, 2])]
np.einsum('ii', S)
np.einsum('ii->i', S)
np.einsum('ij->ji', B)
np.einsum('ij->', B)
np.einsum('i,i', W, W)
np.einsum('i,j->ij', W, W)
np.einsum('ijk,ikl->ijl', A, A.transpose(0, 2, 1))
np.einsum('...ij,...jk->...ik', A, A.transpose(0, 2, 1))
np.einsum('ij,jk,kl->il', B, B.T, B)
np.einsum('...i->...', A)
np.einsum('ij,j', B, np.arange(5.0))
np.einsum('ij,ij->i', I, I)
np.einsum('i,ij->j', J, np.ones((1, 2)))
np.einsum('ba', B)
np.einsum('ij,kj->ik', B, B)
np.tensordot(B, B.T, 1)
np.tensordot(A, A, axes=((0, 1), (0, 1)))
np.tensordot(W, W, 0)
np.tensordot(W, W, 1)
np.matmul(A, A.transpose(0, 2, 1))
A @ A.transpose(0, 2, 1)
np.matmul(A, np.arange(5.0))
np.matmul(np.arange(4.0), A)
np.matmul(I, I.T)
I @ I.T
np.inner(B, B)
np.kron(B[:2, :2], W)
np.vdot(Z, Z)
np.cross(A[..., :3], np.arange(3.0))
np.trace(A)
np.trace(B, 1)
np.dot(A, np.arange(5.0))
np.dot(W, W.astype(np.int64))
np.add(W, W, where=W > 2)[2:]
np.sqrt(W, where=W > 2, out=W * 0)
np.add(J, J, dtype=np.float64)
np.multiply(W, 2, out=np.empty(4))
np.add(W, 1, np.empty(4))
np.subtract(W, J[0], casting='same_kind')
np.add.reduce(B)
np.add.reduce(B, axis=1)
np.add.reduce(B, axis=None)
np.multiply.reduce(W)
np.maximum.reduce(B, axis=1)
np.minimum.accumulate(V)
np.maximum.accumulate(B, axis=1)
np.add.accumulate(W)
np.subtract.outer(W, W)
np.multiply.outer(W, J)
np.add.reduceat(W, [0, 2])
np.add.reduceat(np.arange(8), [0, 4, 1, 5])
X = W.copy(); np.add.at(X, [0, 0, 1], 1.0); X
X = W.copy(); np.subtract.at(X, np.array([0, 0]), np.array([1.0, 2.0])); X
np.logical_and.reduce(B > 0)
np.hypot.reduce(W)
np.bitwise_or.reduce(J)
np.sum(B, 0, None, np.empty(5))
np.sum(B, axis=0, out=np.empty(5))
np.mean(B, 1, None, np.empty(4))
np.max(B, 1, np.empty(4))
np.cumsum(W, out=np.empty(4))
np.median(B, 0, np.empty(5))
np.std(B, axis=0, out=np.empty(5))
np.take(W, [0, 1], out=np.empty(2))
np.clip(W, 2, 3, np.empty(4))
np.round(V, 0, np.empty(7))
np.dot(B, B.T, np.empty((4, 4)))
np.concatenate((W, V), out=np.empty(11))
np.std(B, dtype=np.float32).dtype == np.float32
l = [W, W]; l.append(W); np.concatenate(l)
l = [B, B]; l.append(B); np.concatenate(l, axis=1)
l = [W, W]; l.append(W); np.stack(l, axis=1)
l = [W, W]; l.append(W); np.column_stack(l)
l = [W, W]; l.append(W); np.vstack(l)
l = [B, B]; l.append(B); np.hstack(l)
np.block([W, V])
V[[0, 1]]
B[[0, 1], [1, 2]]
B[:, [0, 2]]
X = V.copy(); X[[0, 1]] = 9.0; X
B[[True, False, True, False]]
np.sum(B, axis=3)
np.lib.stride_tricks.as_strided(W, (3, 2), (8, 8))
np.lib.stride_tricks.sliding_window_view(W, 2)
np.lib.stride_tricks.sliding_window_view(B, (2, 2))
np.lib.stride_tricks.sliding_window_view(B, 2, axis=1)
np.broadcast_to(W, (2, 4))
np.broadcast_arrays(W, B[:4, :1])
np.nanquantile(N, 0.5)
np.isnan(np.nanmax(N))
np.polyfit(W, W ** 2, 2)
np.polyval(W, W)
np.poly(np.array([1.0, 2.0]))
np.polyadd(W, J)
np.polysub(W, W)
np.polymul(W, J)
np.polydiv(W, np.array([1.0, 1.0]))[0]
np.polyder(W)
np.polyint(W)
np.polynomial.polynomial.polyval(2.0, W)
np.polynomial.polynomial.polyadd(W, W)
np.polynomial.polynomial.polymul(W, W)
np.ix_(J, J)
np.r_[W, 5.0]
np.mgrid[0:2, 0:3]
np.ogrid[0:2, 0:3]
W.flags.c_contiguous
W.tolist()
W.ctypes.data > 0
np.iinfo(np.int32).max
np.finfo(np.float64).eps
np.dtype('f4') == np.float32
B.dtype == np.float64
W.view(np.int64)
B.T.flatten()
B.swapaxes(0, 1)
V.round(1)
S.trace()
B.diagonal()
W.searchsorted(2.5)
V.argsort()
X = V.copy(); X.partition(2); X[2]
X = W.copy(); X.put([0], 9.0); X
W.compress([True, False, True, False])
W.nonzero()
W.repeat(2)
W.reshape(2, 2)
W.reshape((2, 2), order='F')
B.ravel('F')
B.flatten('F')
B.ravel(order='F')
B.copy(order='F')
np.zeros((2, 3), order='F').flags.f_contiguous
np.ones((2, 3), order='F').flags.f_contiguous
np.array([1, 2, 3], dtype='f4')
np.array(W)
np.array([[1, 2], [3, 4]], dtype=np.float32)
np.asarray(W, dtype=np.float32)
np.fromiter((x * 2 for x in range(3)), np.float64)
np.unwrap(V)
np.unwrap(V, period=2.0)
np.interp(W, W, W, left=0.0, right=1.0)
np.histogram(V, bins=3, density=True)
np.histogram(V, 3, weights=V)
np.histogram2d(V, V, 3)[0]
np.isin(J, [1, 2], invert=True)
np.isin(J, J, assume_unique=True)
np.average(B, axis=0, weights=W, returned=True)
np.rot90(B, 1)
np.rot90(A, 1, (1, 2))
np.diff(W, prepend=0.0)
np.insert(W, [1, 2], [5.0, 6.0])
np.append(B, B, axis=0)
np.flip(A, (0, 1))
np.moveaxis(A, 0, -1).shape
np.expand_dims(W, (0, 2)).shape
np.transpose(A, (2, 0, 1)).shape
np.array_split(V, 3)
np.split(W, 2)
np.logspace(0, 2, 3)
np.geomspace(1, 8, 4)
np.select([W > 2, W > 1], [W, W * 10], 0)
np.piecewise(W, [W > 2], [1.0, 0.0])
np.vander(W)
np.tril(A)
np.triu(B, 1)
np.diag(np.arange(3), 1)
np.nan_to_num(N)
np.angle(Z)
np.real(Z)
np.sinc(W)
np.i0(W)
np.fix(V)
np.trunc(V)
np.modf(V)
np.frexp(V)
np.divmod(V, 2.0)
np.bitwise_count(J)
np.isposinf(V)
np.heaviside(V, 0.5)
np.float_power(W, 2)
np.linalg.norm(B, 'fro')
np.linalg.norm(B, 'nuc')
np.linalg.norm(B, axis=(0, 1))
np.linalg.det(np.stack((S, S)))
np.linalg.inv(np.stack((S, S)))
np.linalg.solve(S, W[:3])
np.linalg.eigh(S)[0]
np.linalg.matrix_power(S, 3)
np.linalg.cond(S)
np.linalg.matrix_rank(S)
np.linalg.slogdet(S)
np.linalg.tensorsolve(S, W[:3])
np.linalg.multi_dot((S, S, S))
np.linalg.cross(W[:3], W[1:])
np.linalg.outer(W, W)
np.linalg.trace(S)
np.linalg.vector_norm(W)
np.linalg.matmul(S, S)
np.vecdot(W, W)
np.matvec(S, W[:3])
np.astype(W, np.float32)
np.concat((W, W))
np.permute_dims(B, (1, 0))
np.matrix_transpose(B)
np.cumulative_sum(W)
np.acos(W / 4)
np.pow(W, 2)
np.bool(1)
np.unique_counts(J)
np.ndim(3)
np.isscalar(3.0)
np.min(V, initial=-10.0)
np.sum(V, where=V > 0)
np.sum(V, initial=10.0)
np.mean(V, where=V > 0)
np.max(B, axis=0, where=B > 0, initial=0.0)
np.all(B, axis=0, where=B > 1)
np.prod(W, initial=2.0)
np.sort(V)[::-1]
np.sort_complex(Z)
np.argpartition(V, 2)[2]
np.searchsorted(W, V, side='right')
np.searchsorted(W, V, sorter=np.arange(4))
np.digitize(V, W, right=True)
np.trapezoid(W, dx=0.5)
np.correlate(W, V, 'full')
np.setdiff1d(V, W)
np.nonzero(A)[2]
np.argwhere(B > 0)
np.extract(W > 2, W)
np.place(W.copy(), W > 2, [9.0])
np.ptp(B, axis=0, keepdims=True)
np.copysign(V, -1)
np.nextafter(V, 0)
np.gcd(J, 6)
np.ldexp(W, J[0])
np.clip(V, None, 2.0)
np.clip(V, a_min=0, a_max=2.0)
np.full_like(B, 2)
np.identity(3, dtype=np.int32)
np.triu_indices(3)
np.diag_indices_from(S)
np.ravel_multi_index((J, J), (4, 4))
sum(W)
min(V)
list(W)
[x for x in W]
(W.mean(), W.std(), W.max())
B.max(axis=1)
len(B)
3.0 in W
not W[0]
tuple(B.shape)
(B > 0).sum()
np.abs(-3)
W ** 2
W // 2
W % 2
-W
W @ W
W[::-1]
A[..., 0]
A[:, None].shape
A[A > 5]
B[1:3, [0, 1]]
B[J - 1, 1:3]
X = B.copy(); X[X < 0] = 0; X
X = B.copy(); X[1] = W[0]; X
X = B.copy(); X[:, 1] = W; X
X = B.copy(); X[[0, 1]] += 1; X
X = np.zeros(3); X[:] = [1, 2, 3]; X
"""

MODULE = r"""
np.max(A, axis=1)
np.mean(A, axis=0)
np.std(A, axis=0)
np.all(A > 0, axis=0)
np.sort(A, axis=0)
np.argsort(A, axis=0)
np.percentile(A, 30, axis=0)
np.roll(A, 1, axis=0)
np.linalg.norm(B, axis=1)
np.sum(A, axis=1, keepdims=True)
np.tile(V, 2)
np.squeeze(np.ones((1, 3, 1)))
np.squeeze(A[:1])
np.einsum('ij,jk->ik', B, B.T)
np.meshgrid(V, W)
np.pad(V, 2)
np.pad(B, ((1, 1), (0, 2)), mode='edge')
np.gradient(V)
np.matmul(B, B.T)
np.inner(V, V)
np.fft.fft(V)
np.dot(I, I.T)
np.concatenate([V, W])
np.concatenate([B, B], axis=1)
np.unique(I, return_counts=True)
np.reshape(B, (5, 4), order='F')
B.reshape((5, 4), order='F')
B.reshape(-1)
np.sqrt(W, out=np.empty(4))
np.add(W, W, where=W > 2, out=np.zeros(4))
B[M]
I[I > 2]
np.linspace(0, 1, 5, dtype=np.float32)
'%d %5.2f' % (I[0, 0], V[0])
max(*(1, 5, 3))
any((x > 6 for x in V))
np.max(V)
np.where(V > 0, V, 0.0)
np.cumsum(B, axis=0)
np.argmax(B, axis=1)
np.var(B, axis=1)
np.median(B, axis=1)
np.stack([V, V])
np.vstack([W, W])
np.hstack([V, W])
np.column_stack([W, W])
np.dstack([W, W])
np.full((2, 3), 7.0)
np.zeros_like(B)
np.clip(V, 0, 3)
np.diff(V)
np.outer(V, W)
np.kron(W, W)
np.trace(B)
np.cross(W[:3], W[1:])
np.isin(I, [1, 2])
np.repeat(W, 2)
np.flip(B, 1)
np.bincount(np.array([1, 2, 2]))
np.histogram(V, bins=3)
np.searchsorted(W, 2.5)
np.interp(2.5, W, W)
np.polyfit(W, W * 2, 1)
np.polyval(W, 2.0)
np.eye(3)
V[[0, 2]]
V[L]
np.array([V, V])
np.array([W, W]).shape
np.block([[B, B], [B, B]])
np.count_nonzero(B > 0, axis=1)
np.any(B > 6, axis=1, keepdims=True)
np.prod(B, axis=(0, 1))
np.allclose(V, V)
np.array_equal(V, V)
np.nanmean(A, axis=(0, 2))
np.ptp(V)
np.average(V, weights=V * 0 + 1)
np.cov(B)
np.corrcoef(B)
np.linalg.multi_dot([B, B.T, B])
np.linalg.multi_dot((B, B.T, B))
np.digitize(V, W)
np.convolve(V, W)
np.lexsort((W, -W))
np.partition(V, 3)[3]
np.argpartition(V, 3)[3]
np.ravel_multi_index((1, 2), (3, 4))
np.unravel_index(5, (3, 4))
np.ogrid[0:3, 0:2]
np.mgrid[0:3, 0:2]
np.r_[1, 2, W]
np.c_[W, W]
np.ix_([0, 1], [1, 2])
B[np.ix_([0, 1], [1, 2])]
np.einsum('ii', S)
np.einsum('ii->i', S)
np.einsum('ij->ji', B)
np.einsum('ij->', B)
np.einsum('i,i', W, W)
np.einsum('i,j->ij', W, W)
np.einsum('ijk,ikl->ijl', A, A.transpose(0, 2, 1))
np.einsum('...ij,...jk->...ik', A, A.transpose(0, 2, 1))
np.einsum('ij,jk,kl->il', B, B.T, B)
np.einsum('...i->...', A)
np.einsum('ij,j', B, np.arange(5.0))
np.einsum('ij,ij->i', I, I)
np.einsum('i,ij->j', J, np.ones((1, 2)))
np.einsum('ba', B)
np.einsum('ij,kj->ik', B, B)
np.tensordot(B, B.T, 1)
np.tensordot(A, A, axes=((0, 1), (0, 1)))
np.tensordot(W, W, 0)
np.tensordot(W, W, 1)
np.matmul(A, A.transpose(0, 2, 1))
A @ A.transpose(0, 2, 1)
np.matmul(A, np.arange(5.0))
np.matmul(np.arange(4.0), A)
np.matmul(I, I.T)
I @ I.T
np.inner(B, B)
np.kron(B[:2, :2], W)
np.vdot(Z, Z)
np.cross(A[..., :3], np.arange(3.0))
np.trace(A)
np.trace(B, 1)
np.dot(A, np.arange(5.0))
np.dot(W, W.astype(np.int64))
np.add(W, W, where=W > 2)[2:]
np.sqrt(W, where=W > 2, out=W * 0)
np.add(J, J, dtype=np.float64)
np.multiply(W, 2, out=np.empty(4))
np.add(W, 1, np.empty(4))
np.subtract(W, J[0], casting='same_kind')
np.add.reduce(B)
np.add.reduce(B, axis=1)
np.add.reduce(B, axis=None)
np.multiply.reduce(W)
np.maximum.reduce(B, axis=1)
np.minimum.accumulate(V)
np.maximum.accumulate(B, axis=1)
np.add.accumulate(W)
np.subtract.outer(W, W)
np.multiply.outer(W, J)
np.add.reduceat(W, [0, 2])
np.add.reduceat(np.arange(8), [0, 4, 1, 5])
X = W.copy(); np.add.at(X, [0, 0, 1], 1.0); X
X = W.copy(); np.subtract.at(X, np.array([0, 0]), np.array([1.0, 2.0])); X
np.logical_and.reduce(B > 0)
np.hypot.reduce(W)
np.bitwise_or.reduce(J)
np.sum(B, 0, None, np.empty(5))
np.sum(B, axis=0, out=np.empty(5))
np.mean(B, 1, None, np.empty(4))
np.max(B, 1, np.empty(4))
np.cumsum(W, out=np.empty(4))
np.median(B, 0, np.empty(5))
np.std(B, axis=0, out=np.empty(5))
np.take(W, [0, 1], out=np.empty(2))
np.clip(W, 2, 3, np.empty(4))
np.round(V, 0, np.empty(7))
np.dot(B, B.T, np.empty((4, 4)))
np.concatenate((W, V), out=np.empty(11))
np.std(B, dtype=np.float32).dtype == np.float32
np.nansum(N, dtype=np.float32)
l = [W, W]; l.append(W); np.concatenate(l)
l = [B, B]; l.append(B); np.concatenate(l, axis=1)
l = [W, W]; l.append(W); np.stack(l, axis=1)
l = [W, W]; l.append(W); np.column_stack(l)
l = [W, W]; l.append(W); np.vstack(l)
l = [B, B]; l.append(B); np.hstack(l)
np.block([W, V])
V[[0, 1]]
B[[0, 1], [1, 2]]
B[:, [0, 2]]
X = V.copy(); X[[0, 1]] = 9.0; X
B[[True, False, True, False]]
np.sum(B, axis=3)
np.lib.stride_tricks.as_strided(W, (3, 2), (8, 8))
np.lib.stride_tricks.sliding_window_view(W, 2)
np.lib.stride_tricks.sliding_window_view(B, (2, 2))
np.lib.stride_tricks.sliding_window_view(B, 2, axis=1)
np.broadcast_to(W, (2, 4))
np.broadcast_arrays(W, B[:4, :1])
np.nanquantile(N, 0.5)
np.isnan(np.nanmax(N))
np.polyfit(W, W ** 2, 2)
np.polyval(W, W)
np.poly(np.array([1.0, 2.0]))
np.polyadd(W, J)
np.polysub(W, W)
np.polymul(W, J)
np.polydiv(W, np.array([1.0, 1.0]))[0]
np.polyder(W)
np.polyint(W)
np.polynomial.polynomial.polyval(2.0, W)
np.polynomial.polynomial.polyadd(W, W)
np.polynomial.polynomial.polymul(W, W)
np.ix_(J, J)
np.r_[W, 5.0]
np.mgrid[0:2, 0:3]
np.ogrid[0:2, 0:3]
W.flags.c_contiguous
W.tolist()
W.ctypes.data > 0
np.iinfo(np.int32).max
np.finfo(np.float64).eps
np.float64(3).view(np.uint64)
np.dtype('f4') == np.float32
B.dtype == np.float64
W.view(np.int64)
B.T.flatten()
B.swapaxes(0, 1)
B.squeeze()
V.round(1)
S.trace()
B.diagonal()
W.searchsorted(2.5)
V.argsort()
X = V.copy(); X.partition(2); X[2]
X = W.copy(); X.put([0], 9.0); X
W.compress([True, False, True, False])
W.nonzero()
W.repeat(2)
W.reshape(2, 2)
W.reshape((2, 2), order='F')
B.ravel('F')
B.flatten('F')
B.ravel(order='F')
B.copy(order='F')
np.zeros((2, 3), order='F').flags.f_contiguous
np.ones((2, 3), order='F').flags.f_contiguous
np.array([1, 2, 3], dtype='f4')
np.array(W)
np.array([[1, 2], [3, 4]], dtype=np.float32)
np.asarray(W, dtype=np.float32)
np.fromiter((x * 2 for x in range(3)), np.float64)
np.fromfunction(lambda i, j: i + j, (2, 3))
np.apply_along_axis(np.sum, 0, B)
np.unwrap(V)
np.unwrap(V, period=2.0)
np.interp(W, W, W, left=0.0, right=1.0)
np.histogram(V, bins=3, density=True)
np.histogram(V, 3, weights=V)
np.histogram2d(V, V, 3)[0]
np.isin(J, [1, 2], invert=True)
np.isin(J, J, assume_unique=True)
np.average(B, axis=0, weights=W, returned=True)
np.rot90(B, 1)
np.rot90(A, 1, (1, 2))
np.diff(W, prepend=0.0)
np.insert(W, [1, 2], [5.0, 6.0])
np.append(B, B, axis=0)
np.flip(A, (0, 1))
np.moveaxis(A, [0, 1], [1, 0])
np.moveaxis(A, 0, -1).shape
np.expand_dims(W, (0, 2)).shape
np.transpose(A, (2, 0, 1)).shape
np.array_split(V, 3)
np.split(W, 2)
np.logspace(0, 2, 3)
np.geomspace(1, 8, 4)
np.select([W > 2, W > 1], [W, W * 10], 0)
np.piecewise(W, [W > 2], [1.0, 0.0])
np.vander(W)
np.tril(A)
np.triu(B, 1)
np.diag(np.arange(3), 1)
np.nan_to_num(N)
np.angle(Z)
np.real(Z)
np.sinc(W)
np.i0(W)
np.fix(V)
np.trunc(V)
np.modf(V)
np.frexp(V)
np.divmod(V, 2.0)
np.bitwise_count(J)
np.isposinf(V)
np.heaviside(V, 0.5)
np.float_power(W, 2)
np.linalg.norm(B, 'fro')
np.linalg.norm(B, 'nuc')
np.linalg.norm(B, axis=(0, 1))
np.linalg.det(np.stack((S, S)))
np.linalg.inv(np.stack((S, S)))
np.linalg.solve(S, W[:3])
np.linalg.eigh(S)[0]
np.linalg.matrix_power(S, 3)
np.linalg.cond(S)
np.linalg.matrix_rank(S)
np.linalg.slogdet(S)
np.linalg.tensorsolve(S, W[:3])
np.linalg.multi_dot((S, S, S))
np.linalg.cross(W[:3], W[1:])
np.linalg.outer(W, W)
np.linalg.trace(S)
np.linalg.vector_norm(W)
np.linalg.matmul(S, S)
np.vecdot(W, W)
np.matvec(S, W[:3])
np.astype(W, np.float32)
np.concat((W, W))
np.permute_dims(B, (1, 0))
np.matrix_transpose(B)
np.unstack(B)
np.cumulative_sum(W)
np.acos(W / 4)
np.pow(W, 2)
np.bool(1)
np.unique_counts(J)
np.isdtype(np.float64, 'real floating')
np.result_type(np.int32, np.float32) == np.float64
np.can_cast(np.int32, np.float64)
np.ndim(3)
np.isscalar(3.0)
np.min(V, initial=-10.0)
np.sum(V, where=V > 0)
np.sum(V, initial=10.0)
np.mean(V, where=V > 0)
np.max(B, axis=0, where=B > 0, initial=0.0)
np.all(B, axis=0, where=B > 1)
np.prod(W, initial=2.0)
np.sort(V)[::-1]
np.sort_complex(Z)
np.argpartition(V, 2)[2]
np.searchsorted(W, V, side='right')
np.searchsorted(W, V, sorter=np.arange(4))
np.digitize(V, W, right=True)
np.trapezoid(W, dx=0.5)
np.correlate(W, V, 'full')
np.setdiff1d(V, W)
np.array2string(W)
np.nonzero(A)[2]
np.argwhere(B > 0)
np.extract(W > 2, W)
np.place(W.copy(), W > 2, [9.0])
np.ptp(B, axis=0, keepdims=True)
np.copysign(V, -1)
np.nextafter(V, 0)
np.gcd(J, 6)
np.ldexp(W, J[0])
np.clip(V, None, 2.0)
np.clip(V, a_min=0, a_max=2.0)
np.full_like(B, 2)
np.identity(3, dtype=np.int32)
np.triu_indices(3)
np.diag_indices_from(S)
np.ravel_multi_index((J, J), (4, 4))
sum(W)
min(V)
list(W)
[x for x in W]
(W.mean(), W.std(), W.max())
B.max(axis=1)
len(B)
3.0 in W
not W[0]
tuple(B.shape)
(B > 0).sum()
np.abs(-3)
W ** 2
W // 2
W % 2
-W
W @ W
W[::-1]
A[..., 0]
A[:, None].shape
A[A > 5]
B[1:3, [0, 1]]
B[J - 1, 1:3]
X = B.copy(); X[X < 0] = 0; X
X = B.copy(); X[1] = W[0]; X
X = B.copy(); X[:, 1] = W; X
X = B.copy(); X[[0, 1]] += 1; X
X = np.zeros(3); X[:] = [1, 2, 3]; X
"""


VIEW = '''
def any_of(value):
    """Like `same`, for texts and for what is no array too."""
    if isinstance(value, (tuple, list)):
        return "(" + ", ".join(any_of(item) for item in value) + ")"
    return repr(value) if value is None or isinstance(value, str) else same(value)
'''


def free_names(line):
    """The arrays that a line names."""
    nodes = [node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Name)]
    stored = {node.id for node in nodes if isinstance(node.ctx, ast.Store)}
    return sorted({node.id for node in nodes} - stored - {"np", "math"} - set(dir(builtins)))


def lines_of(table):
    """The lines of a table."""
    return [line for line in table.splitlines() if line.strip()]


def function(number, line, names, decorator):
    """A function for a line, and the case that calls it."""
    *statements, value = line.split("; ")
    body = "".join(f"    {statement}\n" for statement in statements) + f"    return {value}\n"
    return f"{decorator}def f{number}({', '.join(names)}):\n{body}"


def script(table, compiled):
    """A function for each line, and its calls."""
    definitions, calls = [DATA], []
    for number, line in enumerate(lines_of(table)):
        names = free_names(line) if compiled else []
        definitions.append(function(number, line, names, "@njit\n" if compiled else ""))
        calls.append(f"case({line!r}, lambda: f{number}({', '.join(names)}), any_of)")
    return "\n\n".join(part.strip("\n") + "\n" for part in definitions) + "\n\n" + "\n".join(calls) + "\n"


def forms(name, about, table, compiled=True):
    """A case file of one table."""
    helpers = HELPERS + "\n" + SAME + "\n" + VIEW
    return CaseFile(name, about, script(table, compiled), helpers=helpers, reason=LACKS)


def files():
    """All files of this subject."""
    return [
        forms("numpy_idioms", "Forty-one lines of everyday numeric code.", IDIOMS),
        forms("numpy_forms", "Forms of NumPy's calls in compiled functions.", COMPILED),
        forms("numpy_forms_module", "Forms of NumPy's calls at module level.", MODULE, False),
    ]
