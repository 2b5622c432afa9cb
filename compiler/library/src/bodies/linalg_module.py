# The numpy.linalg module.

def norm(x, ord: literal=None, axis: literal=None, keepdims: literal=False):
    """Norm of a vector or matrix: 2-norm or Frobenius norm, or of an order; with an axis, of the vectors along it."""
    if nj.is_text(ord):
        nj.require(ord == "fro" or ord == "f" or ord == "nuc", "`ord` must be None, a number, 'fro' or 'nuc'")
        if ord != "nuc":
            return np.linalg.norm(x, None, axis, keepdims)
    if nj.is_tuple(axis):
        return nj.matrix_norms(x, ord, axis, keepdims)
    if axis is not None:
        return nj.vector_norms(x, ord, axis, keepdims)
    nj.require(not keepdims, "`keepdims` needs an axis")
    nj.require(nj.is_float(x) or nj.is_complex(x), "`x` must be an array of floats or complex numbers")
    if ord is None:
        if x.ndim == 1:
            return math.sqrt(nj.sum_of_squares(x))
        return nj.cast(math.sqrt(nj.sum_of_squares(x)), np.float64)
    if x.ndim == 2:
        return nj.matrix_norm(x, ord)
    nj.require(x.ndim == 1, "an order is supported for 1-d and 2-d arrays")
    if ord == np.inf:
        return np.max(np.abs(x))
    if ord == -np.inf:
        return np.min(np.abs(x))
    if ord == 0:
        return nj.cast(np.count_nonzero(x), nj.real_dtype(x))
    if ord == 1:
        return np.sum(np.abs(x))
    if ord == 2:
        return nj.cast(math.sqrt(nj.sum_of_squares(x)), nj.real_dtype(x))
    return nj.cast(np.sum(np.abs(x) ** ord) ** (1.0 / ord), nj.real_dtype(x))


def slogdet(a):
    """Sign and logarithm of the absolute value of the determinant."""
    c = nj.square_copy(a)
    sign = nj.empty(1, a.dtype)
    logarithm = nj.empty(1, np.float64)
    nj.runtime("nj_log_det", nj.dtype_code(a), c.shape[0], c, sign, logarithm)
    return sign[0], nj.cast(logarithm[0], nj.real_dtype(a))


def det(a):
    """Determinant of a square matrix, or of each of a stack."""
    if a.ndim > 2:
        stack = nj.matrices_of(a)
        result = nj.empty(a.shape[:a.ndim - 2], stack.dtype)
        for i in range(stack.shape[0]):
            nj.flat_set(result, i, np.linalg.det(stack[i]))
        return result
    sign, logarithm = np.linalg.slogdet(a)
    return sign * np.exp(logarithm)


def solve(a, b):
    """Solution x of a x = b; with stacks of matrices, of each."""
    if a.ndim > 2:
        return nj.solve_stacks(a, b)
    c = nj.square_copy(a)
    n = c.shape[0]
    nj.require(nj.is_array(b), "`b` must be an array of floats or complex numbers")
    nj.require(nj.is_float(b) or nj.is_complex(b), "`b` must be an array of floats or complex numbers")
    nj.require(b.ndim == 1 or b.ndim == 2, "`b` must be a 1-d or 2-d array")
    if b.shape[0] != n:
        raise np.linalg.LinAlgError("Incompatible sizes, a and b do not have the same number of rows.")
    x = nj.copy_c(nj.convert(b, nj.common(a, b)))
    left = nj.convert(c, x.dtype)
    nj.runtime("nj_solve", nj.dtype_code(x), n, nj.extent_after(b.shape, 0), left, x)
    return x


def inv(a):
    """Inverse of a square matrix, or of each of a stack."""
    if a.ndim > 2:
        stack = nj.matrices_of(a)
        result = nj.empty(stack.shape, stack.dtype)
        for i in range(stack.shape[0]):
            nj.assign(result[i], np.linalg.inv(stack[i]))
        return nj.reshape(result, a.shape)
    return np.linalg.solve(a, np.eye(a.shape[0], a.shape[0], 0, a.dtype))


def cholesky(a, upper: literal=False):
    """Lower triangular matrix whose product with its conjugate transpose is a; on request the upper one."""
    out = nj.square_copy(a)
    if upper:
        out = np.ascontiguousarray(np.conjugate(out.T))
    nj.runtime("nj_cholesky", nj.dtype_code(a), out.shape[0], out)
    if upper:
        return np.ascontiguousarray(np.conjugate(out.T))
    return out


