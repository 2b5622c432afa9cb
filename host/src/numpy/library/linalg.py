# Linear algebra: the library's rows for each matrix of a stack, in the element types that NumPy computes in.


def _lapack(*arrays):
    """The arrays in the one element type that LAPACK would compute in; whole numbers count as double precision."""
    arrays = [np.asarray(a) for a in arrays]
    kinds = [a.dtype if a.dtype.kind in "fc" else np.dtype(np.float64) for a in arrays]
    kind = np.result_type(*kinds)
    return [np.ascontiguousarray(a, kind) for a in arrays]


def _check_stack(a, square):
    if a.ndim < 2:
        raise np.linalg.LinAlgError(f"{a.ndim}-dimensional array given. Array must be at least two-dimensional")
    if square and a.shape[-1] != a.shape[-2]:
        raise np.linalg.LinAlgError("Last 2 dimensions of the array must be square")


def _each(name, a, *more, square=False, count=1, **options):
    """A row applied to every matrix of a stack; `count` is the number of its results."""
    a, = _lapack(a)
    _check_stack(a, square)
    if a.ndim == 2:
        return _row(name, a, *more, **options)
    parts = [_row(name, part, *more, **options) for part in a.reshape((-1,) + a.shape[-2:])]
    if count == 1:
        return _stacked(parts, a.shape[:-2])
    return tuple(_stacked([part[k] for part in parts], a.shape[:-2]) for k in _range(count))


def _stacked(parts, shape):
    parts = np.array(parts)
    return parts.reshape(shape + parts.shape[1:])


def linalg_inv(a):
    return _each("linalg.inv", a, square=True)


def linalg_det(a):
    return _each("linalg.det", a, square=True)


def linalg_slogdet(a):
    return _each("linalg.slogdet", a, square=True, count=2)


def linalg_solve(a, b):
    a, b = _lapack(a, b)
    _check_stack(a, True)
    if a.ndim == 2 and b.ndim <= 2:
        return _row("linalg.solve", a, b)
    if b.ndim == 1:
        return linalg_solve(a, b[:, None])[..., 0]
    shape = np.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    a = np.broadcast_to(a, shape + a.shape[-2:]).reshape((-1,) + a.shape[-2:])
    b = np.broadcast_to(b, shape + b.shape[-2:]).reshape((-1,) + b.shape[-2:])
    return _stacked([_row("linalg.solve", *_lapack(one, side)) for one, side in zip(a, b)], shape)


def linalg_cholesky(a, /, *, upper=False):
    return _each("linalg.cholesky", a, square=True, upper=bool(upper))


def linalg_matrix_power(a, n):
    a = np.asarray(a)
    if n < 0:
        a, n = np.linalg.inv(a), -n
    result = np.eye(a.shape[-1], dtype=a.dtype)
    if a.ndim > 2:
        result = np.broadcast_to(result, a.shape).copy()
    while n:
        if n & 1:
            result = result @ a
        a, n = a @ a, n >> 1
    return result


def linalg_qr(a, mode="reduced"):
    if mode not in ("reduced", "complete", "r"):
        raise NotImplementedError(f"numpy.linalg.qr: the mode {mode!r} is not supported, only 'reduced', 'complete' and 'r'")
    return _each("linalg.qr", a, count=1 if mode == "r" else 2, mode=mode)


def linalg_svd(a, full_matrices=True, compute_uv=True, hermitian=False):
    if not compute_uv:
        return _each("linalg.svd", a, False, compute_uv=False)
    return _each("linalg.svd", a, bool(full_matrices), count=3)


def linalg_svdvals(x, /):
    return linalg_svd(x, compute_uv=False)


def linalg_matrix_rank(A, tol=None, hermitian=False, *, rtol=None):
    A = np.asarray(A)
    if A.ndim < 2:
        return int(not np.all(A == 0))
    s = linalg_svd(A, compute_uv=False)
    if tol is None:
        tol = s.max(axis=-1, keepdims=True) * (_max(A.shape[-2:]) * np.finfo(s.dtype).eps if rtol is None else rtol)
    else:
        tol = np.asarray(tol)[..., None]
    return np.count_nonzero(s > tol, axis=-1)


