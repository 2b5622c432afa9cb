# Helpers that only other library functions call.

def log_base(x, base):
    """Logarithm of x to a base."""
    return math.log(x) / math.log(base)


def min_iterable(x):
    """Smallest element of a 1-d array in Python's order."""
    nj.require(nj.is_array(x), "min takes several numbers, a tuple or a 1-d array")
    nj.require(x.ndim == 1, "min of an array needs a 1-d array; use np.min")
    if len(x) == 0:
        raise ValueError("min() arg is an empty sequence")
    best = x[0]
    for i in range(1, len(x)):
        value = x[i]
        if value < best:
            best = value
    return best


def max_iterable(x):
    """Largest element of a 1-d array in Python's order."""
    nj.require(nj.is_array(x), "max takes several numbers, a tuple or a 1-d array")
    nj.require(x.ndim == 1, "max of an array needs a 1-d array; use np.max")
    if len(x) == 0:
        raise ValueError("max() arg is an empty sequence")
    best = x[0]
    for i in range(1, len(x)):
        value = x[i]
        if value > best:
            best = value
    return best


def sum_iterable(iterable, start):
    """Sum of an iterable's elements."""
    total = start
    for x in iterable:
        total = total + x
    return total


def axis_index(axis, ndim):
    """A possibly negative axis as a position, checked."""
    if axis < -ndim or axis >= ndim:
        raise ValueError("axis is out of bounds for the array")
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


def arange_unit(start, stop, dtype):
    """Consecutive numbers from start to stop."""
    if nj.is_whole(start) and nj.is_whole(stop):
        count = max(np.int64(stop) - np.int64(start), 0)
    else:
        count = max(int(math.ceil(stop - start)), 0)
    out = nj.empty(count, dtype)
    for i in range(count):
        nj.flat_set(out, i, start + i)
    return out