def qr(a, mode: literal="reduced"):
    """Factors q, with orthonormal columns, and r, upper triangular, of a matrix."""
    nj.require(mode == "reduced" or mode == "complete" or mode == "r", "`mode` must be 'reduced', 'complete' or 'r'")
    c = nj.finite_copy(a)
    m = c.shape[0]
    n = c.shape[1]
    if mode == "complete":
        k = m
    else:
        k = min(m, n)
    q = nj.empty((m, k), a.dtype)
    r = nj.empty((k, n), a.dtype)
    nj.runtime("nj_qr", nj.dtype_code(a), m, n, k, c, q, r)
    if mode == "r":
        return r
    return q, r


def svd(a, full_matrices=True, compute_uv: literal=True):
    """Factors u, the singular values and the adjoint of v of a matrix."""
    c = nj.finite_copy(a)
    m = c.shape[0]
    n = c.shape[1]
    least = min(m, n)
    s = nj.empty(least, nj.real_dtype(a))
    if compute_uv:
        columns = least
        rows = least
        if full_matrices:
            columns = m
            rows = n
        u = nj.empty((m, columns), a.dtype)
        vh = nj.empty((rows, n), a.dtype)
        nj.runtime("nj_svd", nj.dtype_code(a), m, n, full_matrices, c, u, s, vh)
        return u, s, vh
    nj.runtime("nj_singular_values", nj.dtype_code(a), m, n, c, s)
    return s


def svdvals(x):
    """Singular values of a matrix, descending."""
    return np.linalg.svd(x, False, False)


def eig(a):
    """Eigenvalues and eigenvectors, one a column, of a square matrix."""
    c = nj.square_copy(a)
    n = c.shape[0]
    w = nj.empty(n, nj.complex_dtype(a))
    v = nj.empty((n, n), nj.complex_dtype(a))
    nj.runtime("nj_eigen", nj.dtype_code(a), n, c, w, v)
    return w, v


def eigvals(a):
    """Eigenvalues of a square matrix."""
    return np.linalg.eig(a)[0]


def eigh(a, UPLO: literal="L"):
    """Eigenvalues, ascending, and eigenvectors of a Hermitian matrix of which one triangle is read."""
    nj.require(UPLO == "L" or UPLO == "U" or UPLO == "l" or UPLO == "u", "`UPLO` must be 'L' or 'U'")
    c = nj.square_copy(a)
    n = c.shape[0]
    w = nj.empty(n, nj.real_dtype(a))
    v = nj.empty((n, n), a.dtype)
    nj.runtime("nj_eigen_hermitian", nj.dtype_code(a), n, UPLO == "L" or UPLO == "l", c, w, v)
    return w, v


def eigvalsh(a, UPLO: literal="L"):
    """Eigenvalues of a Hermitian matrix, ascending."""
    return np.linalg.eigh(a, UPLO)[0]


def matrix_rank(A, tol=None):
    """Number of singular values of a matrix above a tolerance; 0 or 1 for a vector."""
    if A.ndim == 1:
        for i in range(len(A)):
            if A[i] != 0:
                return 1
        return 0
    s = np.linalg.svd(A, False, False)
    if len(s) == 0:
        return 0
    if tol is None:
        cutoff = float(s[0]) * (max(A.shape[0], A.shape[1]) * nj.epsilon(nj.real_dtype(A)))
    else:
        cutoff = float(tol)
    count = 0
    for i in range(len(s)):
        if s[i] > cutoff:
            count += 1
    return count


def cond(x, p=None):
    """Condition number of a matrix: of the 2-norm, or of the norm of an order."""
    if p is None:
        s = np.linalg.svd(x, False, False)
        return np.divide(s[0], s[len(s) - 1])
    if p == 2:
        s = np.linalg.svd(x, False, False)
        return np.divide(s[0], s[len(s) - 1])
    if p == -2:
        s = np.linalg.svd(x, False, False)
        return np.divide(s[len(s) - 1], s[0])
    return nj.cast(np.linalg.norm(x, p) * np.linalg.norm(np.linalg.inv(x), p), nj.real_dtype(x))


def pinv(a, rcond=1e-15):
    """Pseudo-inverse of a matrix: singular values below rcond times the largest count as zero."""
    u, s, vh = np.linalg.svd(a, False)
    right = nj.zeros((a.shape[1], len(s)), a.dtype)
    for k in range(len(s)):
        if s[k] > rcond * s[0]:
            for i in range(a.shape[1]):
                right[i, k] = nj.cast(np.conjugate(vh[k, i]) / s[k], a.dtype)
    return np.dot(right, np.ascontiguousarray(np.conjugate(u.T)))


