# Reductions along an axis, and helpers for axes.

def axis_index(axis, ndim):
    """A possibly negative axis as a position, checked."""
    if axis < -ndim or axis >= ndim:
        raise np.exceptions.AxisError(f"axis {axis} is out of bounds for array of dimension {ndim}")
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


def lines_along(a, k):
    """The lines along an axis as the rows of a new matrix."""
    count = a.shape[k]
    inner = nj.extent_after(a.shape, k)
    before = nj.extent_before(a.shape, k)
    c = nj.contiguous(a)
    rows = nj.empty((before * inner, count), a.dtype)
    for outer in range(before):
        for j in range(count):
            source = (outer * count + j) * inner
            for i in range(inner):
                nj.flat_set(rows, (outer * inner + i) * count + j, nj.flat_get(c, source + i))
    return rows


def lines_back(rows, shape, k):
    """An array of a shape whose lines along an axis are the rows of a matrix."""
    inner = nj.extent_after(shape, k)
    count = rows.shape[1]
    out = nj.empty(nj.replace_axis(shape, k, count), rows.dtype)
    for outer in range(nj.extent_before(shape, k)):
        for j in range(count):
            target = (outer * count + j) * inner
            for i in range(inner):
                nj.flat_set(out, target + i, nj.flat_get(rows, (outer * inner + i) * count + j))
    return out


def merged_last(a, axes: literal):
    """The array with several constant axes merged into one last axis."""
    moved = nj.contiguous(nj.axes_last(a, axes))
    kept = nj.leading(moved.shape, a.ndim - len(axes))
    return nj.reshape(moved, kept + (nj.extents_product(moved.shape[len(kept):]),))


def leading(shape, count: literal):
    """The first extents of a shape."""
    return shape[:count]


def kept(out, shape, axis: literal, keepdims: literal):
    """The result of a reduction: with extent 1 on the reduced axes if they are to be kept, a number without axes."""
    if keepdims:
        if nj.is_tuple(axis) or axis is None:
            return nj.reshape(nj.as_array(out), nj.unit_axes(shape, axis))
        return nj.reshape(out, nj.replace_axis(shape, nj.axis_index(axis, len(shape)), 1))
    if nj.is_array(out):
        return nj.unwrap(out)
    return out


def before(a, b):
    """Whether an element is smaller; complex numbers go by real part, then by imaginary part."""
    if nj.is_complex(a):
        return a.real < b.real or (a.real == b.real and a.imag < b.imag)
    return a < b


def after(a, b):
    """Whether an element is larger; complex numbers go by real part, then by imaginary part."""
    return nj.before(b, a)


def sum_axis(a, axis: literal, dtype: literal, out, keepdims: literal, initial, where: literal):
    """Sums along one axis or several."""
    accumulator = nj.dtype_or(dtype, nj.accumulator(a))
    if nj.is_array(where):
        chosen = np.where(where, a, nj.cast(0, nj.dtype(a)))
        return nj.sum_axis(chosen, axis, accumulator, None, keepdims, initial, True)
    nj.require(where, "`where` must be True or an array of bools")
    if initial is not None:
        return nj.of_dtype(np.add(nj.sum_axis(a, axis, accumulator, None, keepdims, None, True), initial), accumulator)
    if axis is None:
        return nj.kept(np.sum(a, None, dtype), a.shape, axis, keepdims)
    if nj.is_tuple(axis):
        return nj.kept(nj.sum_axis(nj.merged_last(a, axis), -1, dtype, None, False, None, True), a.shape, axis, keepdims)
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    result = nj.empty(nj.drop_axis(a.shape, k), accumulator)
    nj.assign(result, 0)
    inner = nj.extent_after(a.shape, k)
    count = a.shape[k]
    for outer in range(nj.extent_before(a.shape, k)):
        if inner == 1:
            total = nj.cast(0, accumulator)
            for j in range(count):
                total = nj.cast(total + nj.cast(nj.flat_get(c, outer * count + j), accumulator), accumulator)
            nj.flat_set(result, outer, total)
        else:
            for j in range(count):
                source = (outer * count + j) * inner
                for i in range(inner):
                    at = outer * inner + i
                    nj.flat_set(result, at, nj.flat_get(result, at) + nj.cast(nj.flat_get(c, source + i), accumulator))
    return nj.kept(result, a.shape, axis, keepdims)


