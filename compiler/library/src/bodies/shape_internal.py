# Helpers of the functions that rearrange arrays.

def ones_before(count: literal):
    """A tuple of ones."""
    if count == 0:
        return ()
    return (1,) + nj.ones_before(count - 1)


def products(a, b):
    """Products of the entries of two tuples."""
    if len(a) == 0:
        return ()
    return (a[0] * b[0],) + nj.products(a[1:], b[1:])


def tiled(c, times, out):
    """Fills out with repetitions of a C array of the same rank."""
    for i in range(out.size):
        rest = i
        source = 0
        step = 1
        for back in range(len(times)):
            axis = len(times) - 1 - back
            source += rest % out.shape[axis] % c.shape[axis] * step
            rest //= out.shape[axis]
            step *= c.shape[axis]
        nj.flat_set(out, i, nj.flat_get(c, source))
    return out


def repetitions(repeats, count):
    """Number of repetitions of each of some elements."""
    out = nj.empty(count, np.int64)
    given = nj.as_line(repeats)
    if given.size != 1 and given.size != count:
        raise ValueError(f"operands could not be broadcast together with shape ({count},) ({given.size},)")
    for i in range(count):
        if given.size == 1:
            times = np.int64(nj.flat_get(given, 0))
        else:
            times = np.int64(nj.flat_get(given, i))
        if times < 0:
            raise ValueError("repeats may not contain negative values.")
        nj.flat_set(out, i, times)
    return out


def repeated(parts, times):
    """The flattened copy of a 3-d array with each part on the middle axis repeated."""
    total = np.sum(times)
    out = nj.empty(parts.shape[0] * total * parts.shape[2], parts.dtype)
    at = 0
    for outer in range(parts.shape[0]):
        for j in range(parts.shape[1]):
            for k in range(times[j]):
                for i in range(parts.shape[2]):
                    nj.flat_set(out, at, parts[outer, j, i])
                    at += 1
    return out


def rolled(a, shift, axes: literal):
    """The array rolled along one axis after the other."""
    if len(axes) == 0:
        return nj.copy_c(a)
    if nj.is_tuple(shift):
        return np.roll(nj.rolled(a, shift[1:], axes[1:]), shift[0], axes[0])
    return np.roll(nj.rolled(a, shift, axes[1:]), shift, axes[0])


def kept_places(obj, count):
    """A mask without the places that an integer, a slice or an array names."""
    keep = nj.empty(count, np.bool_)
    nj.assign(keep, True)
    if nj.is_number(obj):
        if obj < -count or obj >= count:
            raise IndexError(f"index {obj} is out of bounds for axis 0 with size {count}")
        keep[obj] = False
    elif nj.is_array(obj):
        if nj.is_bool(obj):
            keep[obj] = False
        else:
            for i in range(len(obj)):
                if obj[i] < -count or obj[i] >= count:
                    raise IndexError(f"index {obj[i]} is out of bounds for axis 0 with size {count}")
                keep[obj[i]] = False
    elif nj.is_tuple(obj):
        return nj.kept_places(nj.array(obj, None), count)
    else:
        keep[obj] = False
    return keep


def inserted(arr, obj, values, k):
    """Copy with values, broadcast to one slice, inserted before a position along an axis."""
    count = arr.shape[k]
    position = np.int64(obj)
    if position < -count or position > count:
        raise IndexError(f"index {position} is out of bounds for axis {k} with size {count}")
    if position < 0:
        position += count
    slab = nj.contiguous(nj.broadcast_to(nj.as_array(values), nj.drop_axis(arr.shape, k)))
    out = nj.empty(nj.replace_axis(arr.shape, k, count + 1), arr.dtype)
    c = nj.contiguous(arr)
    inner = nj.extent_after(arr.shape, k)
    for outer in range(nj.extent_before(arr.shape, k)):
        for j in range(count + 1):
            for i in range(inner):
                target = (outer * (count + 1) + j) * inner + i
                if j == position:
                    nj.flat_set(out, target, nj.cast(nj.flat_get(slab, outer * inner + i), out.dtype))
                elif j < position:
                    nj.flat_set(out, target, nj.flat_get(c, (outer * count + j) * inner + i))
                else:
                    nj.flat_set(out, target, nj.flat_get(c, (outer * count + j - 1) * inner + i))
    return out


