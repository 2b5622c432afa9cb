# Helpers of the functions that join arrays.

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