def prod_axis(a, axis: literal, dtype: literal, out, keepdims: literal, initial, where: literal):
    """Products along one axis or several."""
    accumulator = nj.dtype_or(dtype, nj.accumulator(a))
    if nj.is_array(where):
        chosen = np.where(where, a, nj.cast(1, nj.dtype(a)))
        return nj.prod_axis(chosen, axis, accumulator, None, keepdims, initial, True)
    nj.require(where, "`where` must be True or an array of bools")
    if initial is not None:
        return nj.of_dtype(np.multiply(nj.prod_axis(a, axis, accumulator, None, keepdims, None, True), initial), accumulator)
    if axis is None:
        return nj.kept(np.prod(a, None, dtype), a.shape, axis, keepdims)
    if nj.is_tuple(axis):
        return nj.kept(nj.prod_axis(nj.merged_last(a, axis), -1, dtype, None, False, None, True), a.shape, axis, keepdims)
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    result = nj.empty(nj.drop_axis(a.shape, k), accumulator)
    nj.assign(result, 1)
    inner = nj.extent_after(a.shape, k)
    count = a.shape[k]
    for outer in range(nj.extent_before(a.shape, k)):
        if inner == 1:
            total = nj.cast(1, accumulator)
            for j in range(count):
                total = nj.cast(total * nj.cast(nj.flat_get(c, outer * count + j), accumulator), accumulator)
            nj.flat_set(result, outer, total)
        else:
            for j in range(count):
                source = (outer * count + j) * inner
                for i in range(inner):
                    at = outer * inner + i
                    nj.flat_set(result, at, nj.flat_get(result, at) * nj.cast(nj.flat_get(c, source + i), accumulator))
    return nj.kept(result, a.shape, axis, keepdims)


def min_axis(a, axis: literal, out, keepdims: literal, initial, where: literal):
    """Smallest elements along one axis or several; without one, of complex numbers in all."""
    if nj.is_array(where):
        nj.require(initial is not None, "`where` needs `initial`, because there is no largest or smallest of nothing")
        chosen = np.where(where, a, nj.cast(initial, nj.dtype(a)))
        return nj.min_axis(chosen, axis, None, keepdims, initial, True)
    nj.require(where, "`where` must be True or an array of bools")
    if initial is not None:
        return nj.min_from(nj.as_array(a), axis, keepdims, nj.cast(initial, nj.dtype(a)))
    if axis is None:
        return nj.kept(nj.min_of_line(nj.as_line(a)), np.shape(a), axis, keepdims)
    if nj.is_tuple(axis):
        return nj.kept(nj.min_axis(nj.merged_last(a, axis), -1, None, False, None, True), a.shape, axis, keepdims)
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    count = a.shape[k]
    if count == 0:
        raise ValueError("zero-size array to reduction operation minimum which has no identity")
    result = nj.empty(nj.drop_axis(a.shape, k), a.dtype)
    inner = nj.extent_after(a.shape, k)
    for outer in range(nj.extent_before(a.shape, k)):
        for i in range(inner):
            nj.flat_set(result, outer * inner + i, nj.flat_get(c, outer * count * inner + i))
        for j in range(1, count):
            source = (outer * count + j) * inner
            for i in range(inner):
                at = outer * inner + i
                nj.flat_set(result, at, np.minimum(nj.flat_get(result, at), nj.flat_get(c, source + i)))
    return nj.kept(result, a.shape, axis, keepdims)


def min_of_line(line):
    """Smallest element of a line."""
    if line.size == 0:
        raise ValueError("zero-size array to reduction operation minimum which has no identity")
    extreme = nj.flat_get(line, 0)
    for i in range(1, line.size):
        extreme = np.minimum(extreme, nj.flat_get(line, i))
    return extreme


