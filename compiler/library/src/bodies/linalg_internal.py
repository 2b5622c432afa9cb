# Helpers of the linear algebra.

def exact_dot(a, b):
    """Products of vectors and matrices by plain loops, for any number type."""
    nj.require(a.ndim > 0 and a.ndim < 3 and b.ndim > 0 and b.ndim < 3, "both arrays must be 1-d or 2-d")
    dtype = nj.common(a, b)
    if a.shape[a.ndim - 1] != b.shape[0]:
        raise ValueError("incompatible array sizes for np.dot(a, b)")
    if a.ndim == 1 and b.ndim == 1:
        total = nj.cast(0, dtype)
        for i in range(len(a)):
            total = nj.cast(total + a[i] * b[i], dtype)
        return total
    if a.ndim == 1:
        row = nj.zeros(b.shape[1], dtype)
        for k in range(len(a)):
            for j in range(b.shape[1]):
                row[j] += a[k] * b[k, j]
        return row
    if b.ndim == 1:
        column = nj.zeros(a.shape[0], dtype)
        for i in range(a.shape[0]):
            for k in range(len(b)):
                column[i] += a[i, k] * b[k]
        return column
    out = nj.zeros((a.shape[0], b.shape[1]), dtype)
    for i in range(a.shape[0]):
        for k in range(a.shape[1]):
            for j in range(b.shape[1]):
                out[i, j] += a[i, k] * b[k, j]
    return out


def sum_of_squares(x):
    """Sum of the squared moduli of all elements."""
    c = nj.contiguous(x)
    total = nj.cast(0, nj.real_dtype(x))
    for i in range(c.size):
        total += nj.squared(nj.flat_get(c, i))
    return total


def square_copy(a):
    """Copy of a square matrix of floats or complex numbers."""
    nj.require(nj.is_array(a), "`a` must be a 2-d array of floats or complex numbers")
    nj.require(a.ndim == 2 and not nj.is_whole(a), "`a` must be a 2-d array of floats or complex numbers")
    if a.shape[0] != a.shape[1]:
        raise np.linalg.LinAlgError("Last 2 dimensions of the array must be square.")
    out = nj.copy_c(a)
    for i in range(out.size):
        if not np.isfinite(nj.flat_get(out, i)):
            raise np.linalg.LinAlgError("Array must not contain infs or NaNs.")
    return out


def finite_copy(a):
    """Copy of a matrix of floats or complex numbers without nan and infinities."""
    nj.require(nj.is_array(a), "`a` must be a 2-d array of floats or complex numbers")
    nj.require(a.ndim == 2 and not nj.is_whole(a), "`a` must be a 2-d array of floats or complex numbers")
    out = nj.copy_c(a)
    for i in range(out.size):
        if not np.isfinite(nj.flat_get(out, i)):
            raise np.linalg.LinAlgError("Array must not contain infs or NaNs.")
    return out


def epsilon(dtype):
    """Distance from 1 to the next number of a float dtype."""
    return nj.cast(np.finfo(dtype).eps, np.float64)


def matrix_norm(x, ord):
    """Norm of an order of a matrix: 1 and -1 of columns, inf and -inf of rows, 2 and -2 of singular values."""
    if ord == 2:
        return nj.cast(np.linalg.svd(x, False, False)[0], nj.real_dtype(x))
    if ord == -2:
        s = np.linalg.svd(x, False, False)
        return nj.cast(s[len(s) - 1], nj.real_dtype(x))
    if ord == 1 or ord == -1:
        sums = np.sum(np.abs(x), 0)
    elif ord == np.inf or ord == -np.inf:
        sums = np.sum(np.abs(x), 1)
    else:
        raise ValueError("Invalid norm order for matrices.")
    if ord > 0:
        return np.max(sums)
    return np.min(sums)


def vector_norms(x, ord, axis: literal, keepdims: literal):
    """Norms of the vectors along an axis."""
    nj.require(nj.is_array(x), "`x` must be an array")
    nj.require(not nj.is_tuple(axis), "`axis` must be an integer")
    size = np.abs(x)
    if ord is None:
        return np.sqrt(np.sum(size * size, axis, None, keepdims))
    if ord == np.inf:
        return np.max(size, axis, keepdims) * 1.0
    if ord == -np.inf:
        return np.min(size, axis, keepdims) * 1.0
    if ord == 0:
        return np.sum(x != 0, axis, None, keepdims) * 1.0
    if ord == 1:
        return np.sum(size, axis, None, keepdims) * 1.0
    if ord == 2:
        return np.sqrt(np.sum(size * size, axis, None, keepdims))
    return np.power(np.sum(np.power(size, ord), axis, None, keepdims), 1.0 / ord)
