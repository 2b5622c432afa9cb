# Functions of numpy that rearrange and join arrays.

def reshape(a, shape, order: literal="C"):
    """View of a contiguous array under another shape."""
    if order == "C":
        return nj.reshape(a, shape)
    nj.require(order == "F", "`order` must be 'C' or 'F'")
    return nj.reshape_by_columns(a, shape)


@also("ndarray.ravel")
def ravel(a, order: literal="C"):
    """The elements in one line, without a copy if the array is in C order."""
    if order == "F":
        return nj.reshape(nj.contiguous(nj.reverse_axes(a)), a.size)
    nj.require(order == "C", "`order` must be 'C' or 'F'")
    return nj.reshape(nj.contiguous(a), a.size)


@also("ndarray.swapaxes")
def swapaxes(a, axis1: literal, axis2: literal):
    """View with two axes exchanged."""
    return nj.swap_axes(a, axis1, axis2)


def moveaxis(a, source: literal, destination: literal):
    """View with one axis or several moved to other positions."""
    if nj.is_tuple(source):
        return nj.move_axes(a, source, destination)
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


@also("numpy.concat")
def concatenate(arrays, axis=0, out=None, dtype: literal=None):
    """Joins a tuple of arrays along an axis."""
    nj.require(nj.is_tuple(arrays), "`arrays` must be a tuple of arrays")
    first = arrays[0].shape
    k = nj.axis_index(axis, len(first))
    nj.check_joined(arrays[1:], first, k)
    total = nj.joined_extent(arrays, k)
    result = nj.empty(nj.replace_axis(first, k, total), nj.dtype_or(dtype, nj.common(arrays)))
    nj.copy_joined(result, arrays, k, total, 0, nj.extent_after(first, k))
    return result


def stack(arrays, axis=0, out=None, dtype: literal=None):
    """Joins a tuple of arrays of one shape along a new axis."""
    nj.require(nj.is_tuple(arrays), "`arrays` must be a tuple of arrays")
    first = arrays[0].shape
    k = nj.axis_index(axis, len(first) + 1)
    nj.check_stacked(arrays[1:], first)
    count = len(arrays)
    shape = nj.insert_axis(first, k, count)
    result = nj.empty(shape, nj.dtype_or(dtype, nj.common(arrays)))
    nj.copy_stacked(result, arrays, count, 0, nj.extent_after(shape, k))
    return result


def hstack(tup):
    """Joins a tuple of arrays along the second axis, or lines end to end."""
    nj.require(nj.is_tuple(tup), "`tup` must be a tuple of arrays")
    if tup[0].ndim < 2:
        return np.concatenate(tup, 0)
    return np.concatenate(tup, 1)


def dstack(tup):
    """Joins a tuple of arrays along the third axis."""
    nj.require(nj.is_tuple(tup), "`tup` must be a tuple of arrays")
    return np.concatenate(nj.as_layers(tup), 2)


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


def delete(arr, obj, axis: literal=None):
    """Copy of an array without one element, several, or a slice; flattened or along an axis."""
    if axis is None:
        line = nj.as_line(arr)
        keep = nj.kept_places(obj, line.size)
        return line[keep]
    k = nj.axis_index(axis, arr.ndim)
    rows = nj.lines_along(arr, k)
    left = np.flatnonzero(nj.kept_places(obj, arr.shape[k]))
    return np.take(arr, left, axis)


def insert(arr, obj, values, axis: literal=None):
    """Copy of an array with values inserted at a position or at several; flattened or along an axis."""
    if axis is not None:
        k = nj.axis_index(axis, arr.ndim)
        nj.require(nj.is_number(obj), "with an axis `obj` must be an integer")
        return nj.inserted(arr, obj, values, k)
    line = nj.as_line(arr)
    new = nj.as_line(values)
    if not nj.is_number(obj):
        return nj.inserted_each(line, nj.as_line(obj), new)
    position = np.int64(obj)
    if position < -line.size or position > line.size:
        raise IndexError(f"index {position} is out of bounds for axis 0 with size {line.size}")
    if position < 0:
        position += line.size
    out = nj.empty(line.size + new.size, line.dtype)
    for i in range(position):
        nj.flat_set(out, i, nj.flat_get(line, i))
    for i in range(new.size):
        nj.flat_set(out, position + i, nj.cast(nj.flat_get(new, i), line.dtype))
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
    """An array repeated along its last axis, or along several."""
    a = nj.as_array(A)
    if nj.is_array(reps):
        nj.require(False, "`reps` must be an integer or a tuple of integers")
    times = nj.shape_of(reps)
    if len(times) < a.ndim:
        return np.tile(a, nj.ones_before(a.ndim - len(times)) + times)
    c = nj.reshape(nj.contiguous(a), nj.ones_before(len(times) - a.ndim) + a.shape)
    for i in range(len(times)):
        if times[i] < 0:
            raise ValueError("negative dimensions are not allowed")
    return nj.tiled(c, times, nj.empty(nj.products(c.shape, times), a.dtype))


