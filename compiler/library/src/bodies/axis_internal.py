# Reductions along an axis, and helpers for axes.

def axis_index(axis, ndim):
    """A possibly negative axis as a position, checked."""
    if axis < -ndim or axis >= ndim:
        raise ValueError(f"axis {axis} is out of bounds for array of dimension {ndim}")
    if axis < 0:
        return axis + ndim
    return axis


def extent_before(shape, axis):
    """Product of the extents before an axis."""
    result = 1
    for i in range(axis):
        result *= shape[i]
    return result


def extent_after(shape, axis):
    """Product of the extents after an axis."""
    result = 1
    for i in range(axis + 1, len(shape)):
        result *= shape[i]
    return result


def sum_axis(a, axis, dtype):
    """Sums along an axis."""
    accumulator = nj.dtype_or(dtype, nj.accumulator(a))
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    out = nj.zeros(nj.drop_axis(a.shape, k), accumulator)
    inner = nj.extent_after(a.shape, k)
    count = a.shape[k]
    for outer in range(nj.extent_before(a.shape, k)):
        if inner == 1:
            total = nj.cast(0, accumulator)
            for j in range(count):
                total = nj.cast(total + nj.cast(nj.flat_get(c, outer * count + j), accumulator), accumulator)
            nj.flat_set(out, outer, total)
        else:
            for j in range(count):
                source = (outer * count + j) * inner
                for i in range(inner):
                    at = outer * inner + i
                    nj.flat_set(out, at, nj.flat_get(out, at) + nj.cast(nj.flat_get(c, source + i), accumulator))
    return nj.unwrap(out)


def prod_axis(a, axis, dtype):
    """Products along an axis."""
    accumulator = nj.dtype_or(dtype, nj.accumulator(a))
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    out = nj.empty(nj.drop_axis(a.shape, k), accumulator)
    nj.assign(out, 1)
    inner = nj.extent_after(a.shape, k)
    count = a.shape[k]
    for outer in range(nj.extent_before(a.shape, k)):
        if inner == 1:
            total = nj.cast(1, accumulator)
            for j in range(count):
                total = nj.cast(total * nj.cast(nj.flat_get(c, outer * count + j), accumulator), accumulator)
            nj.flat_set(out, outer, total)
        else:
            for j in range(count):
                source = (outer * count + j) * inner
                for i in range(inner):
                    at = outer * inner + i
                    nj.flat_set(out, at, nj.flat_get(out, at) * nj.cast(nj.flat_get(c, source + i), accumulator))
    return nj.unwrap(out)


def min_axis(a, axis):
    """Smallest elements along an axis; without one, of complex numbers in all."""
    if axis is None:
        nj.require(nj.is_array(a), "`a` must be an array of numbers")
        line = nj.as_line(a)
        if line.size == 0:
            raise ValueError("zero-size array to reduction operation minimum which has no identity")
        extreme = nj.flat_get(line, 0)
        for i in range(1, line.size):
            extreme = np.minimum(extreme, nj.flat_get(line, i))
        return extreme
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    count = a.shape[k]
    if count == 0:
        raise ValueError("zero-size array to reduction operation minimum which has no identity")
    out = nj.empty(nj.drop_axis(a.shape, k), a.dtype)
    inner = nj.extent_after(a.shape, k)
    for outer in range(nj.extent_before(a.shape, k)):
        for i in range(inner):
            best = nj.flat_get(c, outer * count * inner + i)
            for j in range(1, count):
                best = np.minimum(best, nj.flat_get(c, (outer * count + j) * inner + i))
            nj.flat_set(out, outer * inner + i, best)
    return nj.unwrap(out)


def max_axis(a, axis):
    """Largest elements along an axis; without one, of complex numbers in all."""
    if axis is None:
        nj.require(nj.is_array(a), "`a` must be an array of numbers")
        line = nj.as_line(a)
        if line.size == 0:
            raise ValueError("zero-size array to reduction operation maximum which has no identity")
        extreme = nj.flat_get(line, 0)
        for i in range(1, line.size):
            extreme = np.maximum(extreme, nj.flat_get(line, i))
        return extreme
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    count = a.shape[k]
    if count == 0:
        raise ValueError("zero-size array to reduction operation maximum which has no identity")
    out = nj.empty(nj.drop_axis(a.shape, k), a.dtype)
    inner = nj.extent_after(a.shape, k)
    for outer in range(nj.extent_before(a.shape, k)):
        for i in range(inner):
            best = nj.flat_get(c, outer * count * inner + i)
            for j in range(1, count):
                best = np.maximum(best, nj.flat_get(c, (outer * count + j) * inner + i))
            nj.flat_set(out, outer * inner + i, best)
    return nj.unwrap(out)


def any_axis(a, axis):
    """Whether elements along an axis are true."""
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    count = a.shape[k]
    out = nj.zeros(nj.drop_axis(a.shape, k), np.bool_)
    inner = nj.extent_after(a.shape, k)
    for outer in range(nj.extent_before(a.shape, k)):
        for j in range(count):
            for i in range(inner):
                if nj.flat_get(c, (outer * count + j) * inner + i):
                    nj.flat_set(out, outer * inner + i, True)
    return nj.unwrap(out)


def all_axis(a, axis):
    """Whether all elements along an axis are true."""
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    count = a.shape[k]
    out = nj.empty(nj.drop_axis(a.shape, k), np.bool_)
    nj.assign(out, True)
    inner = nj.extent_after(a.shape, k)
    for outer in range(nj.extent_before(a.shape, k)):
        for j in range(count):
            for i in range(inner):
                if not nj.flat_get(c, (outer * count + j) * inner + i):
                    nj.flat_set(out, outer * inner + i, False)
    return nj.unwrap(out)


def argmin_axis(a, axis):
    """Positions of the smallest elements along an axis; the first nan wins."""
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    count = a.shape[k]
    if count == 0:
        raise ValueError("attempt to get argmin of an empty sequence")
    out = nj.zeros(nj.drop_axis(a.shape, k), np.int64)
    inner = nj.extent_after(a.shape, k)
    for outer in range(nj.extent_before(a.shape, k)):
        for i in range(inner):
            best = nj.flat_get(c, outer * count * inner + i)
            for j in range(1, count):
                value = nj.flat_get(c, (outer * count + j) * inner + i)
                if value < best or (value != value and best == best):
                    best = value
                    nj.flat_set(out, outer * inner + i, j)
    return nj.unwrap(out)


def argmax_axis(a, axis):
    """Positions of the largest elements along an axis; the first nan wins."""
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    count = a.shape[k]
    if count == 0:
        raise ValueError("attempt to get argmax of an empty sequence")
    out = nj.zeros(nj.drop_axis(a.shape, k), np.int64)
    inner = nj.extent_after(a.shape, k)
    for outer in range(nj.extent_before(a.shape, k)):
        for i in range(inner):
            best = nj.flat_get(c, outer * count * inner + i)
            for j in range(1, count):
                value = nj.flat_get(c, (outer * count + j) * inner + i)
                if value > best or (value != value and best == best):
                    best = value
                    nj.flat_set(out, outer * inner + i, j)
    return nj.unwrap(out)


def expand_axis(a, axis):
    """A copy-free array with one axis more at a position known at run time."""
    k = nj.axis_index(axis, a.ndim + 1)
    return nj.reshape(nj.contiguous(a), nj.insert_axis(a.shape, k, 1))