def inserted_each(line, places, new):
    """Copy of a line with values inserted before several positions of it."""
    order = nj.sorted_positions(places)
    out = nj.empty(line.size + places.size, line.dtype)
    for i in range(places.size):
        if nj.flat_get(places, i) < -line.size or nj.flat_get(places, i) > line.size:
            raise IndexError(f"index {nj.flat_get(places, i)} is out of bounds for axis 0 with size {line.size}")
    if new.size != 1 and new.size != places.size:
        raise ValueError(f"shape mismatch: value array of shape ({new.size},) could not be broadcast to indexing result of shape ({places.size},)")
    source = 0
    taken = 0
    for i in range(out.size):
        if taken < places.size and nj.flat_get(places, nj.flat_get(order, taken)) % max(line.size + 1, 1) <= source:
            value = nj.flat_get(new, 0)
            if new.size > 1:
                value = nj.flat_get(new, nj.flat_get(order, taken))
            nj.flat_set(out, i, nj.cast(value, out.dtype))
            taken += 1
        else:
            nj.flat_set(out, i, nj.flat_get(line, source))
            source += 1
    return out


def as_layers(arrays):
    """Each array as a 3-d one."""
    if len(arrays) == 0:
        return ()
    return (np.atleast_3d(arrays[0]),) + nj.as_layers(arrays[1:])


def without_axes(a, axes: literal):
    """View without several constant axes of extent 1."""
    kept = nj.leading(nj.axes_last(a, axes).shape, a.ndim - len(axes))
    if nj.extents_product(kept) != a.size:
        raise ValueError("cannot select an axis to squeeze out which has size not equal to one")
    return nj.reshape(nj.contiguous(a), kept)


def as_lines(arrays):
    """Each argument as a line."""
    if len(arrays) == 0:
        return ()
    return (nj.as_line(arrays[0]),) + nj.as_lines(arrays[1:])


def as_arrays(arrays):
    """Each argument as an array."""
    if len(arrays) == 0:
        return ()
    return (nj.as_array(arrays[0]),) + nj.as_arrays(arrays[1:])


def sizes(lines):
    """Number of elements of each line."""
    if len(lines) == 0:
        return ()
    return (lines[0].size,) + nj.sizes(lines[1:])