@also("ndarray.repeat")
def repeat(a, repeats, axis: literal=None):
    """Copy with each element repeated, flattened or along an axis."""
    if axis is None:
        line = nj.as_line(a)
        return nj.repeated(nj.reshape(line, (1, line.size, 1)), nj.repetitions(repeats, line.size))
    k = nj.axis_index(axis, a.ndim)
    count = a.shape[k]
    parts = nj.reshape(nj.contiguous(a), (nj.extent_before(a.shape, k), count, nj.extent_after(a.shape, k)))
    times = nj.repetitions(repeats, count)
    return nj.reshape(nj.repeated(parts, times), nj.replace_axis(a.shape, k, np.sum(times)))


def roll(a, shift, axis: literal=None):
    """Copy with the elements moved along, those that fall off coming back at the start."""
    if nj.is_tuple(axis):
        return nj.rolled(a, shift, axis)
    nj.require(not nj.is_tuple(shift), "several shifts need as many axes")
    nj.require(nj.is_number(shift), "`shift` must be an integer")
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


def rot90(m, k=1, axes: literal=None):
    """The array turned by a number of right angles, in the plane of two axes."""
    nj.require(m.ndim > 1, "`m` must have at least two axes")
    if axes is None:
        return np.rot90(m, k, (0, 1))
    turns = k % 4
    if turns == 0:
        return nj.copy_c(m)
    if turns == 2:
        return nj.copy_c(np.flip(np.flip(m, axes[0]), axes[1]))
    if turns == 1:
        return nj.copy_c(nj.swap_axes(np.flip(m, axes[1]), axes[0], axes[1]))
    return nj.copy_c(np.flip(nj.swap_axes(m, axes[0], axes[1]), axes[1]))


@also("ndarray.take")
def take(a, indices, axis=None, out=None):
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
    result = nj.empty(nj.replace_axis(a.shape, k, count), a.dtype)
    for outer in range(nj.extent_before(a.shape, k)):
        for j in range(count):
            source = nj.checked_position(nj.flat_get(positions, j), extent)
            for i in range(inner):
                nj.flat_set(result, (outer * count + j) * inner + i, nj.flat_get(c, (outer * extent + source) * inner + i))
    return result


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


@also("ndarray.squeeze")
def squeeze(a, axis: literal=None):
    """View without the given axes of extent 1."""
    nj.require(axis is not None, "the rank of the result must be known: give `axis`")
    if nj.is_tuple(axis):
        return nj.without_axes(a, axis)
    k = nj.axis_index(axis, a.ndim)
    if a.shape[k] != 1:
        raise ValueError("cannot select an axis to squeeze out which has size not equal to one")
    return nj.reshape(nj.contiguous(a), nj.drop_axis(a.shape, k))


@also("ndarray.diagonal")
def diagonal(a, offset=0, axis1: literal=0, axis2: literal=1):
    """Copy of a diagonal of a matrix, or of the matrices in two axes."""
    if a.ndim == 2 and axis1 == 0 and axis2 == 1:
        return np.diag(a, offset)
    moved = nj.contiguous(nj.axes_last(a, (axis1, axis2)))
    rows = moved.shape[a.ndim - 2]
    columns = moved.shape[a.ndim - 1]
    row = max(0, -offset)
    column = max(0, offset)
    count = max(0, min(rows - row, columns - column))
    lead = moved.shape[:a.ndim - 2]
    result = nj.empty(lead + (count,), a.dtype)
    for i in range(nj.extents_product(lead)):
        for j in range(count):
            nj.flat_set(result, i * count + j, nj.flat_get(moved, (i * rows + row + j) * columns + column + j))
    return result


