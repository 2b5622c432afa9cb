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


def matrix_norm(x, ord: literal):
    """Norm of an order of a matrix: 1 and -1 of columns, inf and -inf of rows, 2 and -2 of singular values."""
    if nj.is_text(ord):
        return nj.cast(np.sum(np.linalg.svd(x, False, False)), nj.real_dtype(x))
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


def vector_norms(x, ord: literal, axis: literal, keepdims: literal):
    """Norms of the vectors along an axis."""
    nj.require(nj.is_array(x), "`x` must be an array")
    nj.require(not nj.is_tuple(axis), "`axis` must be an integer")
    size = np.abs(x)
    if ord is None:
        return np.sqrt(np.sum(size * size, axis, None, None, keepdims))
    if ord == np.inf:
        return np.max(size, axis, None, keepdims) * 1.0
    if ord == -np.inf:
        return np.min(size, axis, None, keepdims) * 1.0
    if ord == 0:
        return np.sum(x != 0, axis, None, None, keepdims) * 1.0
    if ord == 1:
        return np.sum(size, axis, None, None, keepdims) * 1.0
    if ord == 2:
        return np.sqrt(np.sum(size * size, axis, None, None, keepdims))
    return np.power(np.sum(np.power(size, ord), axis, None, None, keepdims), 1.0 / ord)


def einsum_extent(a, b):
    """Extent of axes under one letter, of which those of extent 1 stretch."""
    if a == b or b == 1:
        return a
    if a != 1:
        raise ValueError("operands could not be broadcast together with remapped shapes")
    return b


def axes_of(axes: literal, side: literal):
    """The axes of one operand of a tensor product, as a tuple."""
    nj.require(not nj.is_container(axes[side]), "`axes` must be made of tuples, as in `((1, 2), (1, 2))`")
    if nj.is_tuple(axes[side]):
        return axes[side]
    return (axes[side],)


def last_axes(ndim: literal, count: literal):
    """The last axes of an array."""
    return nj.axis_list(ndim - count, ndim)


def tensor_product(a, b, first: literal, second: literal):
    """Sum of products over axes of one array and as many of another."""
    nj.require(len(first) == len(second), "`axes` must name as many axes of one array as of the other")
    x = nj.contiguous(nj.axes_last(a, first))
    y = nj.contiguous(nj.axes_last(b, second))
    rows = x.shape[:a.ndim - len(first)]
    columns = y.shape[:b.ndim - len(second)]
    if x.shape[a.ndim - len(first):] != y.shape[b.ndim - len(second):]:
        raise ValueError("shape-mismatch for sum")
    count = nj.extents_product(x.shape[a.ndim - len(first):])
    left = nj.reshape(x, (nj.extents_product(rows), count))
    right = nj.reshape(y, (nj.extents_product(columns), count))
    return nj.reshape(nj.contiguous(np.dot(left, right.T)), rows + columns)


def stacked_matmul(x1, x2, a, b):
    """Matrix products of two stacks of matrices, whose leading axes are broadcast."""
    n = a.shape[a.ndim - 2]
    count = a.shape[a.ndim - 1]
    m = b.shape[b.ndim - 1]
    if count != b.shape[b.ndim - 2]:
        raise ValueError(f"matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size {b.shape[b.ndim - 2]} is different from {count})")
    lead = nj.broadcast_pair(a.shape[:a.ndim - 2], b.shape[:b.ndim - 2])
    left = nj.stack_of_matrices(a, lead, n, count)
    right = nj.stack_of_matrices(b, lead, count, m)
    result = nj.empty((left.shape[0], n, m), nj.common(a, b))
    for i in range(left.shape[0]):
        nj.assign(result[i], np.dot(left[i], right[i]))
    if x1.ndim == 1:
        return nj.reshape(result, lead + (m,))
    if x2.ndim == 1:
        return nj.reshape(result, lead + (n,))
    return nj.reshape(result, lead + (n, m))


def stack_of_matrices(a, lead, rows, columns):
    """An array with its leading axes broadcast to a shape and merged into one."""
    full = nj.contiguous(nj.broadcast_to(a, lead + (rows, columns)))
    return nj.reshape(full, (nj.extents_product(lead), rows, columns))


def dot_axis(ndim: literal):
    """The axis of the second operand of a product over which `np.dot` sums."""
    if ndim == 1:
        return 0
    return ndim - 2


def spread_extents(shape, first: literal):
    """A shape with an axis of extent 1 after each axis, or before each."""
    if len(shape) == 0:
        return ()
    if first:
        return (shape[0], 1) + nj.spread_extents(shape[1:], first)
    return (1, shape[0]) + nj.spread_extents(shape[1:], first)


def cross_rows(x, y):
    """Cross products of the last axes of two C arrays of one shape but for that axis."""
    if x.shape[x.ndim - 1] != 3 or y.shape[y.ndim - 1] != 3:
        raise ValueError(f"Both input arrays must be (arrays of) 3-dimensional vectors, but they are {x.shape[x.ndim - 1]} and {y.shape[y.ndim - 1]} dimensional instead.")
    result = nj.empty(x.shape, nj.common(x, y))
    for row in range(x.size // 3):
        at = 3 * row
        for i in range(3):
            j = at + (i + 1) % 3
            k = at + (i + 2) % 3
            value = nj.flat_get(x, j) * nj.flat_get(y, k) - nj.flat_get(x, k) * nj.flat_get(y, j)
            nj.flat_set(result, at + i, nj.cast(value, result.dtype))
    return result


def matrix_norms(x, ord: literal, axis: literal, keepdims: literal):
    """Norms of the matrices in two axes."""
    nj.require(len(axis) == 2, "`axis` must be an integer or two of them")
    if ord is None:
        size = np.abs(x)
        return np.sqrt(np.sum(size * size, axis, None, None, keepdims))
    moved = nj.contiguous(nj.axes_last(x, axis))
    lead = moved.shape[:x.ndim - 2]
    stack = nj.reshape(moved, (nj.extents_product(lead),) + moved.shape[x.ndim - 2:])
    result = nj.empty(lead, nj.real_dtype(x))
    for i in range(stack.shape[0]):
        nj.flat_set(result, i, nj.matrix_norm(stack[i], ord))
    return nj.kept(result, x.shape, axis, keepdims)


def matrices_of(a):
    """The matrices in the last two axes, one after the other along the first axis."""
    c = nj.contiguous(a)
    return nj.reshape(c, (nj.extents_product(a.shape[:a.ndim - 2]),) + a.shape[a.ndim - 2:])


def solve_stacks(a, b):
    """Solutions for stacks of matrices; a single column, if b has one axis, belongs to all of them."""
    nj.require(b.ndim == a.ndim or b.ndim == 1, "`b` must be a 1-d array or have as many axes as `a`")
    stack = nj.matrices_of(a)
    if b.ndim == 1:
        lines = nj.empty((stack.shape[0], b.size), nj.common(a, b))
        for i in range(stack.shape[0]):
            nj.assign(lines[i], np.linalg.solve(stack[i], b))
        return nj.reshape(lines, a.shape[:a.ndim - 1])
    if b.shape[:b.ndim - 2] != a.shape[:a.ndim - 2]:
        raise ValueError("the stacks of `a` and `b` must have the same shape")
    right = nj.matrices_of(b)
    result = nj.empty(right.shape, nj.common(a, b))
    for i in range(stack.shape[0]):
        nj.assign(result[i], np.linalg.solve(stack[i], right[i]))
    return nj.reshape(result, b.shape)
