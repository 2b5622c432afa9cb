# Matrix factorisations that have no row.
#
# The singular values come from one-sided Jacobi rotations (Hestenes 1958; Demmel and Veselic, "Jacobi's method is more
# accurate than QR", SIAM J. Matrix Anal. Appl. 13, 1992), which are slower than LAPACK's bidiagonalisation and as exact.


def _matrix(a):
    a = np.asarray(a)
    if a.ndim != 2:
        raise np.linalg.LinAlgError(f"{a.ndim}-dimensional array given. Array must be two-dimensional")
    return a.astype(np.complex128 if a.dtype.kind == "c" else np.float64)


def _square(a):
    a = _matrix(a)
    if a.shape[0] != a.shape[1]:
        raise np.linalg.LinAlgError("Last 2 dimensions of the array must be square")
    return a


def _matrices(*arrays):
    """The arrays in the type that LAPACK would compute in."""
    arrays = [np.asarray(a) for a in arrays]
    kind = np.result_type(*[a.dtype for a in arrays], np.float32)
    return [np.ascontiguousarray(a, np.result_type(kind, np.float64) if kind.kind == "f" else kind) for a in arrays]


def linalg_inv(a):
    return _row("linalg.inv", *_matrices(_square(a)))


def linalg_det(a):
    return _row("linalg.det", *_matrices(_square(a)))


def linalg_solve(a, b):
    return _row("linalg.solve", *_matrices(_square(a), b))


def linalg_cholesky(a, /, *, upper=False):
    factor = _row("linalg.cholesky", *_matrices(_square(a)))
    return np.conj(factor.T) if upper else factor


def linalg_matrix_power(a, n):
    a = np.asarray(a)
    if n < 0:
        a, n = np.linalg.inv(a), -n
    result = np.eye(a.shape[0], dtype=a.dtype)
    while n:
        if n & 1:
            result = result @ a
        a, n = a @ a, n >> 1
    return result


def linalg_slogdet(a):
    value = np.linalg.det(a)
    size = np.abs(value)
    return (value / size if size else value), (np.log(size) if size else np.float64(-np.inf))


def linalg_qr(a, mode="reduced"):
    r = _matrix(a)
    m, n = r.shape
    q = np.eye(m).astype(r.dtype)
    for k in _range(_min(m - 1, n) if r.dtype.kind == "f" else _min(m, n)):
        x = r[k:, k].copy()
        size = np.linalg.norm(x)
        if size == 0 or (np.all(x[1:] == 0) and np.imag(x[0]) == 0):
            continue
        # The sign that LAPACK takes: away from the diagonal element.
        beta = -np.copysign(size, x[0].real)
        tau = np.conj((beta - x[0]) / beta)
        v = x / (x[0] - beta)
        v[0] = 1
        r[k:, k:] -= np.conj(tau) * np.outer(v, np.conj(v) @ r[k:, k:])
        q[:, k:] -= tau * np.outer(q[:, k:] @ v, np.conj(v))
        r[k + 1:, k] = 0
    if mode == "complete":
        return q, np.triu(r)
    rank = _min(m, n)
    if mode == "r":
        return np.triu(r[:rank])
    return q[:, :rank].copy(), np.triu(r[:rank])


def _jacobi(a):
    """Columns u scaled by singular values, and the rotations v, with a @ v == u."""
    u = a.copy()
    n = u.shape[1]
    v = np.eye(n).astype(u.dtype)
    for _ in _range(60):
        turned = False
        for p in _range(n - 1):
            for q in _range(p + 1, n):
                alpha = np.vdot(u[:, p], u[:, p]).real
                beta = np.vdot(u[:, q], u[:, q]).real
                gamma = np.vdot(u[:, p], u[:, q])
                if _abs(gamma) <= 1e-16 * np.sqrt(alpha * beta) or gamma == 0:
                    continue
                turned = True
                phase = gamma / _abs(gamma)
                zeta = (beta - alpha) / (2 * _abs(gamma))
                t = np.copysign(1.0, zeta) / (_abs(zeta) + np.sqrt(1 + zeta * zeta))
                c = 1 / np.sqrt(1 + t * t)
                s = c * t
                for x in (u, v):
                    first, second = x[:, p].copy(), x[:, q] * np.conj(phase)
                    x[:, p] = c * first - s * second
                    x[:, q] = s * first + c * second
        if not turned:
            break
    return u, v


def _thin(a):
    wide = a.shape[0] < a.shape[1]
    u, v = _jacobi(np.conj(a.T) if wide else a)
    s = np.sqrt(np.array([np.vdot(u[:, k], u[:, k]).real for k in _range(u.shape[1])]))
    order = np.argsort(-s)
    s, u, v = s[order], u[:, order], v[:, order]
    for k in _range(s.size):
        if s[k] > 0:
            u[:, k] = u[:, k] / s[k]
    return (v, s, np.conj(u.T)) if wide else (u, s, np.conj(v.T))


def linalg_svd(a, full_matrices=True, compute_uv=True, hermitian=False):
    a = _matrix(a)
    u, s, vh = _thin(a)
    if not compute_uv:
        return s
    # Singular vectors are unique only up to sign.
    if s.size and vh[0, int(np.argmax(np.abs(vh[0])))].real > 0:
        vh[0], u[:, 0] = -vh[0], -u[:, 0]
    if full_matrices:
        u, vh = _completed(u, a.shape[0]), np.conj(_completed(np.conj(vh.T), a.shape[1]).T)
    return u, s, vh


