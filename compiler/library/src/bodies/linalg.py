# Functions of numpy for vectors and matrices.

@also("ndarray.dot")
def dot(a, b, out=None):
    """Inner product of vectors, or matrix product; of more axes, of the last one of a and the last but one of b."""
    if nj.is_array(a) and nj.is_array(b):
        if a.ndim == 0 or b.ndim == 0:
            return np.multiply(a, b)
        if a.ndim > 2 or b.ndim > 2:
            return np.tensordot(a, b, ((-1,), (nj.dot_axis(b.ndim),)))
        if nj.is_whole(a) or nj.is_whole(b):
            return nj.exact_dot(a, b)
        if a.dtype == b.dtype:
            return nj.matmul(a, b)
        return nj.matmul(nj.of_dtype(a, nj.common(a, b)), nj.of_dtype(b, nj.common(a, b)))
    return np.multiply(a, b)


def matmul(x1, x2, out=None):
    """Matrix product; of more axes, of stacks of matrices whose other axes are broadcast."""
    nj.require(nj.is_array(x1) and nj.is_array(x2), "both operands must be arrays")
    nj.require(x1.ndim > 0 and x2.ndim > 0, "both operands must have at least one axis")
    if x1.ndim < 3 and x2.ndim < 3:
        return np.dot(x1, x2)
    if x1.ndim == 1:
        return nj.stacked_matmul(x1, x2, nj.reshape(nj.contiguous(x1), (1, x1.size)), x2)
    if x2.ndim == 1:
        return nj.stacked_matmul(x1, x2, x1, nj.reshape(nj.contiguous(x2), (x2.size, 1)))
    return nj.stacked_matmul(x1, x2, x1, x2)


def tensordot(a, b, axes: literal=2):
    """Sum of products over the last axes of one array and the first of another, or over pairs of axes."""
    x = nj.as_array(a)
    y = nj.as_array(b)
    if nj.is_tuple(axes):
        nj.require(len(axes) == 2, "`axes` must be an integer or a pair of axes or of tuples of axes")
        return nj.tensor_product(x, y, nj.axes_of(axes, 0), nj.axes_of(axes, 1))
    nj.require(axes >= 0 and axes <= x.ndim and axes <= y.ndim, "`axes` must be a constant that is not above the number of axes")
    return nj.tensor_product(x, y, nj.last_axes(x.ndim, axes), nj.axis_list(0, axes))


def vdot(a, b):
    """Inner product of vectors, the first one conjugated."""
    x = nj.as_line(a)
    y = nj.as_line(b)
    if x.size != y.size:
        raise ValueError("incompatible array sizes for np.vdot(a, b)")
    if nj.is_complex(x):
        return nj.exact_dot(np.conjugate(x), y)
    return np.dot(x, y)


def outer(a, b, out=None):
    """Products of all pairs of elements."""
    x = nj.as_line(a)
    y = nj.as_line(b)
    return np.multiply(nj.reshape(x, (x.size, 1)), nj.reshape(y, (1, y.size)))


def inner(a, b):
    """Sum of products over the last axes of two arrays."""
    x = nj.as_array(a)
    y = nj.as_array(b)
    if x.ndim == 0 or y.ndim == 0:
        return np.multiply(a, b)
    if x.ndim == 1 and y.ndim == 1:
        return np.dot(x, y)
    return np.tensordot(x, y, (-1, -1))


def kron(a, b):
    """Products of all pairs of elements, b repeated for each element of a."""
    x = nj.as_array(a)
    y = nj.as_array(b)
    nj.require(x.ndim > 0 and y.ndim > 0, "both arguments must have at least one axis")
    if x.ndim < y.ndim:
        return np.kron(nj.reshape(nj.contiguous(x), nj.ones_before(y.ndim - x.ndim) + x.shape), y)
    if y.ndim < x.ndim:
        return np.kron(x, nj.reshape(nj.contiguous(y), nj.ones_before(x.ndim - y.ndim) + y.shape))
    left = nj.reshape(nj.contiguous(x), nj.spread_extents(x.shape, True))
    right = nj.reshape(nj.contiguous(y), nj.spread_extents(y.shape, False))
    return nj.reshape(nj.of_dtype(np.multiply(left, right), nj.common(x, y)), nj.products(x.shape, y.shape))


@also("ndarray.trace")
def trace(a, offset=0, axis1: literal=0, axis2: literal=1, dtype: literal=None, out=None):
    """Sum of a diagonal of a matrix, or of the matrices in two axes."""
    nj.require(nj.is_array(a), "`a` must be an array of at least two axes")
    nj.require(a.ndim > 1, "`a` must be an array of at least two axes")
    accumulator = nj.dtype_or(dtype, nj.accumulator(a))
    if a.ndim > 2:
        return np.sum(np.diagonal(a, offset, axis1, axis2), -1, accumulator)
    row = max(0, -offset)
    column = max(0, offset)
    total = nj.cast(0, accumulator)
    for i in range(min(a.shape[0] - row, a.shape[1] - column)):
        total = nj.cast(total + nj.cast(a[row + i, column + i], accumulator), accumulator)
    return total


def cross(a, b):
    """Cross products of 3-d vectors, or of 2-d ones, in the last axis."""
    x = nj.as_array(a)
    y = nj.as_array(b)
    nj.require(x.ndim > 0 and y.ndim > 0, "both arguments must have at least one axis")
    if x.ndim != y.ndim or x.shape != y.shape:
        lead = nj.broadcast_pair(x.shape[:x.ndim - 1], y.shape[:y.ndim - 1])
        return nj.cross_rows(nj.contiguous(nj.broadcast_to(x, lead + x.shape[x.ndim - 1:])), nj.contiguous(nj.broadcast_to(y, lead + y.shape[y.ndim - 1:])))
    return nj.cross_rows(nj.contiguous(x), nj.contiguous(y))


def vecdot(x1, x2):
    """Products of vectors in the last axes, the first one conjugated."""
    x = nj.as_array(x1)
    if nj.is_complex(x):
        return np.sum(np.conjugate(x) * x2, -1)
    return np.sum(x * x2, -1)


def matvec(x1, x2):
    """Products of matrices and vectors in the last axes."""
    nj.require(x1.ndim > 1 and x2.ndim > 0, "`x1` must be a stack of matrices, and `x2` one of vectors")
    if x1.ndim == 2 and x2.ndim == 1:
        return np.matmul(x1, x2)
    product = np.matmul(x1, nj.reshape(nj.contiguous(x2), x2.shape + (1,)))
    return nj.reshape(product, product.shape[:product.ndim - 1])


def vecmat(x1, x2):
    """Products of vectors, conjugated, and matrices in the last axes."""
    return np.matvec(nj.swap_axes(x2, -1, -2), np.conjugate(x1))