def linalg_cond(x, p=None):
    if p is None or p == 2 or p == -2:
        s = linalg_svd(x, compute_uv=False)
        return s[..., -1] / s[..., 0] if p == -2 else s[..., 0] / s[..., -1]
    return np.linalg.norm(x, p, (-2, -1)) * np.linalg.norm(np.linalg.inv(x), p, (-2, -1))


def linalg_pinv(a, rcond=None, hermitian=False, *, rtol=_missing):
    a, = _lapack(a)
    if rcond is None:
        rcond = 1e-15 if rtol is _missing else _max(a.shape[-2:]) * np.finfo(a.dtype).eps if rtol is None else rtol
    return _each("linalg.pinv", a, float(rcond))


def linalg_lstsq(a, b, rcond=None):
    a, b = _lapack(a, b)
    if a.ndim != 2:
        raise np.linalg.LinAlgError(f"{a.ndim}-dimensional array given. Array must be two-dimensional")
    if b.ndim not in (1, 2):
        raise np.linalg.LinAlgError(f"{b.ndim}-dimensional array given. Array must be one or two-dimensional")
    if b.shape[0] != a.shape[0]:
        raise np.linalg.LinAlgError("Incompatible dimensions")
    if rcond is None:
        rcond = np.finfo(a.dtype).eps * _max(a.shape)
    x, residuals, rank, s = _row("linalg.lstsq", a, b, float(rcond))
    return x, residuals, np.int32(rank), s


def linalg_eigh(a, UPLO="L"):
    if UPLO.upper() not in ("L", "U"):
        raise ValueError("UPLO argument must be 'L' or 'U'")
    return _each("linalg.eigh", a, square=True, count=2, UPLO=UPLO.upper())


def linalg_eigvalsh(a, UPLO="L"):
    return linalg_eigh(a, UPLO)[0]


def linalg_eig(a):
    w, v = _each("linalg.eig", a, square=True, count=2)
    # Like NumPy, real results for a real matrix where all eigenvalues are real.
    if np.asarray(a).dtype.kind != "c" and not np.any(w.imag):
        w, v = w.real.copy(), v.real.copy()
    return w, v


def linalg_eigvals(a):
    return linalg_eig(a)[0]


def linalg_multi_dot(arrays, *, out=None):
    result = arrays[0]
    for a in arrays[1:]:
        result = np.dot(result, a)
    return _put(result, out)


def roots(p):
    p = np.atleast_1d(p)
    places = np.flatnonzero(p).tolist()
    if not places:
        return np.array([])
    trailing = p.size - places[-1] - 1
    p = p[places[0]:places[-1] + 1].astype(np.complex128 if p.dtype.kind == "c" else np.float64)
    n = p.size
    found = np.array([])
    if n > 1:
        companion = np.diag(np.ones(n - 2), -1).astype(p.dtype)
        companion[0] = -p[1:] / p[0]
        found = linalg_eigvals(companion)
    return np.concatenate((found, np.zeros(trailing))) if trailing else found


def polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False):
    if full or cov:
        raise NotImplementedError("numpy.polyfit: the arguments 'full' and 'cov' are not supported")
    x, y = np.asarray(x, np.float64) + 0.0, np.asarray(y) + 0.0
    columns = np.vander(x, int(deg) + 1)
    if w is not None:
        w = np.asarray(w, np.float64)
        columns, y = columns * w[:, None], y * (w if y.ndim == 1 else w[:, None])
    scale = np.sqrt((columns * columns).sum(axis=0))
    found = linalg_lstsq(columns / scale, y, x.size * np.finfo(np.float64).eps if rcond is None else rcond)[0]
    return (found.T / scale).T