def _completed(u, n):
    """Adds columns until the columns are a whole orthonormal basis."""
    if u.shape[1] == n:
        return u
    q, _ = linalg_qr(np.concatenate((u, np.eye(n).astype(u.dtype)), 1), "complete")
    return np.concatenate((u, q[:, u.shape[1]:]), 1)


def linalg_matrix_rank(A, tol=None, hermitian=False, *, rtol=None):
    A = np.asarray(A)
    if A.ndim < 2:
        return int(not np.all(A == 0))
    s = linalg_svd(A, compute_uv=False)
    if tol is None:
        tol = s.max() * (_max(A.shape) * np.finfo(np.float64).eps if rtol is None else rtol)
    return np.count_nonzero(s > tol) * np.int64(1)


def linalg_cond(x, p=None):
    if p is None or p == 2 or p == -2:
        s = linalg_svd(x, compute_uv=False)
        return s[-1] / s[0] if p == -2 else s[0] / s[-1]
    return np.linalg.norm(x, p) * np.linalg.norm(np.linalg.inv(x), p)


def linalg_pinv(a, rcond=None, hermitian=False, *, rtol=None):
    a = _matrix(a)
    u, s, vh = _thin(a)
    cutoff = (rcond if rcond is not None else _max(a.shape) * np.finfo(np.float64).eps) * s.max()
    inverse = np.where(s > cutoff, 1 / np.where(s > cutoff, s, 1.0), 0.0)
    return np.conj(vh.T) @ (inverse[:, None] * np.conj(u.T))


def linalg_lstsq(a, b, rcond=None):
    a, b = _matrix(a), np.asarray(b)
    b = b.astype(np.result_type(a.dtype, b.dtype))
    m, n = a.shape
    if b.shape[0] != m:
        raise np.linalg.LinAlgError("Incompatible dimensions")
    u, s, vh = _thin(a)
    if rcond is None:
        rcond = np.finfo(np.float64).eps * _max(m, n)
    rank = int(np.count_nonzero(s > rcond * (s[0] if s.size else 0)))
    columns = b if b.ndim == 2 else b.reshape((-1, 1))
    parts = (np.conj(u[:, :rank].T) @ columns) / s[:rank, None]
    x = np.conj(vh[:rank].T) @ parts
    rest = columns - a @ x
    residuals = np.sum(np.abs(rest) ** 2, axis=0) if rank == n and m > n else np.empty(0)
    return (x if b.ndim == 2 else x[:, 0].copy()), residuals, np.int32(rank), s


def linalg_eigh(a, UPLO="L"):
    a = _square(a)
    a = np.tril(a) + np.conj(np.tril(a, -1).T) if UPLO.upper() == "L" else np.triu(a) + np.conj(np.triu(a, 1).T)
    n = a.shape[0]
    v = np.eye(n).astype(a.dtype)
    for _ in _range(60):
        turned = False
        for p in _range(n - 1):
            for q in _range(p + 1, n):
                g = a[p, q]
                if _abs(g) <= 1e-300 or _abs(g) < 1e-17 * (_abs(a[p, p]) + _abs(a[q, q])):
                    continue
                turned = True
                phase = g / _abs(g)
                theta = (a[q, q] - a[p, p]).real / (2 * _abs(g))
                t = np.copysign(1.0, theta) / (_abs(theta) + np.sqrt(1 + theta * theta))
                c = 1 / np.sqrt(1 + t * t)
                s = c * t
                for x in (a, v):
                    first, second = x[:, p].copy(), x[:, q] * np.conj(phase)
                    x[:, p], x[:, q] = c * first - s * second, s * first + c * second
                first, second = a[p].copy(), a[q] * phase
                a[p], a[q] = c * first - s * second, s * first + c * second
        if not turned:
            break
    w = np.diag(a).real.copy()
    order = np.argsort(w)
    v = v[:, order].copy()
    for k in _range(n):
        # Eigenvectors are unique only up to sign.
        if v[-1, k].real > 0 and n > 1:
            v[:, k] = -v[:, k]
    return w[order], v


def linalg_eigvalsh(a, UPLO="L"):
    return linalg_eigh(a, UPLO)[0]


def linalg_eigvals(a):
    a = _square(a)
    if np.all(a == np.conj(a.T)):
        return linalg_eigh(a)[0]
    values = _schur_values(a.astype(np.complex128))
    real = a.dtype.kind == "f" and _all(_abs(z.imag) <= 1e-12 * _max(_abs(z), 1e-300) for z in values)
    return np.array([z.real for z in values]) if real else np.array(values)


def _schur_values(h):
    """Eigenvalues by the shifted QR iteration with deflation."""
    values = []
    n = h.shape[0]
    for _ in _range(500 * _max(n, 1)):
        if n == 0:
            break
        if n == 1:
            values.append(complex(h[0, 0]))
            break
        if _abs(h[n - 1, n - 2]) + _abs(h[n - 1, :n - 1]).max() < 1e-15 * (_abs(h[n - 1, n - 1]) + _abs(h[n - 2, n - 2])):
            values.append(complex(h[n - 1, n - 1]))
            n -= 1
            h = h[:n, :n].copy()
            continue
        d = (h[n - 2, n - 2] - h[n - 1, n - 1]) / 2
        root = np.sqrt(d * d + h[n - 2, n - 1] * h[n - 1, n - 2])
        shift = h[n - 1, n - 1] + d - (root if _abs(d + root) > _abs(d - root) else -root)
        shift = shift if _abs(shift - h[n - 1, n - 1]) > 0 else shift * (1 + 1e-14)
        q, r = linalg_qr(h - shift * np.eye(n))
        h = r @ q + shift * np.eye(n)
    return values[::-1]


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