def lstsq(a, b, rcond=-1.0):
    """Least-squares solution of a x = b: the solution, the residuals, the rank of a and its singular values."""
    nj.require(nj.is_array(b), "`b` must be an array of floats or complex numbers")
    nj.require(b.ndim == 1 or b.ndim == 2, "`b` must be a 1-d or 2-d array")
    nj.require(nj.dtype(a) == nj.dtype(b), "`a` and `b` must have one dtype")
    m = a.shape[0]
    n = a.shape[1]
    if b.shape[0] != m:
        raise np.linalg.LinAlgError("Incompatible sizes, a and b do not have the same number of rows.")
    u, s, vh = np.linalg.svd(a, False)
    if rcond is None:
        limit = max(m, n) * nj.epsilon(nj.real_dtype(a))
    elif rcond < 0:
        limit = nj.epsilon(nj.real_dtype(a))
    else:
        limit = float(rcond)
    rank = 0
    for k in range(len(s)):
        if s[k] > limit * s[0]:
            rank += 1
    rows = nj.reshape(nj.contiguous(b), (m, nj.extent_after(b.shape, 0)))
    parts = np.dot(np.ascontiguousarray(np.conjugate(u.T)), rows)
    for k in range(len(s)):
        for j in range(rows.shape[1]):
            if k < rank:
                parts[k, j] = nj.cast(parts[k, j] / s[k], a.dtype)
            else:
                parts[k, j] = 0
    x = np.dot(np.ascontiguousarray(np.conjugate(vh.T)), parts)
    if rank == n and m > n:
        rest = rows - np.dot(np.ascontiguousarray(a), x)
        residuals = nj.zeros(rows.shape[1], nj.real_dtype(a))
        for i in range(m):
            for j in range(rows.shape[1]):
                residuals[j] += nj.cast(nj.squared(rest[i, j]), nj.real_dtype(a))
    else:
        residuals = nj.zeros(0, nj.real_dtype(a))
    return nj.reshape(x, nj.replace_axis(b.shape, 0, n)), residuals, rank, s


def matrix_power(a, n):
    """A square matrix multiplied with itself."""
    base = nj.square_copy(a)
    exponent = np.int64(n)
    if exponent < 0:
        base = np.linalg.inv(base)
        exponent = -exponent
    result = np.eye(base.shape[0], base.shape[0], 0, a.dtype)
    while exponent > 0:
        if exponent & 1 == 1:
            result = np.dot(result, base)
        exponent = exponent >> 1
        if exponent > 0:
            base = np.dot(base, base)
    return result


def multi_dot(arrays):
    """Product of several matrices, from the left."""
    nj.require(nj.is_tuple(arrays), "`arrays` must be a tuple of arrays")
    if len(arrays) == 1:
        return arrays[0]
    return np.linalg.multi_dot((np.dot(arrays[0], arrays[1]),) + arrays[2:])


def cross(x1, x2):
    """Cross products of 3-d vectors in the last axis."""
    return np.cross(x1, x2)


def outer(x1, x2):
    """Products of all pairs of elements of two lines."""
    nj.require(x1.ndim == 1 and x2.ndim == 1, "both arguments must be 1-d arrays")
    return np.outer(x1, x2)


def trace(x, offset=0, dtype: literal=None):
    """Sums of diagonals of the matrices in the last two axes."""
    return np.trace(x, offset, -2, -1, dtype)


def diagonal(x, offset=0):
    """Diagonals of the matrices in the last two axes."""
    return np.diagonal(x, offset, -2, -1)


def matmul(x1, x2):
    """Matrix product."""
    return np.matmul(x1, x2)


def matrix_transpose(x):
    """View with the last two axes exchanged."""
    return nj.swap_axes(x, -1, -2)


def vecdot(x1, x2):
    """Products of vectors in the last axes, the first one conjugated."""
    return np.vecdot(x1, x2)


def tensordot(x1, x2, axes: literal=2):
    """Sum of products over the last axes of one array and the first of another, or over pairs of axes."""
    return np.tensordot(x1, x2, axes)


def vector_norm(x, axis: literal=None, keepdims: literal=False, ord=2):
    """Norm of the vectors along an axis, or of all elements as one vector."""
    if axis is None:
        return np.linalg.norm(nj.as_line(x), ord)
    return np.linalg.norm(x, ord, axis, keepdims)


def matrix_norm(x, keepdims: literal=False, ord=None):
    """Norm of a matrix."""
    nj.require(x.ndim == 2, "`x` must be a 2-d array")
    return np.linalg.norm(x, ord)


def tensorsolve(a, b):
    """Solution x of a tensor equation a x = b, the sum over all axes of x."""
    rest = a.shape[b.ndim:]
    count = nj.extents_product(rest)
    x = np.linalg.solve(nj.reshape(nj.contiguous(a), (b.size, count)), nj.as_line(b))
    return nj.reshape(x, rest)


def tensorinv(a, ind: literal=2):
    """Inverse of a tensor whose first axes stand for rows."""
    count = nj.extents_product(a.shape[ind:])
    inverse = np.linalg.inv(nj.reshape(nj.contiguous(a), (a.size // max(count, 1), count)))
    return nj.reshape(inverse, a.shape[ind:] + a.shape[:ind])