def arange_step(start, stop, step, dtype):
    """Numbers from start to stop in steps."""
    if nj.is_whole(start) and nj.is_whole(stop) and nj.is_whole(step):
        if step == 0:
            raise ZeroDivisionError("division by zero")
        count = max(-((np.int64(start) - np.int64(stop)) // np.int64(step)), 0)
    else:
        count = max(int(math.ceil(np.divide(stop - start, step))), 0)
    out = nj.empty(count, dtype)
    for i in range(count):
        nj.flat_set(out, i, start + i * step)
    return out


def less(a, b):
    """Order for sorting: nan comes after every number."""
    if nj.is_complex(a):
        return a.real < b.real or (a.real == b.real and a.imag < b.imag) or (a == a and b != b)
    if nj.is_float(a):
        return a < b or (b != b and a == a)
    return a < b


def sort_line(a, start, count, scratch):
    """Sorts count consecutive elements of a C array from a flat position."""
    width = 16
    for low in range(0, count, width):
        high = min(low + width, count)
        for i in range(low + 1, high):
            value = nj.flat_get(a, start + i)
            j = i
            while j > low and nj.less(value, nj.flat_get(a, start + j - 1)):
                nj.flat_set(a, start + j, nj.flat_get(a, start + j - 1))
                j -= 1
            nj.flat_set(a, start + j, value)
    while width < count:
        for low in range(0, count - width, 2 * width):
            middle = low + width
            if not nj.less(nj.flat_get(a, start + middle), nj.flat_get(a, start + middle - 1)):
                continue
            high = min(middle + width, count)
            for i in range(width):
                nj.flat_set(scratch, i, nj.flat_get(a, start + low + i))
            i = 0
            j = middle
            k = low
            while i < width and j < high:
                if nj.less(nj.flat_get(a, start + j), nj.flat_get(scratch, i)):
                    nj.flat_set(a, start + k, nj.flat_get(a, start + j))
                    j += 1
                else:
                    nj.flat_set(a, start + k, nj.flat_get(scratch, i))
                    i += 1
                k += 1
            while i < width:
                nj.flat_set(a, start + k, nj.flat_get(scratch, i))
                i += 1
                k += 1
        width *= 2


def argsort_line(keys, order, scratch):
    """Sorts positions in order by the 1-d keys they point to, equal keys in place."""
    count = len(order)
    width = 16
    for low in range(0, count, width):
        high = min(low + width, count)
        for i in range(low + 1, high):
            position = nj.flat_get(order, i)
            value = nj.flat_get(keys, position)
            j = i
            while j > low and nj.less(value, nj.flat_get(keys, nj.flat_get(order, j - 1))):
                nj.flat_set(order, j, nj.flat_get(order, j - 1))
                j -= 1
            nj.flat_set(order, j, position)
    while width < count:
        for low in range(0, count - width, 2 * width):
            middle = low + width
            high = min(middle + width, count)
            for i in range(width):
                nj.flat_set(scratch, i, nj.flat_get(order, low + i))
            i = 0
            j = middle
            k = low
            while i < width and j < high:
                left = nj.flat_get(scratch, i)
                right = nj.flat_get(order, j)
                if nj.less(nj.flat_get(keys, right), nj.flat_get(keys, left)):
                    nj.flat_set(order, k, right)
                    j += 1
                else:
                    nj.flat_set(order, k, left)
                    i += 1
                k += 1
            while i < width:
                nj.flat_set(order, k, nj.flat_get(scratch, i))
                i += 1
                k += 1
        width *= 2


def as_line(a):
    """A number or array as a 1-d C array."""
    if nj.is_array(a):
        return nj.reshape(nj.contiguous(a), a.size)
    return nj.array((a,), None)


def as_array(a):
    """An array itself; a number or nested tuple as an array."""
    if nj.is_array(a):
        return a
    return nj.array(a, None)


def ordered_position(a, value, right):
    """Number of leading elements of a sorted line that come before a value."""
    low = 0
    high = len(a)
    while low < high:
        middle = (low + high) // 2
        element = nj.flat_get(a, middle)
        if right:
            before = not nj.less(value, element)
        else:
            before = nj.less(element, value)
        if before:
            low = middle + 1
        else:
            high = middle
    return low


def copy_block(out, total, at, count, inner, part):
    """Copies a contiguous part into rows of out: count of total extents, starting at one of them."""
    block = count * inner
    if block > 0:
        for outer in range(part.size // block):
            target = (outer * total + at) * inner
            source = outer * block
            for i in range(block):
                nj.flat_set(out, target + i, nj.flat_get(part, source + i))


def joined_extent(arrays, axis):
    """Sum of the arrays' extents on an axis."""
    if len(arrays) == 0:
        return 0
    return arrays[0].shape[axis] + nj.joined_extent(arrays[1:], axis)


def check_joined(arrays, first, axis):
    """Raises unless the arrays agree with the first one on every other axis."""
    if len(arrays) > 0:
        nj.require(arrays[0].ndim == len(first), "all the arrays must have the same number of dimensions")
        for i in range(len(first)):
            if i != axis and arrays[0].shape[i] != first[i]:
                raise ValueError("all the input array dimensions except for the concatenation axis must match exactly")
        nj.check_joined(arrays[1:], first, axis)


def copy_joined(out, arrays, axis, total, at, inner):
    """Copies arrays one after the other along an axis of out."""
    if len(arrays) > 0:
        part = nj.contiguous(arrays[0])
        count = part.shape[axis]
        nj.copy_block(out, total, at, count, inner, part)
        nj.copy_joined(out, arrays[1:], axis, total, at + count, inner)


def copy_stacked(out, arrays, total, at, inner):
    """Copies arrays of one shape into consecutive positions of a new axis of out."""
    if len(arrays) > 0:
        nj.copy_block(out, total, at, 1, inner, nj.contiguous(arrays[0]))
        nj.copy_stacked(out, arrays[1:], total, at + 1, inner)


def check_stacked(arrays, first):
    """Raises unless all arrays have the first one's shape."""
    if len(arrays) > 0:
        nj.require(arrays[0].ndim == len(first), "all the arrays must have the same number of dimensions")
        if arrays[0].shape != first:
            raise ValueError("all input arrays must have the same shape")
        nj.check_stacked(arrays[1:], first)


def as_rows(arrays):
    """Each array as a 2-d one, 1-d arrays as rows."""
    if len(arrays) == 0:
        return ()
    return (np.atleast_2d(arrays[0]),) + nj.as_rows(arrays[1:])


def as_columns(arrays):
    """Each array as a 2-d one, 1-d arrays as columns."""
    if len(arrays) == 0:
        return ()
    a = arrays[0]
    if a.ndim < 2:
        return (nj.reshape(nj.contiguous(a), (a.size, 1)),) + nj.as_columns(arrays[1:])
    return (a,) + nj.as_columns(arrays[1:])


def sum_axis(a, axis, dtype):
    """Sums along an axis."""
    accumulator = nj.dtype_or(dtype, nj.accumulator(a))
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    out = nj.zeros(nj.drop_axis(a.shape, k), accumulator)
    inner = nj.extent_after(a.shape, k)
    count = a.shape[k]
    for outer in range(nj.extent_before(a.shape, k)):
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
        for j in range(count):
            source = (outer * count + j) * inner
            for i in range(inner):
                at = outer * inner + i
                nj.flat_set(out, at, nj.flat_get(out, at) * nj.cast(nj.flat_get(c, source + i), accumulator))
    return nj.unwrap(out)


def min_axis(a, axis):
    """Smallest elements along an axis."""
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
    """Largest elements along an axis."""
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


def where_nonzero(condition, x, y):
    """Positions of the true elements."""
    nj.require(x is None and y is None, "either both or neither of x and y should be given")
    return np.nonzero(condition)


def expand_axis(a, axis):
    """A copy-free array with one axis more at a position known at run time."""
    k = nj.axis_index(axis, a.ndim + 1)
    return nj.reshape(nj.contiguous(a), nj.insert_axis(a.shape, k, 1))


def quantile_of_line(ordered, fraction):
    """Linear interpolation between the elements of a sorted line."""
    count = len(ordered)
    last = nj.cast(nj.flat_get(ordered, count - 1), np.float64)
    if last != last:
        return last
    rank = fraction * (count - 1)
    below = int(math.floor(rank))
    above = min(below + 1, count - 1)
    weight = rank - below
    low = nj.cast(nj.flat_get(ordered, below), np.float64)
    high = nj.cast(nj.flat_get(ordered, above), np.float64)
    if weight >= 0.5:
        return high - (high - low) * (1.0 - weight)
    return low + (high - low) * weight
