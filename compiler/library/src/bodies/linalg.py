# Functions of numpy for vectors and matrices.

@also("ndarray.dot")
def dot(a, b):
    """Inner product of vectors, or matrix product."""
    if nj.is_array(a) and nj.is_array(b):
        if nj.is_whole(a) or nj.is_whole(b):
            return nj.exact_dot(a, b)
        return nj.matmul(a, b)
    return np.multiply(a, b)


def matmul(x1, x2):
    """Matrix product."""
    if nj.is_whole(x1) or nj.is_whole(x2):
        return nj.exact_dot(x1, x2)
    return nj.matmul(x1, x2)


def vdot(a, b):
    """Inner product of vectors, the first one conjugated."""
    x = nj.as_line(a)
    y = nj.as_line(b)
    if x.size != y.size:
        raise ValueError("incompatible array sizes for np.vdot(a, b)")
    if nj.is_complex(x):
        return nj.exact_dot(np.conjugate(x), y)
    return np.dot(x, y)


def outer(a, b):
    """Products of all pairs of elements."""
    x = nj.as_line(a)
    y = nj.as_line(b)
    return np.multiply(nj.reshape(x, (x.size, 1)), nj.reshape(y, (1, y.size)))


def inner(a, b):
    """Inner product of vectors."""
    nj.require(a.ndim == 1 and b.ndim == 1, "both arrays must be 1-d")
    return np.dot(a, b)


def kron(a, b):
    """Products of all pairs of elements, b repeated for each element of a."""
    nj.require(a.ndim == b.ndim and (a.ndim == 1 or a.ndim == 2), "both arrays must be 1-d or both 2-d")
    if a.ndim == 1:
        line = nj.empty(a.size * b.size, nj.common(a, b))
        for i in range(a.size):
            for j in range(b.size):
                line[i * b.size + j] = nj.cast(a[i] * b[j], line.dtype)
        return line
    out = nj.empty((a.shape[0] * b.shape[0], a.shape[1] * b.shape[1]), nj.common(a, b))
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            for k in range(b.shape[0]):
                for l in range(b.shape[1]):
                    out[i * b.shape[0] + k, j * b.shape[1] + l] = nj.cast(a[i, j] * b[k, l], out.dtype)
    return out


def trace(a, offset=0):
    """Sum of a diagonal of a matrix."""
    nj.require(nj.is_array(a), "`a` must be a 2-d array")
    nj.require(a.ndim == 2, "`a` must be a 2-d array")
    row = max(0, -offset)
    column = max(0, offset)
    total = nj.cast(0, nj.accumulator(a))
    for i in range(min(a.shape[0] - row, a.shape[1] - column)):
        total = nj.cast(total + a[row + i, column + i], nj.accumulator(a))
    return total


def cross(a, b):
    """Cross product of 3-d vectors in the last axis."""
    nj.require(a.ndim == b.ndim and (a.ndim == 1 or a.ndim == 2), "both arrays must be 1-d or both 2-d")
    if a.shape[a.ndim - 1] != 3 or b.shape[b.ndim - 1] != 3:
        raise ValueError("Incompatible dimensions for cross product (dimension must be 3)")
    if a.size != b.size:
        raise ValueError("operands could not be broadcast together")
    x = nj.contiguous(a)
    y = nj.contiguous(b)
    out = nj.empty(a.shape, nj.common(a, b))
    for row in range(x.size // 3):
        at = 3 * row
        for i in range(3):
            j = at + (i + 1) % 3
            k = at + (i + 2) % 3
            value = nj.flat_get(x, j) * nj.flat_get(y, k) - nj.flat_get(x, k) * nj.flat_get(y, j)
            nj.flat_set(out, at + i, value)
    return out