def meshgrid(*xi, indexing: literal="xy"):
    """Coordinate matrices of coordinate lines."""
    nj.require(indexing == "xy" or indexing == "ij", "`indexing` must be 'xy' or 'ij'")
    lines = nj.as_lines(xi)
    return nj.grids(lines, nj.sizes(lines), 0, indexing)


def indices(dimensions, dtype: literal=None):
    """Index of each element on each axis of a grid, one grid an axis."""
    shape = nj.shape_of(dimensions)
    grid = nj.empty((len(shape),) + shape, nj.dtype_or(dtype, np.int64))
    count = nj.extents_product(shape)
    for k in range(len(shape)):
        inner = nj.extent_after(shape, k)
        for i in range(count):
            nj.flat_set(grid, k * count + i, (i // inner) % shape[k])
    return grid


def tril_indices(n, k=0, m=None):
    """Positions at and below a diagonal of a matrix, rows and columns."""
    return np.nonzero(np.tri(n, m, k, np.bool_))


def triu_indices(n, k=0, m=None):
    """Positions at and above a diagonal of a matrix, rows and columns."""
    return np.nonzero(np.logical_not(np.tri(n, m, k - 1, np.bool_)))


def tril_indices_from(arr, k=0):
    """Positions at and below a diagonal of a matrix of the shape of another."""
    nj.require(arr.ndim == 2, "`arr` must be a 2-d array")
    return np.tril_indices(arr.shape[0], k, arr.shape[1])


def triu_indices_from(arr, k=0):
    """Positions at and above a diagonal of a matrix of the shape of another."""
    nj.require(arr.ndim == 2, "`arr` must be a 2-d array")
    return np.triu_indices(arr.shape[0], k, arr.shape[1])


def diag_indices(n):
    """Positions of the diagonal of a square matrix, rows and columns."""
    return np.arange(n), np.arange(n)


def broadcast_arrays(*args):
    """Read-only views of all arrays broadcast to their common shape."""
    arrays = nj.as_arrays(args)
    return nj.broadcast_all(arrays, nj.broadcast_shape(arrays))


def broadcast_shapes(*args):
    """Shape that shapes broadcast to."""
    return nj.broadcast_of(args)


def take_along_axis(arr, indices, axis: literal=-1):
    """Elements at positions of their own in each line along an axis."""
    if axis is None:
        return np.take(nj.as_line(arr), nj.as_line(indices))
    k = nj.axis_index(axis, arr.ndim)
    nj.require(arr.ndim == indices.ndim, "`indices` and `arr` must have the same number of dimensions")
    full = nj.replace_axis(arr.shape, k, indices.shape[k])
    places = nj.contiguous(nj.broadcast_to(indices, full))
    c = nj.contiguous(arr)
    out = nj.empty(full, arr.dtype)
    inner = nj.extent_after(full, k)
    count = full[k]
    for i in range(out.size):
        source = nj.checked_position(nj.flat_get(places, i), arr.shape[k])
        nj.flat_set(out, i, nj.flat_get(c, (i // (inner * count) * arr.shape[k] + source) * inner + i % inner))
    return out


def put_along_axis(arr, indices, values, axis: literal):
    """Stores elements at positions of their own in each line along an axis."""
    k = nj.axis_index(axis, arr.ndim)
    nj.require(arr.ndim == indices.ndim, "`indices` and `arr` must have the same number of dimensions")
    full = nj.replace_axis(arr.shape, k, indices.shape[k])
    places = nj.contiguous(nj.broadcast_to(indices, full))
    new = nj.contiguous(nj.broadcast_to(nj.as_array(values), full))
    inner = nj.extent_after(full, k)
    count = full[k]
    for i in range(new.size):
        target = nj.checked_position(nj.flat_get(places, i), arr.shape[k])
        nj.flat_set(arr, (i // (inner * count) * arr.shape[k] + target) * inner + i % inner, nj.cast(nj.flat_get(new, i), arr.dtype))


def put(a, ind, v):
    """Stores values at positions of the flattened array, repeating them as needed."""
    places = nj.as_line(ind)
    values = nj.as_line(v)
    if values.size > 0:
        for i in range(places.size):
            nj.flat_set(a, nj.checked_position(nj.flat_get(places, i), a.size), nj.cast(nj.flat_get(values, i % values.size), a.dtype))


def copyto(dst, src, where=True):
    """Copies values into an array, broadcast, where a condition holds."""
    if nj.is_array(where):
        nj.assign(dst, np.where(where, src, dst))
    elif where:
        nj.assign(dst, src)


def putmask(a, mask, values):
    """Stores values, repeated as needed, where a mask holds."""
    flags = nj.contiguous(nj.broadcast_to(nj.as_array(mask), a.shape))
    new = nj.as_line(values)
    for i in range(a.size):
        if nj.flat_get(flags, i):
            nj.flat_set(a, i, nj.cast(nj.flat_get(new, i % new.size), a.dtype))


def place(arr, mask, vals):
    """Stores values one after the other where a mask holds, repeated as needed."""
    flags = nj.contiguous(nj.broadcast_to(nj.as_array(mask), arr.shape))
    new = nj.as_line(vals)
    at = 0
    for i in range(arr.size):
        if nj.flat_get(flags, i):
            if new.size == 0:
                raise ValueError("Cannot insert from an empty array!")
            nj.flat_set(arr, i, nj.cast(nj.flat_get(new, at % new.size), arr.dtype))
            at += 1


def compress(condition, a, axis: literal=None, out=None):
    """The parts of an array for which a line of conditions holds."""
    flags = nj.as_line(condition)
    if axis is None:
        return np.take(nj.as_line(a), np.flatnonzero(flags))
    return np.take(a, np.flatnonzero(flags), axis)


def ravel_multi_index(multi_index, dims):
    """Positions in the flattened array of indices, one array or number an axis."""
    shape = nj.shape_of(dims)
    nj.require(len(multi_index) == len(shape), "`multi_index` must have one entry per axis")
    return nj.raveled(multi_index, shape)


def unravel_index(indices, shape):
    """Indices on each axis of positions in the flattened array."""
    extents = nj.shape_of(shape)
    return nj.unraveled(indices, extents, nj.extents_product(extents))


def split(ary, indices_or_sections: literal, axis: literal=0):
    """Views of equal parts, or of the parts between constant positions, of an array along an axis."""
    nj.require(not nj.is_array(indices_or_sections), "the number of results must be known: give a constant or a tuple of positions")
    k = nj.axis_index(axis, ary.ndim)
    if not nj.is_tuple(indices_or_sections):
        if ary.shape[k] % indices_or_sections != 0:
            raise ValueError("array split does not result in an equal division")
    return np.array_split(ary, indices_or_sections, axis)


def array_split(ary, indices_or_sections: literal, axis: literal=0):
    """Views of nearly equal parts, or of the parts between constant positions, of an array along an axis."""
    nj.require(not nj.is_array(indices_or_sections), "the number of results must be known: give a constant or a tuple of positions")
    if nj.is_tuple(indices_or_sections):
        return nj.parts_between(ary, 0, indices_or_sections, axis)
    return nj.parts_from(ary, 0, indices_or_sections, axis)


def hsplit(ary, indices_or_sections: literal):
    """Parts along the second axis, or of a line."""
    if ary.ndim == 1:
        return np.split(ary, indices_or_sections, 0)
    return np.split(ary, indices_or_sections, 1)


def vsplit(ary, indices_or_sections: literal):
    """Parts along the first axis."""
    nj.require(ary.ndim > 1, "`ary` must have at least two axes")
    return np.split(ary, indices_or_sections, 0)


def dsplit(ary, indices_or_sections: literal):
    """Parts along the third axis."""
    nj.require(ary.ndim > 2, "`ary` must have at least three axes")
    return np.split(ary, indices_or_sections, 2)


def select(condlist, choicelist, default=0):
    """Elements of the first choice whose condition holds."""
    nj.require(nj.is_tuple(condlist) and nj.is_tuple(choicelist), "`condlist` and `choicelist` must be tuples")
    nj.require(len(condlist) == len(choicelist), "`condlist` and `choicelist` must be of one length")
    return nj.selected(condlist, choicelist, default)


def choose(a, choices, out=None):
    """Elements of the choices whose numbers an array holds."""
    nj.require(nj.is_tuple(choices), "`choices` must be a tuple of arrays")
    numbers = nj.as_array(a)
    for i in range(numbers.size):
        number = nj.flat_get(numbers, i)
        if number < 0 or number >= len(choices):
            raise ValueError("invalid entry in choice array")
    return nj.chosen_from(numbers, choices, 0)


def pad(array, pad_width, mode: literal="constant", constant_values=0):
    """An array with margins: of a constant, of its edges, or of its reflected or repeated elements."""
    nj.require(mode == "constant" or mode == "edge" or mode == "reflect" or mode == "symmetric" or mode == "wrap", "`mode` must be 'constant', 'edge', 'reflect', 'symmetric' or 'wrap'")
    a = nj.as_array(array)
    return nj.padded(a, nj.pad_widths(pad_width, a.ndim), 0, mode, constant_values)


def gradient(f, *varargs, axis: literal=None, edge_order: literal=1):
    """Central differences along all axes or one, one-sided at the edges."""
    nj.require(edge_order == 1 or edge_order == 2, "`edge_order` must be 1 or 2")
    if axis is None:
        if f.ndim == 1:
            return nj.gradient_along(f, nj.spacing_of(varargs, 0), 0, edge_order)
        return nj.gradients(f, varargs, 0, edge_order)
    return nj.gradient_along(f, nj.spacing_of(varargs, 0), nj.axis_index(axis, f.ndim), edge_order)


def rollaxis(a, axis: literal, start: literal=0):
    """View with an axis moved back to lie before another."""
    if nj.axis_index(axis, a.ndim) < start:
        return nj.move_axis(a, axis, start - 1)
    return nj.move_axis(a, axis, start)


def block(arrays):
    """Nested lists of arrays joined: the innermost along the last axis, the next along the one before it."""
    return nj.blocks(arrays, nj.nesting(arrays))


def ix_(*args):
    """Index arrays that select the products of lines of positions."""
    return nj.open_grid(nj.index_lines_of(args), 0, len(args))


def diag_indices_from(arr):
    """Positions of the diagonal of a square matrix, rows and columns."""
    nj.require(arr.ndim == 2, "`arr` must be a 2-d array")
    if arr.shape[0] != arr.shape[1]:
        raise ValueError("All dimensions of input must be of equal length")
    return np.arange(arr.shape[0]), np.arange(arr.shape[0])


def permute_dims(a, axes: literal=None):
    """View with the axes reversed or in the given order."""
    return np.transpose(a, axes)


def matrix_transpose(x):
    """View with the last two axes exchanged."""
    return nj.swap_axes(x, -1, -2)


def astype(x, dtype: literal):
    """A copy with the elements converted as C does."""
    return nj.convert(x, dtype)


def piecewise(x, condlist, funclist):
    """Numbers by conditions: the last condition that holds decides, the number after all others where none does."""
    nj.require(nj.is_tuple(condlist) and nj.is_tuple(funclist), "`condlist` and `funclist` must be tuples or list displays")
    nj.require(len(funclist) == len(condlist) or len(funclist) == len(condlist) + 1, "`funclist` must have as many entries as `condlist`, or one more")
    result = nj.zeros(x.shape, x.dtype)
    if len(funclist) > len(condlist):
        nj.assign(result, funclist[len(condlist)])
    nj.store_pieces(result, condlist, funclist)
    return result


def fromiter(iter, dtype: literal, count=-1):
    """New line of the numbers of an iterable."""
    numbers = [nj.cast(x, dtype) for x in iter]
    if count >= 0 and len(numbers) < count:
        raise ValueError(f"iterator too short: Expected {count} but iterator had only {len(numbers)} items.")
    size = len(numbers)
    if count >= 0:
        size = count
    result = nj.empty(size, dtype)
    for i in range(size):
        nj.flat_set(result, i, numbers[i])
    return result


def histogram2d(x, y, bins=10):
    """Counts of points in a grid of bins, and the bins' edges on both axes."""
    first = nj.as_line(x)
    second = nj.as_line(y)
    if first.size != second.size:
        raise ValueError("x and y must have the same length.")
    rows = np.histogram(first, bins)[1]
    columns = np.histogram(second, bins)[1]
    counts = nj.zeros((rows.size - 1, columns.size - 1), np.float64)
    for i in range(first.size):
        row = nj.ordered_position(rows, nj.cast(nj.flat_get(first, i), rows.dtype), True) - 1
        column = nj.ordered_position(columns, nj.cast(nj.flat_get(second, i), columns.dtype), True) - 1
        row = min(row, rows.size - 2)
        column = min(column, columns.size - 2)
        if row >= 0 and column >= 0 and nj.flat_get(first, i) <= rows[rows.size - 1] and nj.flat_get(second, i) <= columns[columns.size - 1]:
            counts[row, column] += 1.0
    return counts, rows, columns
