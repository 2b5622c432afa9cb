# The numpy.linalg module.

def norm(x, ord=None):
    """Norm of a vector or matrix: 2-norm or Frobenius norm, or a numeric order for vectors."""
    nj.require(nj.is_float(x) or nj.is_complex(x), "`x` must be an array of floats or complex numbers")
    if ord is None:
        if x.ndim == 1:
            return math.sqrt(nj.sum_of_squares(x))
        return nj.cast(math.sqrt(nj.sum_of_squares(x)), np.float64)
    nj.require(x.ndim == 1, "an order is supported for 1-d arrays")
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
    lu = nj.square_copy(a)
    n = lu.shape[0]
    sign = nj.cast(1, a.dtype)
    logarithm = nj.cast(0, nj.real_dtype(a))
    for k in range(n):
        pivot = nj.pivot_row(lu, k)
        if pivot != k:
            nj.swap_rows(lu, pivot, k)
            sign = -sign
        size = abs(lu[k, k])
        if size == 0:
            return nj.cast(0, a.dtype), nj.cast(-np.inf, nj.real_dtype(a))
        sign = nj.cast(sign * (lu[k, k] / size), a.dtype)
        logarithm += np.log(size)
        nj.eliminate(lu, k)
    return sign, logarithm


def det(a):
    """Determinant of a square matrix."""
    sign, logarithm = np.linalg.slogdet(a)
    return sign * np.exp(logarithm)


def solve(a, b):
    """Solution x of a x = b."""
    lu = nj.square_copy(a)
    n = lu.shape[0]
    nj.require(nj.is_float(b) or nj.is_complex(b), "`b` must be an array of floats or complex numbers")
    if b.shape[0] != n:
        raise np.linalg.LinAlgError("Incompatible sizes, a and b do not have the same number of rows.")
    x = nj.copy_c(nj.convert(b, nj.common(a, b)))
    rows = nj.reshape(x, (n, nj.extent_after(b.shape, 0)))
    for k in range(n):
        pivot = nj.pivot_row(lu, k)
        if lu[pivot, k] == 0:
            raise np.linalg.LinAlgError("Matrix is singular to machine precision.")
        if pivot != k:
            nj.swap_rows(lu, pivot, k)
            nj.swap_rows(rows, pivot, k)
        nj.eliminate(lu, k)
        for i in range(k + 1, n):
            for j in range(rows.shape[1]):
                rows[i, j] -= lu[i, k] * rows[k, j]
    for back in range(n):
        k = n - 1 - back
        for j in range(rows.shape[1]):
            value = rows[k, j]
            for i in range(k + 1, n):
                value -= lu[k, i] * rows[i, j]
            rows[k, j] = np.divide(value, lu[k, k])
    return x


def inv(a):
    """Inverse of a square matrix."""
    return np.linalg.solve(a, np.eye(a.shape[0], a.shape[0], 0, a.dtype))


def cholesky(a):
    """Lower triangular matrix whose product with its conjugate transpose is a."""
    source = nj.square_copy(a)
    n = source.shape[0]
    out = nj.zeros((n, n), a.dtype)
    for j in range(n):
        for i in range(j, n):
            value = source[i, j]
            for k in range(j):
                value -= out[i, k] * np.conjugate(out[j, k])
            if i == j:
                if not value.real > 0.0:
                    raise np.linalg.LinAlgError("Matrix is not positive definite.")
                out[j, j] = math.sqrt(value.real)
            else:
                out[i, j] = np.divide(value, out[j, j])
    return out


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
