# Functions of numpy that rearrange and join arrays.

def reshape(a, shape):
    """View of a contiguous array under another shape."""
    return nj.reshape(a, shape)


@also("ndarray.ravel")
def ravel(a):
    """The elements in one line, without a copy if the array is in C order."""
    return nj.reshape(nj.contiguous(a), a.size)


def swapaxes(a, axis1: literal, axis2: literal):
    """View with two axes exchanged."""
    return nj.swap_axes(a, axis1, axis2)


def moveaxis(a, source: literal, destination: literal):
    """View with one axis moved to another position."""
    return nj.move_axis(a, source, destination)


def atleast_1d(a):
    """The array with at least one axis."""
    x = nj.as_array(a)
    if x.ndim == 0:
        return nj.reshape(x, 1)
    return x


def atleast_2d(a):
    """The array with at least two axes; new ones come first."""
    x = nj.as_array(a)
    if x.ndim == 0:
        return nj.reshape(x, (1, 1))
    if x.ndim == 1:
        return nj.reshape(nj.contiguous(x), (1, x.size))
    return x


def atleast_3d(a):
    """The array with at least three axes."""
    x = nj.as_array(a)
    if x.ndim == 0:
        return nj.reshape(x, (1, 1, 1))
    if x.ndim == 1:
        return nj.reshape(nj.contiguous(x), (1, x.size, 1))
    if x.ndim == 2:
        return nj.reshape(nj.contiguous(x), (x.shape[0], x.shape[1], 1))
    return x


def shape(a):
    """Extents of an array."""
    return nj.as_array(a).shape


def size(a):
    """Number of elements of an array."""
    return nj.as_array(a).size


def ndim(a):
    """Number of axes of an array."""
    return nj.as_array(a).ndim


def broadcast_to(array, shape):
    """Read-only view of an array or number broadcast to a shape."""
    return nj.broadcast_to(nj.as_array(array), shape)


def concatenate(arrays, axis=0):
    """Joins a tuple of arrays along an axis."""
    nj.require(nj.is_tuple(arrays), "`arrays` must be a tuple of arrays")
    first = arrays[0].shape
    k = nj.axis_index(axis, len(first))
    nj.check_joined(arrays[1:], first, k)
    total = nj.joined_extent(arrays, k)
    out = nj.empty(nj.replace_axis(first, k, total), nj.common(arrays))
    nj.copy_joined(out, arrays, k, total, 0, nj.extent_after(first, k))
    return out


def stack(arrays, axis=0):
    """Joins a tuple of arrays of one shape along a new axis."""
    nj.require(nj.is_tuple(arrays), "`arrays` must be a tuple of arrays")
    first = arrays[0].shape
    k = nj.axis_index(axis, len(first) + 1)
    nj.check_stacked(arrays[1:], first)
    count = len(arrays)
    shape = nj.insert_axis(first, k, count)
    out = nj.empty(shape, nj.common(arrays))
    nj.copy_stacked(out, arrays, count, 0, nj.extent_after(shape, k))
    return out


def hstack(tup):
    """Joins a tuple of arrays along the second axis, or lines end to end."""
    nj.require(nj.is_tuple(tup), "`tup` must be a tuple of arrays")
    if tup[0].ndim < 2:
        return np.concatenate(tup, 0)
    return np.concatenate(tup, 1)


@also("numpy.row_stack")
def vstack(tup):
    """Joins a tuple of arrays along the first axis, lines as rows."""
    nj.require(nj.is_tuple(tup), "`tup` must be a tuple of arrays")
    return np.concatenate(nj.as_rows(tup), 0)


def column_stack(tup):
    """Joins a tuple of arrays along the second axis, lines as columns."""
    nj.require(nj.is_tuple(tup), "`tup` must be a tuple of arrays")
    return np.concatenate(nj.as_columns(tup), 1)


def append(arr, values, axis=None):
    """Copy of an array with values at the end, flattened unless an axis is given."""
    if axis is None:
        return np.concatenate((nj.as_line(arr), nj.as_line(values)), 0)
    return np.concatenate((arr, values), axis)


def delete(arr, obj):
    """Flattened copy of an array without one element."""
    line = nj.as_line(arr)
    position = nj.checked_position(obj, line.size)
    out = nj.empty(line.size - 1, line.dtype)
    for i in range(position):
        nj.flat_set(out, i, nj.flat_get(line, i))
    for i in range(position, line.size - 1):
        nj.flat_set(out, i, nj.flat_get(line, i + 1))
    return out


def insert(arr, obj, values):
    """Flattened copy of an array with values inserted at a position."""
    line = nj.as_line(arr)
    new = nj.as_line(values)
    position = np.int64(obj)
    if position < -line.size or position > line.size:
        raise IndexError("index is out of bounds for the array")
    if position < 0:
        position += line.size
    out = nj.empty(line.size + new.size, line.dtype)
    for i in range(position):
        nj.flat_set(out, i, nj.flat_get(line, i))
    for i in range(new.size):
        nj.flat_set(out, position + i, nj.flat_get(new, i))
    for i in range(position, line.size):
        nj.flat_set(out, new.size + i, nj.flat_get(line, i))
    return out


def resize(a, new_shape):
    """New array of a shape, filled with repetitions of the elements."""
    line = nj.as_line(a)
    out = nj.zeros(new_shape, line.dtype)
    if line.size > 0:
        for i in range(out.size):
            nj.flat_set(out, i, nj.flat_get(line, i % line.size))
    return out