def max_axis(a, axis: literal, out, keepdims: literal, initial, where: literal):
    """Largest elements along one axis or several; without one, of complex numbers in all."""
    if nj.is_array(where):
        nj.require(initial is not None, "`where` needs `initial`, because there is no largest or smallest of nothing")
        chosen = np.where(where, a, nj.cast(initial, nj.dtype(a)))
        return nj.max_axis(chosen, axis, None, keepdims, initial, True)
    nj.require(where, "`where` must be True or an array of bools")
    if initial is not None:
        return nj.max_from(nj.as_array(a), axis, keepdims, nj.cast(initial, nj.dtype(a)))
    if axis is None:
        return nj.kept(nj.max_of_line(nj.as_line(a)), np.shape(a), axis, keepdims)
    if nj.is_tuple(axis):
        return nj.kept(nj.max_axis(nj.merged_last(a, axis), -1, None, False, None, True), a.shape, axis, keepdims)
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    count = a.shape[k]
    if count == 0:
        raise ValueError("zero-size array to reduction operation maximum which has no identity")
    result = nj.empty(nj.drop_axis(a.shape, k), a.dtype)
    inner = nj.extent_after(a.shape, k)
    for outer in range(nj.extent_before(a.shape, k)):
        for i in range(inner):
            nj.flat_set(result, outer * inner + i, nj.flat_get(c, outer * count * inner + i))
        for j in range(1, count):
            source = (outer * count + j) * inner
            for i in range(inner):
                at = outer * inner + i
                nj.flat_set(result, at, np.maximum(nj.flat_get(result, at), nj.flat_get(c, source + i)))
    return nj.kept(result, a.shape, axis, keepdims)


def max_of_line(line):
    """Largest element of a line."""
    if line.size == 0:
        raise ValueError("zero-size array to reduction operation maximum which has no identity")
    extreme = nj.flat_get(line, 0)
    for i in range(1, line.size):
        extreme = np.maximum(extreme, nj.flat_get(line, i))
    return extreme


def any_axis(a, axis: literal, out, keepdims: literal, where: literal):
    """Whether elements are true along one axis or several."""
    if nj.is_array(where):
        return nj.any_axis(np.where(where, a != 0, False), axis, None, keepdims, True)
    nj.require(where, "`where` must be True or an array of bools")
    if axis is None:
        return nj.kept(np.any(a), a.shape, axis, keepdims)
    if nj.is_tuple(axis):
        return nj.kept(nj.any_axis(nj.merged_last(a, axis), -1, None, False, True), a.shape, axis, keepdims)
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    count = a.shape[k]
    result = nj.empty(nj.drop_axis(a.shape, k), np.bool_)
    nj.assign(result, False)
    inner = nj.extent_after(a.shape, k)
    for outer in range(nj.extent_before(a.shape, k)):
        for j in range(count):
            for i in range(inner):
                if nj.flat_get(c, (outer * count + j) * inner + i):
                    nj.flat_set(result, outer * inner + i, True)
    return nj.kept(result, a.shape, axis, keepdims)


def all_axis(a, axis: literal, out, keepdims: literal, where: literal):
    """Whether all elements are true along one axis or several."""
    if nj.is_array(where):
        return nj.all_axis(np.where(where, a != 0, True), axis, None, keepdims, True)
    nj.require(where, "`where` must be True or an array of bools")
    if axis is None:
        return nj.kept(np.all(a), a.shape, axis, keepdims)
    if nj.is_tuple(axis):
        return nj.kept(nj.all_axis(nj.merged_last(a, axis), -1, None, False, True), a.shape, axis, keepdims)
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    count = a.shape[k]
    result = nj.empty(nj.drop_axis(a.shape, k), np.bool_)
    nj.assign(result, True)
    inner = nj.extent_after(a.shape, k)
    for outer in range(nj.extent_before(a.shape, k)):
        for j in range(count):
            for i in range(inner):
                if not nj.flat_get(c, (outer * count + j) * inner + i):
                    nj.flat_set(result, outer * inner + i, False)
    return nj.kept(result, a.shape, axis, keepdims)


