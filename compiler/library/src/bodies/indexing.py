# Indexing with arrays. The axes that arrays index come first; `at` is the position in the result of the
# axes that the index arrays make.

def axis_list(start: literal, stop: literal):
    """The constants from start to stop, exclusive."""
    if start == stop:
        return ()
    return (start,) + nj.axis_list(start + 1, stop)


def extents_product(shape):
    """Number of elements of a shape."""
    if len(shape) == 0:
        return 1
    result = 1
    for i in range(len(shape)):
        result *= shape[i]
    return result


def index_arrays(indices, shape):
    """One index array per axis; a mask becomes the positions of its true elements."""
    if len(indices) == 0:
        return ()
    index = indices[0]
    if nj.is_bool(index):
        if index.shape != shape[:index.ndim]:
            raise IndexError("boolean index did not match indexed array")
        return np.nonzero(index) + nj.index_arrays(indices[1:], shape[index.ndim:])
    return (nj.as_array(index),) + nj.index_arrays(indices[1:], shape[1:])


def common_extent(a, b):
    """Extent that two extents broadcast to."""
    if a == b or b == 1:
        return a
    if a != 1:
        raise IndexError("shape mismatch: indexing arrays could not be broadcast together")
    return b


def common_extents(a, b):
    """Shape that two shapes broadcast to."""
    if len(a) < len(b):
        return nj.common_extents(b, a)
    if len(b) == 0:
        return a
    return nj.common_extents(a[:-1], b[:-1]) + (nj.common_extent(a[-1], b[-1]),)


def common_shape(arrays):
    """Shape that arrays broadcast to."""
    if len(arrays) == 1:
        return arrays[0].shape
    return nj.common_extents(arrays[0].shape, nj.common_shape(arrays[1:]))


def index_line(a, shape):
    """The elements of an index array after broadcasting, in order."""
    if a.ndim == len(shape):
        if a.shape == shape:
            return nj.reshape(nj.contiguous(a), a.size)
    c = nj.contiguous(nj.broadcast_to(a, shape))
    return nj.reshape(c, c.size)


def index_lines(arrays, shape):
    """The elements of each index array after broadcasting."""
    if len(arrays) == 0:
        return ()
    return (nj.index_line(arrays[0], shape),) + nj.index_lines(arrays[1:], shape)


def row_at(a, lines, i):
    """The part of a that the i-th element of every line selects."""
    if len(lines) == 1:
        return a[lines[0][i]]
    return nj.row_at(a[lines[0][i]], lines[1:], i)


def set_row_at(a, lines, i, value):
    """Stores into the part of a that the i-th element of every line selects."""
    if len(lines) == 1:
        a[lines[0][i]] = value
    else:
        nj.set_row_at(a[lines[0][i]], lines[1:], i, value)


def gather(a, indices, at: literal):
    """A new array of the parts that index arrays select."""
    if len(indices) == 1:
        if nj.is_bool(indices[0]):
            if indices[0].ndim == a.ndim:
                return nj.gather_mask(a, indices[0])
    arrays = nj.index_arrays(indices, a.shape)
    shape = nj.common_shape(arrays)
    lines = nj.index_lines(arrays, shape)
    rest = a.shape[len(arrays):]
    rows = nj.empty((nj.extents_product(shape),) + rest, a.dtype)
    for i in range(rows.shape[0]):
        rows[i] = nj.row_at(a, lines, i)
    out = nj.reshape(rows, shape + rest)
    if at == 0:
        return out
    n = len(shape)
    axes = nj.axis_list(n, n + at) + nj.axis_list(0, n) + nj.axis_list(n + at, out.ndim)
    return nj.contiguous(nj.transpose(out, axes))


def gather_mask(a, mask):
    """The elements at the true positions of a mask of the same shape."""
    if mask.shape != a.shape:
        raise IndexError("boolean index did not match indexed array")
    count = 0
    for i in range(mask.size):
        if nj.flat_get(mask, i):
            count += 1
    out = nj.empty(count, a.dtype)
    at = 0
    for i in range(mask.size):
        if nj.flat_get(mask, i):
            nj.flat_set(out, at, nj.flat_get(a, i))
            at += 1
    return out


def scatter(a, indices, value, at: literal):
    """Stores a number or an array into the parts that index arrays select."""
    if nj.is_tuple(value):
        return nj.scatter(a, indices, nj.array(value, a.dtype), at)
    if len(indices) == 1:
        if nj.is_bool(indices[0]):
            if indices[0].ndim == a.ndim and nj.is_number(value):
                return nj.scatter_mask(a, indices[0], value)
    arrays = nj.index_arrays(indices, a.shape)
    shape = nj.common_shape(arrays)
    lines = nj.index_lines(arrays, shape)
    if nj.is_number(value):
        for i in range(nj.extents_product(shape)):
            nj.set_row_at(a, lines, i, value)
    else:
        rest = a.shape[len(arrays):]
        n = len(shape)
        full = nj.broadcast_to(value, rest[:at] + shape + rest[at:])
        axes = nj.axis_list(at, at + n) + nj.axis_list(0, at) + nj.axis_list(at + n, full.ndim)
        first = nj.contiguous(nj.transpose(full, axes))
        rows = nj.reshape(first, (nj.extents_product(shape),) + rest)
        for i in range(rows.shape[0]):
            nj.set_row_at(a, lines, i, rows[i])


def scatter_mask(a, mask, value):
    """Stores a number at the true positions of a mask of the same shape."""
    if mask.shape != a.shape:
        raise IndexError("boolean index did not match indexed array")
    for i in range(mask.size):
        if nj.flat_get(mask, i):
            nj.flat_set(a, i, value)


def array_contains(item, a):
    """Whether an element of the array equals the item."""
    for i in range(a.size):
        if nj.flat_get(a, i) == item:
            return True
    return False