def tile(A, reps):
    """An array repeated along its first axis."""
    a = nj.as_array(A)
    if a.ndim == 0:
        return np.full(reps, nj.unwrap(a))
    c = nj.contiguous(a)
    count = a.shape[0]
    out = nj.empty(nj.replace_axis(a.shape, 0, count * reps), a.dtype)
    for i in range(out.size):
        nj.flat_set(out, i, nj.flat_get(c, i % c.size))
    return out


@also("ndarray.repeat")
def repeat(a, repeats):
    """Flattened copy with each element repeated."""
    line = nj.as_line(a)
    if nj.is_array(repeats):
        if len(repeats) != line.size:
            raise ValueError("operands could not be broadcast together")
        total = 0
        for i in range(line.size):
            total += np.int64(repeats[i])
        varied = nj.empty(total, line.dtype)
        at = 0
        for i in range(line.size):
            for j in range(np.int64(repeats[i])):
                nj.flat_set(varied, at, nj.flat_get(line, i))
                at += 1
        return varied
    if repeats < 0:
        raise ValueError("repeats may not contain negative values.")
    out = nj.empty(line.size * np.int64(repeats), line.dtype)
    at = 0
    for i in range(line.size):
        for j in range(repeats):
            nj.flat_set(out, at, nj.flat_get(line, i))
            at += 1
    return out


def roll(a, shift, axis=None):
    """Copy with the elements moved along, those that fall off coming back at the start."""
    c = nj.contiguous(a)
    out = nj.empty(a.shape, a.dtype)
    if axis is None:
        extent = a.size
        inner = 1
    else:
        k = nj.axis_index(axis, a.ndim)
        extent = a.shape[k]
        inner = nj.extent_after(a.shape, k)
    if a.size > 0:
        offset = shift % extent
        block = extent * inner
        for outer in range(a.size // block):
            for j in range(extent):
                target = j + offset
                if target >= extent:
                    target -= extent
                for i in range(inner):
                    nj.flat_set(out, outer * block + target * inner + i, nj.flat_get(c, outer * block + j * inner + i))
    return out


def rot90(m, k=1):
    """Copy of a matrix turned by a number of right angles."""
    nj.require(m.ndim == 2, "`m` must be a 2-d array")
    rows = m.shape[0]
    columns = m.shape[1]
    turns = k % 4
    if turns % 2 == 0:
        out = nj.empty((rows, columns), m.dtype)
    else:
        out = nj.empty((columns, rows), m.dtype)
    for i in range(rows):
        for j in range(columns):
            if turns == 0:
                out[i, j] = m[i, j]
            elif turns == 1:
                out[columns - 1 - j, i] = m[i, j]
            elif turns == 2:
                out[rows - 1 - i, columns - 1 - j] = m[i, j]
            else:
                out[j, rows - 1 - i] = m[i, j]
    return out


@also("ndarray.take")
def take(a, indices, axis=None):
    """Elements at positions, of the flattened array or along an axis."""
    if axis is None:
        line = nj.as_line(a)
        if nj.is_array(indices):
            picked = nj.empty(indices.shape, line.dtype)
            c = nj.contiguous(indices)
            for i in range(picked.size):
                nj.flat_set(picked, i, nj.flat_get(line, nj.checked_position(nj.flat_get(c, i), line.size)))
            return picked
        if nj.is_tuple(indices):
            return np.take(line, np.array(indices))
        return nj.flat_get(line, nj.checked_position(indices, line.size))
    k = nj.axis_index(axis, a.ndim)
    positions = nj.as_line(indices)
    extent = a.shape[k]
    count = positions.size
    c = nj.contiguous(a)
    inner = nj.extent_after(a.shape, k)
    out = nj.empty(nj.replace_axis(a.shape, k, count), a.dtype)
    for outer in range(nj.extent_before(a.shape, k)):
        for j in range(count):
            source = nj.checked_position(nj.flat_get(positions, j), extent)
            for i in range(inner):
                nj.flat_set(out, (outer * count + j) * inner + i, nj.flat_get(c, (outer * extent + source) * inner + i))
    return out


def fill_diagonal(a, val, wrap=False):
    """Stores a number on the diagonal of a matrix."""
    nj.require(a.ndim == 2, "`a` must be a 2-d array")
    rows = a.shape[0]
    columns = a.shape[1]
    if wrap:
        position = 0
        while position < rows * columns:
            a[position // columns, position % columns] = val
            position += columns + 1
    else:
        for i in range(min(rows, columns)):
            a[i, i] = val


def extract(condition, arr):
    """Elements of a flattened array where a condition holds."""
    mask = nj.as_line(condition)
    line = nj.as_line(arr)
    count = 0
    for i in range(mask.size):
        if nj.flat_get(mask, i):
            if i >= line.size:
                raise IndexError("index is out of bounds for the array")
            count += 1
    out = nj.empty(count, line.dtype)
    at = 0
    for i in range(mask.size):
        if nj.flat_get(mask, i):
            nj.flat_set(out, at, nj.flat_get(line, i))
            at += 1
    return out


def trim_zeros(filt, trim: literal="fb"):
    """A line without the zeros at its front, its back or both."""
    nj.require(filt.ndim == 1, "`filt` must be a 1-d array")
    first = 0
    last = len(filt)
    if trim == "fb" or trim == "bf" or trim == "f":
        while first < last and filt[first] == 0:
            first += 1
    if trim == "fb" or trim == "bf" or trim == "b":
        while last > first and filt[last - 1] == 0:
            last -= 1
    return filt[first:last]