def argmin_axis(a, axis: literal, out, keepdims: literal):
    """Positions of the smallest elements along an axis; the first nan wins."""
    nj.require(not nj.is_tuple(axis), "`axis` must be None or an integer")
    if axis is None:
        return nj.kept(nj.argmin_of_line(nj.as_line(a)), np.shape(a), axis, keepdims)
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    count = a.shape[k]
    if count == 0:
        raise ValueError("attempt to get argmin of an empty sequence")
    result = nj.zeros(nj.drop_axis(a.shape, k), np.int64)
    inner = nj.extent_after(a.shape, k)
    for outer in range(nj.extent_before(a.shape, k)):
        for i in range(inner):
            best = nj.flat_get(c, outer * count * inner + i)
            for j in range(1, count):
                value = nj.flat_get(c, (outer * count + j) * inner + i)
                if nj.before(value, best) or (value != value and best == best):
                    best = value
                    nj.flat_set(result, outer * inner + i, j)
    return nj.kept(result, a.shape, axis, keepdims)


def argmin_of_line(line):
    """Position of the smallest element of a line; the first nan wins."""
    if line.size == 0:
        raise ValueError("attempt to get argmin of an empty sequence")
    best = nj.flat_get(line, 0)
    position = 0
    for i in range(1, line.size):
        value = nj.flat_get(line, i)
        if nj.before(value, best) or (value != value and best == best):
            best = value
            position = i
    return position


def argmax_axis(a, axis: literal, out, keepdims: literal):
    """Positions of the largest elements along an axis; the first nan wins."""
    nj.require(not nj.is_tuple(axis), "`axis` must be None or an integer")
    if axis is None:
        return nj.kept(nj.argmax_of_line(nj.as_line(a)), np.shape(a), axis, keepdims)
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    count = a.shape[k]
    if count == 0:
        raise ValueError("attempt to get argmax of an empty sequence")
    result = nj.zeros(nj.drop_axis(a.shape, k), np.int64)
    inner = nj.extent_after(a.shape, k)
    for outer in range(nj.extent_before(a.shape, k)):
        for i in range(inner):
            best = nj.flat_get(c, outer * count * inner + i)
            for j in range(1, count):
                value = nj.flat_get(c, (outer * count + j) * inner + i)
                if nj.after(value, best) or (value != value and best == best):
                    best = value
                    nj.flat_set(result, outer * inner + i, j)
    return nj.kept(result, a.shape, axis, keepdims)


def argmax_of_line(line):
    """Position of the largest element of a line; the first nan wins."""
    if line.size == 0:
        raise ValueError("attempt to get argmax of an empty sequence")
    best = nj.flat_get(line, 0)
    position = 0
    for i in range(1, line.size):
        value = nj.flat_get(line, i)
        if nj.after(value, best) or (value != value and best == best):
            best = value
            position = i
    return position


def expand_axis(a, axis: literal):
    """An array with one axis more at a position known at run time, or several at constant ones in rising order."""
    if nj.is_tuple(axis):
        return nj.expand_axes(a, axis, a.ndim + len(axis))
    k = nj.axis_index(axis, a.ndim + 1)
    return nj.reshape(nj.contiguous(a), nj.insert_axis(a.shape, k, 1))


def min_from(a, axis: literal, keepdims: literal, initial):
    """Smallest elements along an axis and of a number, which stands alone where there are no elements."""
    if a.size == 0:
        if axis is None:
            return nj.kept(initial, a.shape, axis, keepdims)
        return nj.kept(np.full(nj.drop_axis(a.shape, nj.axis_index(axis, a.ndim)), initial), a.shape, axis, keepdims)
    return np.minimum(np.min(a, axis, None, keepdims), initial)


def max_from(a, axis: literal, keepdims: literal, initial):
    """Largest elements along an axis and of a number, which stands alone where there are no elements."""
    if a.size == 0:
        if axis is None:
            return nj.kept(initial, a.shape, axis, keepdims)
        return nj.kept(np.full(nj.drop_axis(a.shape, nj.axis_index(axis, a.ndim)), initial), a.shape, axis, keepdims)
    return np.maximum(np.max(a, axis, None, keepdims), initial)
