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


def pivot_row(lu, k):
    """Row at or below k with the largest element in column k."""
    best = k
    for i in range(k + 1, lu.shape[0]):
        if abs(lu[i, k]) > abs(lu[best, k]):
            best = i
    return best


def swap_rows(a, first, second):
    """Exchanges two rows of a matrix."""
    for j in range(a.shape[1]):
        value = a[first, j]
        a[first, j] = a[second, j]
        a[second, j] = value


def eliminate(lu, k):
    """Subtracts multiples of row k from the rows below; the factors stay in column k."""
    n = lu.shape[0]
    reciprocal = np.divide(1, lu[k, k])
    for i in range(k + 1, n):
        factor = nj.cast(lu[i, k] * reciprocal, lu.dtype)
        lu[i, k] = factor
        for j in range(k + 1, n):
            lu[i, j] -= factor * lu[k, j]