def grids(lines, shape, at: literal, indexing: literal):
    """One grid for each line from a position on."""
    if at == len(shape):
        return ()
    if indexing == "xy" and len(shape) > 1:
        full = (shape[1], shape[0]) + shape[2:]
        if at < 2:
            axis = 1 - at
        else:
            axis = at
    else:
        full = shape
        axis = at
    line = lines[at]
    grid = nj.empty(full, line.dtype)
    inner = nj.extent_after(full, axis)
    for i in range(grid.size):
        nj.flat_set(grid, i, nj.flat_get(line, i // inner % line.size))
    return (grid,) + nj.grids(lines, shape, at + 1, indexing)


def broadcast_shape(arrays):
    """Shape that arrays broadcast to."""
    if len(arrays) == 1:
        return arrays[0].shape
    return nj.broadcast_pair(arrays[0].shape, nj.broadcast_shape(arrays[1:]))


def broadcast_of(shapes):
    """Shape that shapes broadcast to."""
    if len(shapes) == 0:
        return ()
    if len(shapes) == 1:
        return nj.shape_of(shapes[0])
    return nj.broadcast_pair(nj.shape_of(shapes[0]), nj.broadcast_of(shapes[1:]))


def broadcast_pair(a, b):
    """Shape that two shapes broadcast to."""
    if len(a) < len(b):
        return nj.broadcast_pair(b, a)
    if len(b) == 0:
        return a
    return nj.broadcast_pair(a[:-1], b[:-1]) + (nj.broadcast_extent(a[-1], b[-1]),)


def broadcast_extent(a, b):
    """Extent that two extents broadcast to."""
    if a == b or b == 1:
        return a
    if a != 1:
        raise ValueError("shape mismatch: objects cannot be broadcast to a single shape")
    return b


def broadcast_all(arrays, shape):
    """Views of arrays broadcast to a shape."""
    if len(arrays) == 0:
        return ()
    return (nj.broadcast_to(arrays[0], shape),) + nj.broadcast_all(arrays[1:], shape)


def checked_index(index, extent):
    """An index that must lie in an extent; negative ones are not taken."""
    if index < 0 or index >= extent:
        raise ValueError("invalid entry in coordinates array")
    return np.int64(index)


def raveled(multi_index, shape):
    """Positions in the flattened array of the indices of the last axes."""
    if nj.is_number(multi_index[0]):
        place = np.int64(0)
        for i in range(len(shape)):
            place = place * shape[i] + nj.checked_index(multi_index[i], shape[i])
        return place
    return nj.raveled_arrays(nj.broadcast_all(nj.as_arrays(multi_index), nj.broadcast_shape(nj.as_arrays(multi_index))), shape)


def raveled_arrays(arrays, shape):
    """Positions in the flattened array of index arrays of one shape."""
    c = nj.contiguous(arrays[0])
    out = nj.empty(c.shape, np.int64)
    inner = nj.extent_after(shape, 0)
    for i in range(c.size):
        nj.flat_set(out, i, nj.checked_index(nj.flat_get(c, i), shape[0]) * inner)
    if len(arrays) == 1:
        return out
    return out + nj.raveled_arrays(arrays[1:], shape[1:])


def unraveled(indices, shape, total):
    """Indices on each axis of positions below a total."""
    if len(shape) == 0:
        return ()
    inner = nj.extent_after(shape, 0)
    if nj.is_number(indices):
        if indices < 0 or indices >= total:
            raise ValueError(f"index {indices} is out of bounds for array with size {total}")
        return (np.int64(indices) // inner % shape[0],) + nj.unraveled(indices, shape[1:], total)
    places = nj.as_array(indices)
    c = nj.contiguous(places)
    out = nj.empty(c.shape, np.int64)
    for i in range(c.size):
        place = nj.flat_get(c, i)
        if place < 0 or place >= total:
            raise ValueError(f"index {place} is out of bounds for array with size {total}")
        nj.flat_set(out, i, np.int64(place) // inner % shape[0])
    return (out,) + nj.unraveled(indices, shape[1:], total)


def part_along(a, start, stop, axis: literal):
    """View of the elements from start to stop along a constant axis."""
    return nj.move_axis(nj.move_axis(a, axis, 0)[start:stop], 0, axis)


def parts_between(a, start, positions: literal, axis: literal):
    """Views of the parts between positions."""
    if len(positions) == 0:
        return (nj.part_along(a, start, a.shape[axis], axis),)
    return (nj.part_along(a, start, positions[0], axis),) + nj.parts_between(a, positions[0], positions[1:], axis)


def parts_from(a, start, count: literal, axis: literal):
    """Views of nearly equal parts from a position on, the longer ones first."""
    nj.require(count > 0, "the number of parts must be larger than 0")
    if count == 1:
        return (nj.part_along(a, start, a.shape[axis], axis),)
    stop = start - (start - a.shape[axis]) // count
    return (nj.part_along(a, start, stop, axis),) + nj.parts_from(a, stop, count - 1, axis)


def selected(conditions, choices, default):
    """Elements of the first choice whose condition holds."""
    if len(conditions) == 1:
        return np.where(conditions[0], choices[0], default)
    return np.where(conditions[0], choices[0], nj.selected(conditions[1:], choices[1:], default))


def chosen_from(numbers, choices, first):
    """Elements of the choices whose numbers an array holds, counted from the first."""
    if len(choices) == 1:
        return np.where(numbers == first, choices[0], choices[0])
    return np.where(numbers == first, choices[0], nj.chosen_from(numbers, choices[1:], first + 1))


def pad_widths(width, ndim: literal):
    """A pair of margins for every axis."""
    if nj.is_tuple(width):
        if nj.is_tuple(width[0]):
            if len(width) == ndim:
                return width
            nj.require(len(width) == 1, "`pad_width` must have one pair for each axis")
            return nj.same_widths(width[0], ndim)
        nj.require(len(width) == 2, "`pad_width` must be an integer, a pair, or a pair for each axis")
        return nj.same_widths(width, ndim)
    return nj.same_widths((width, width), ndim)


def same_widths(pair, ndim: literal):
    """The same pair of margins for every axis."""
    if ndim == 0:
        return ()
    return (pair,) + nj.same_widths(pair, ndim - 1)


def padded(a, widths, axis: literal, mode: literal, value):
    """An array with margins on the axes from one on."""
    if axis == len(widths):
        return nj.copy_c(a)
    low = widths[axis][0]
    high = widths[axis][1]
    if low < 0 or high < 0:
        raise ValueError("index can't contain negative values")
    count = a.shape[axis]
    if count == 0 and mode != "constant":
        raise ValueError(f"can't extend empty axis {axis} using modes other than 'constant' or 'empty'")
    c = nj.contiguous(a)
    total = count + low + high
    out = nj.empty(nj.replace_axis(a.shape, axis, total), a.dtype)
    inner = nj.extent_after(a.shape, axis)
    for outer in range(nj.extent_before(a.shape, axis)):
        for j in range(total):
            source = nj.pad_source(j - low, count, mode)
            for i in range(inner):
                target = (outer * total + j) * inner + i
                if source < 0:
                    nj.flat_set(out, target, nj.cast(value, out.dtype))
                else:
                    nj.flat_set(out, target, nj.flat_get(c, (outer * count + source) * inner + i))
    return nj.padded(out, widths, axis + 1, mode, value)


def pad_source(place, count, mode: literal):
    """The element that stands at a place before, in or after a line; -1 for the constant."""
    if place >= 0 and place < count:
        return place
    if mode == "constant":
        return -1
    if mode == "edge":
        return min(max(place, 0), count - 1)
    if mode == "wrap":
        return place % count
    if mode == "symmetric":
        turned = place % (2 * count)
        return min(turned, 2 * count - 1 - turned)
    if count == 1:
        return 0
    folded = place % (2 * count - 2)
    return min(folded, 2 * count - 2 - folded)


def spacing_of(varargs, axis: literal):
    """The distance of the elements on an axis: a number or the coordinates."""
    if len(varargs) == 0:
        return 1.0
    if len(varargs) == 1:
        return varargs[0]
    return varargs[axis]


def gradients(f, varargs, axis: literal, edge_order: literal):
    """The gradients along all axes from one on."""
    if axis == f.ndim:
        return ()
    return (nj.gradient_along(f, nj.spacing_of(varargs, axis), axis, edge_order),) + nj.gradients(f, varargs, axis + 1, edge_order)


def gradient_along(f, spacing, k, edge_order: literal):
    """Central differences along an axis, one-sided at the edges."""
    count = f.shape[k]
    if count < edge_order + 1:
        raise ValueError("Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.")
    rows = nj.lines_along(nj.convert(f, nj.inexact(f)), k)
    out = nj.empty(rows.shape, rows.dtype)
    if nj.is_array(spacing):
        if len(spacing) != count:
            raise ValueError("when 1d, distances must match the length of the corresponding dimension")
    for r in range(rows.shape[0]):
        for i in range(1, count - 1):
            if nj.is_array(spacing):
                left = spacing[i] - spacing[i - 1]
                right = spacing[i + 1] - spacing[i]
                if left == right:
                    out[r, i] = nj.cast((rows[r, i + 1] - rows[r, i - 1]) / (2.0 * left), out.dtype)
                else:
                    low = -right / (left * (left + right))
                    middle = (right - left) / (left * right)
                    high = left / (right * (left + right))
                    out[r, i] = nj.cast(low * rows[r, i - 1] + middle * rows[r, i] + high * rows[r, i + 1], out.dtype)
            else:
                out[r, i] = nj.cast((rows[r, i + 1] - rows[r, i - 1]) / (2.0 * spacing), out.dtype)
        nj.gradient_edges(rows, out, r, spacing, edge_order)
    return nj.lines_back(out, f.shape, k)


def gradient_edges(rows, out, r, spacing, edge_order: literal):
    """The one-sided differences at both ends of a row."""
    last = rows.shape[1] - 1
    if nj.is_array(spacing):
        first_step = spacing[1] - spacing[0]
        second_step = spacing[min(2, last)] - spacing[1]
        last_step = spacing[last] - spacing[last - 1]
        step_before = spacing[last - 1] - spacing[max(last - 2, 0)]
    else:
        first_step = spacing
        second_step = spacing
        last_step = spacing
        step_before = spacing
    if edge_order == 1:
        out[r, 0] = nj.cast((rows[r, 1] - rows[r, 0]) / first_step, out.dtype)
        out[r, last] = nj.cast((rows[r, last] - rows[r, last - 1]) / last_step, out.dtype)
    else:
        a = -(2.0 * first_step + second_step) / (first_step * (first_step + second_step))
        b = (first_step + second_step) / (first_step * second_step)
        c = -first_step / (second_step * (first_step + second_step))
        out[r, 0] = nj.cast(a * rows[r, 0] + b * rows[r, 1] + c * rows[r, 2], out.dtype)
        d = last_step / (step_before * (step_before + last_step))
        e = -(last_step + step_before) / (step_before * last_step)
        f = (2.0 * last_step + step_before) / (last_step * (step_before + last_step))
        out[r, last] = nj.cast(d * rows[r, last - 2] + e * rows[r, last - 1] + f * rows[r, last], out.dtype)


def place(out, result):
    """Copies a result into the array that a caller gave for it."""
    nj.require(nj.is_array(out), "`out` must be an array")
    full = nj.as_array(result)
    nj.require(out.ndim == full.ndim, "`out` must have as many axes as the result")
    if out.shape != full.shape:
        raise ValueError(f"output parameter has the shape {out.shape}, but the result has the shape {full.shape}")
    nj.assign(out, full)


def store_pieces(result, conditions, numbers):
    """Stores one number after the other where its condition holds."""
    if len(conditions) > 0:
        nj.assign(result, np.where(conditions[0], nj.cast(numbers[0], result.dtype), result))
        nj.store_pieces(result, conditions[1:], numbers[1:])


def reversed_tuple(values):
    """The entries of a tuple from the last to the first."""
    if len(values) == 0:
        return ()
    return nj.reversed_tuple(values[1:]) + (values[0],)


def reshape_in_order(a, *shape, order: literal="C"):
    """View or copy under another shape, the elements taken and placed in F order."""
    nj.require(order == "F", "`order` must be 'C' or 'F'")
    if len(shape) == 1:
        return nj.reshape_by_columns(a, shape[0])
    return nj.reshape_by_columns(a, shape)


def reshape_by_columns(a, shape):
    """An array under another shape, the elements taken and placed in F order."""
    line = nj.contiguous(nj.reverse_axes(a))
    return nj.reverse_axes(nj.reshape(line, nj.reversed_tuple(nj.shape_of(shape))))


def flip_axes(m, axis: literal):
    """View with the elements in reverse order on several axes."""
    nj.require(nj.is_tuple(axis), "`axis` must be None, an integer constant or a tuple of them")
    if len(axis) == 0:
        return m
    return np.flip(nj.flip_axes(m, axis[1:]), axis[0])


def expand_axes(a, axes: literal, ndim: literal):
    """View with new axes of extent 1 at constant places of the result, in rising order."""
    if len(axes) == 0:
        return a
    return nj.expand_axes(np.expand_dims(a, axes[0] % ndim), axes[1:], ndim)


def move_axes(a, source: literal, destination: literal):
    """View with several axes moved to other positions."""
    nj.require(len(source) == len(destination), "`source` and `destination` must have the same number of axes")
    order = nj.moved_order(a.ndim, source, destination, 0)
    return nj.transpose(a, order)


def moved_order(ndim: literal, source: literal, destination: literal, at: literal):
    """The axes in the order in which they stand after some are moved, from a position on."""
    if at == ndim:
        return ()
    return (nj.axis_moved_to(ndim, source, destination, at, 0),) + nj.moved_order(ndim, source, destination, at + 1)


def axis_moved_to(ndim: literal, source: literal, destination: literal, at: literal, i: literal):
    """The axis that stands at a position after some are moved."""
    if i == len(source):
        return nj.rest_axis(ndim, source, nj.rank_among(ndim, destination, at, 0), 0)
    if destination[i] % ndim == at:
        return source[i] % ndim
    return nj.axis_moved_to(ndim, source, destination, at, i + 1)


def rank_among(ndim: literal, taken: literal, at: literal, below: literal):
    """How many positions below one are not taken."""
    if below == at:
        return 0
    if nj.holds_axis(ndim, taken, below):
        return nj.rank_among(ndim, taken, at, below + 1)
    return nj.rank_among(ndim, taken, at, below + 1) + 1


def rest_axis(ndim: literal, taken: literal, rank: literal, axis: literal):
    """The axis with a rank among those that are not taken."""
    if nj.holds_axis(ndim, taken, axis):
        return nj.rest_axis(ndim, taken, rank, axis + 1)
    if rank == 0:
        return axis
    return nj.rest_axis(ndim, taken, rank - 1, axis + 1)


def holds_axis(ndim: literal, axes: literal, axis: literal):
    """Whether a tuple of axes has one; a literal."""
    if len(axes) == 0:
        return False
    if axes[0] % ndim == axis:
        return True
    return nj.holds_axis(ndim, axes[1:], axis)


def strided_inside(x, shape, strides, writable: literal):
    """A view by strides, after a check that it lies in the memory of the array."""
    nj.require(len(shape) == len(strides), "`shape` and `strides` must be of one length")
    low, high = nj.reach(x.shape, x.strides, 0, 0)
    first, last = nj.reach(shape, strides, 0, 0)
    if nj.extents_product(shape) > 0 and (x.size == 0 or first < low or last > high):
        raise ValueError("the view reaches beyond the memory of the array")
    return nj.strided(x, 0, shape, strides, writable)


def reach(shape, strides, low, high):
    """Lowest and highest offset of an element, in bytes."""
    if len(shape) == 0:
        return low, high
    if shape[0] < 0:
        raise ValueError("negative dimensions are not allowed")
    span = (shape[0] - 1) * strides[0]
    return nj.reach(shape[1:], strides[1:], low + min(span, 0), high + max(span, 0))


def window_view(x, windows, axes: literal, writable: literal):
    """A view of windows over constant axes."""
    trimmed = nj.trimmed_shape(x.shape, windows, axes)
    return nj.strided(x, 0, trimmed + windows, x.strides + nj.picked(x.strides, axes), writable)


def trimmed_shape(shape, windows, axes: literal):
    """How often windows fit on the axes of a shape."""
    if len(axes) == 0:
        return shape
    k = nj.axis_index(axes[0], len(shape))
    if windows[0] < 0:
        raise ValueError("`window_shape` cannot contain negative values")
    if windows[0] > shape[k]:
        raise ValueError("window shape cannot be larger than input array shape")
    return nj.trimmed_shape(nj.replace_axis(shape, k, shape[k] - windows[0] + 1), windows[1:], axes[1:])


def picked(values, places: literal):
    """The entries of a tuple at constant places."""
    if len(places) == 0:
        return ()
    return (values[places[0]],) + nj.picked(values, places[1:])


def zeros_in_order(shape, dtype: literal=None, order: literal="C"):
    """New array of zeros in F order."""
    nj.require(order == "F", "`order` must be 'C' or 'F'")
    return nj.reverse_axes(nj.zeros(nj.reversed_tuple(nj.shape_of(shape)), dtype))


def copy_in_order(a, order: literal="C"):
    """Copy in F order."""
    nj.require(order == "F", "`order` must be 'C' or 'F'")
    return nj.reverse_axes(nj.copy_c(nj.reverse_axes(a)))


def array_of_arrays(object, dtype: literal=None):
    """A new array whose first axis are arrays, or nested tuples of them."""
    nj.require(nj.is_tuple(object), "numbers, and nested tuples or lists of numbers or arrays become arrays")
    return np.stack(nj.new_arrays(object), 0, None, dtype)


def new_arrays(objects):
    """Each of several objects as an array."""
    if len(objects) == 0:
        return ()
    if nj.is_array(objects[0]):
        return (objects[0],) + nj.new_arrays(objects[1:])
    return (np.array(objects[0]),) + nj.new_arrays(objects[1:])


def mask_below(m, k):
    """Where the elements of the matrices in the last two axes lie at or below a diagonal; a line is repeated as rows."""
    nj.require(m.ndim > 0, "`m` must have at least one axis")
    if m.ndim == 1:
        return np.tri(m.size, m.size, k, np.bool_)
    return np.tri(m.shape[m.ndim - 2], m.shape[m.ndim - 1], k, np.bool_)
