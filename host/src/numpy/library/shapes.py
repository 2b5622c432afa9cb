# Joining, splitting, rearranging, and arrays made of indices.


def broadcast_shapes(*shapes):
    result = []
    for shape in shapes:
        shape = (shape,) if isinstance(shape, int) else tuple(shape)
        if len(shape) > len(result):
            result = [1] * (len(shape) - len(result)) + result
        offset = len(result) - len(shape)
        for k, n in enumerate(shape):
            if result[offset + k] == 1:
                result[offset + k] = n
            elif n != 1 and n != result[offset + k]:
                raise ValueError("shape mismatch: objects cannot be broadcast to a single shape.")
    return tuple(result)


def broadcast_arrays(*args, subok=False):
    arrays = [np.asarray(arg) for arg in args]
    shape = broadcast_shapes(*[a.shape for a in arrays])
    return tuple(np.broadcast_to(a, shape) for a in arrays)


def concatenate(arrays, axis=0, out=None, dtype=None, casting="same_kind"):
    arrays = [np.asarray(a) for a in arrays]
    if not arrays:
        raise ValueError("need at least one array to concatenate")
    if axis is None:
        arrays, axis = [np.ravel(a) for a in arrays], 0
    if arrays[0].ndim == 0:
        raise ValueError("zero-dimensional arrays cannot be concatenated")
    return _put(_join(arrays, _axis(axis, arrays[0].ndim), dtype), out)


concat = concatenate


def stack(arrays, axis=0, out=None, *, dtype=None, casting="same_kind"):
    arrays = [np.asarray(a) for a in arrays]
    if not arrays:
        raise ValueError("need at least one array to stack")
    if len({a.shape for a in arrays}) != 1:
        raise ValueError("all input arrays must have the same shape")
    axis = _axis(axis, arrays[0].ndim + 1)
    return concatenate([np.expand_dims(a, axis) for a in arrays], axis, out, dtype)


def hstack(tup, *, dtype=None, casting="same_kind"):
    arrays = [atleast_1d(a) for a in tup]
    return concatenate(arrays, 0 if arrays and arrays[0].ndim == 1 else 1, None, dtype)


def vstack(tup, *, dtype=None, casting="same_kind"):
    return concatenate([atleast_2d(a) for a in tup], 0, None, dtype)


row_stack = vstack


def dstack(tup):
    return concatenate([atleast_3d(a) for a in tup], 2)


def column_stack(tup):
    arrays = [np.asarray(a) for a in tup]
    return concatenate([a if a.ndim > 1 else a.reshape((-1, 1)) for a in arrays], 1)


def block(arrays):
    def build(item, depth):
        if isinstance(item, list):
            return concatenate([build(one, depth - 1) for one in item], -depth)
        return np.asarray(item).reshape((1,) * _max(0, deepest - np.ndim(item)) + np.shape(item))

    def depth_of(item):
        return 1 + _max(depth_of(one) for one in item) if isinstance(item, list) else 0

    deepest = depth_of(arrays)
    return build(arrays, deepest)


def append(arr, values, axis=None):
    if axis is None:
        return concatenate((np.ravel(arr), np.ravel(values)))
    return concatenate((arr, values), axis)


def atleast_1d(*arys):
    results = tuple(a.reshape((1,)) if a.ndim == 0 else a for a in map(np.asarray, arys))
    return results[0] if len(results) == 1 else results


def atleast_2d(*arys):
    results = tuple(a.reshape((1, -1)) if a.ndim < 2 else a for a in map(np.asarray, arys))
    return results[0] if len(results) == 1 else results


def atleast_3d(*arys):
    def grown(a):
        if a.ndim < 2:
            return a.reshape((1, -1, 1))
        return a.reshape(a.shape + (1,)) if a.ndim == 2 else a
    results = tuple(grown(a) for a in map(np.asarray, arys))
    return results[0] if len(results) == 1 else results


def expand_dims(a, axis):
    a = np.asarray(a)
    axes = axis if isinstance(axis, (tuple, list)) else (axis,)
    total = a.ndim + len(axes)
    axes = _axes(tuple(axes), total)
    return a[tuple(None if k in axes else slice(None) for k in _range(total))]


def moveaxis(a, source, destination):
    a = np.asarray(a)
    sources = _axes(source, a.ndim)
    targets = _axes(destination, a.ndim)
    if len(sources) != len(targets):
        raise ValueError("`source` and `destination` arguments must have the same number of elements")
    order = [k for k in _range(a.ndim) if k not in sources]
    for target, origin in sorted(zip(targets, sources)):
        order.insert(target, origin)
    return a.transpose(order)


def rollaxis(a, axis, start=0):
    a = np.asarray(a)
    axis = _axis(axis, a.ndim)
    start = start + a.ndim if start < 0 else start
    if axis < start:
        start -= 1
    return moveaxis(a, axis, start)


def flip(m, axis=None):
    m = np.asarray(m)
    axes = _axes(axis, m.ndim)
    return m[tuple(slice(None, None, -1) if k in axes else slice(None) for k in _range(m.ndim))]


def fliplr(m):
    return flip(m, 1)


def flipud(m):
    return flip(m, 0)


def rot90(m, k=1, axes=(0, 1)):
    m = np.asarray(m)
    first, second = _axes(tuple(axes), m.ndim)
    k %= 4
    if k == 0:
        return m[...]
    if k == 2:
        return flip(flip(m, first), second)
    order = list(_range(m.ndim))
    order[first], order[second] = order[second], order[first]
    if k == 1:
        return flip(m, second).transpose(order)
    return flip(m.transpose(order), second)


def roll(a, shift, axis=None):
    a = np.asarray(a)
    if isinstance(shift, str):
        # NumPy tries to make an integer of the text.
        shift = int(shift) if shift.strip().lstrip("+-").isdigit() else shift
        if isinstance(shift, str):
            raise ValueError(f"invalid literal for int() with base 10: np.str_({shift!r})")
    if axis is None:
        return roll(np.ravel(a), shift, 0).reshape(a.shape)
    axes = _axes(axis, a.ndim)
    shifts = shift if isinstance(shift, (tuple, list)) else (shift,) * len(axes)
    for k, s in zip(axes, shifts):
        n = a.shape[k]
        if n:
            s = s % n
            before = (slice(None),) * k
            a = concatenate((a[before + (slice(n - s, None),)], a[before + (slice(None, n - s),)]), k)
    return a if a.base is None else a.copy()


def tile(A, reps):
    reps = (reps,) if np.ndim(reps) == 0 else tuple(reps)
    a = np.asarray(A)
    reps = (1,) * (a.ndim - len(reps)) + reps
    a = a.reshape((1,) * (len(reps) - a.ndim) + a.shape)
    result = a.copy()
    for k, n in enumerate(reps):
        result = concatenate([result] * n, k) if n > 0 else result[(slice(None),) * k + (slice(0, 0),)]
    return result.copy() if result.base is not None else result


def repeat(a, repeats, axis=None):
    a = np.asarray(a)
    if axis is None:
        a, axis = np.ravel(a), 0
    axis = _axis(axis, a.ndim)
    n = a.shape[axis]
    counts = np.broadcast_to(np.asarray(repeats, np.int64), (n,)).tolist()
    if _any(count < 0 for count in counts):
        raise ValueError("repeats may not contain negative values.")
    places = np.array([place for place, count in enumerate(counts) for _ in _range(count)], np.int64)
    return a[(slice(None),) * axis + (places,)]


def take(a, indices, axis=None, out=None, mode="raise"):
    a = np.asarray(a)
    indices = np.asarray(indices)
    if axis is None:
        a, axis = np.ravel(a), 0
    axis = _axis(axis, a.ndim)
    if mode == "wrap":
        indices = indices % a.shape[axis]
    elif mode == "clip":
        indices = np.clip(indices, 0, a.shape[axis] - 1)
    elif indices.size and (indices.min() < -a.shape[axis] or indices.max() >= a.shape[axis]):
        wrong = [i for i in indices.ravel().tolist() if not -a.shape[axis] <= i < a.shape[axis]][0]
        raise IndexError(f"index {wrong} is out of bounds for axis {axis} with size {a.shape[axis]}")
    if indices.size == 0:
        indices = indices.astype(np.int64)
    return _put(a[(slice(None),) * axis + (indices,)], out)


def take_along_axis(arr, indices, axis=-1):
    arr, indices = np.asarray(arr), np.asarray(indices)
    if axis is None:
        return np.ravel(arr)[indices]
    return arr[_along(arr, indices, axis)]


def put_along_axis(arr, indices, values, axis):
    arr[_along(arr, np.asarray(indices), axis)] = values


def _along(arr, indices, axis):
    axis = _axis(axis, arr.ndim)
    key = []
    for k, n in enumerate(arr.shape):
        if k == axis:
            key.append(indices)
        else:
            key.append(np.arange(n).reshape((1,) * k + (n,) + (1,) * (arr.ndim - k - 1)))
    return tuple(key)


def put(a, ind, v, mode="raise"):
    flat = np.ravel(np.asarray(ind)).tolist()
    values = np.ravel(np.asarray(v))
    for place, index in enumerate(flat):
        a.flat[index] = values[place % values.size]


def place(arr, mask, vals):
    mask = np.asarray(mask).astype(np.bool_)
    values = np.ravel(np.asarray(vals))
    count = int(np.count_nonzero(mask))
    arr[mask] = np.array([values[k % values.size] for k in _range(count)], arr.dtype)


def putmask(a, mask, values):
    mask = np.asarray(mask)
    values = np.ravel(np.asarray(values))
    for index in np.flatnonzero(mask).tolist():
        a.flat[index] = values[index % values.size]


def copyto(dst, src, casting="same_kind", where=True):
    if where is True:
        dst[...] = src
    else:
        mask = np.broadcast_to(where, dst.shape)
        dst[mask] = np.broadcast_to(np.asarray(src), dst.shape)[mask]


def extract(condition, arr):
    return np.ravel(np.asarray(arr))[np.flatnonzero(condition)]


def resize(a, new_shape):
    new_shape = (new_shape,) if np.ndim(new_shape) == 0 else tuple(new_shape)
    a = np.ravel(np.asarray(a))
    count = 1
    for n in new_shape:
        count *= n
    if a.size == 0:
        return np.zeros(new_shape, a.dtype)
    return tile(a, -(-count // a.size))[:count].reshape(new_shape)


def delete(arr, obj, axis=None):
    arr = np.asarray(arr)
    if axis is None:
        arr, axis = np.ravel(arr), 0
    axis = _axis(axis, arr.ndim)
    n = arr.shape[axis]
    kept = np.ones(n, np.bool_)
    if isinstance(obj, slice):
        kept[obj] = False
    else:
        obj = np.asarray(obj)
        if obj.dtype.kind == "b":
            kept[obj] = False
        else:
            for index in np.ravel(obj).tolist():
                if not -n <= index < n:
                    raise IndexError(f"index {index} is out of bounds for axis {axis} with size {n}")
                kept[index] = False
    return arr[(slice(None),) * axis + (np.flatnonzero(kept),)]


def insert(arr, obj, values, axis=None):
    arr = np.asarray(arr)
    if axis is None:
        arr, axis = np.ravel(arr), 0
    axis = _axis(axis, arr.ndim)
    moved = np.moveaxis(arr, axis, 0)
    n = moved.shape[0]
    if isinstance(obj, slice):
        obj = list(_range(*obj.indices(n)))
    places = np.ravel(np.asarray(obj)).tolist()
    for index in places:
        if not -n <= index <= n:
            raise IndexError(f"index {index} is out of bounds for axis {axis} with size {n}")
    places = [index + n if index < 0 else index for index in places]
    if np.ndim(obj) == 0:
        values = np.asarray(values, arr.dtype)
        if values.ndim == moved.ndim:
            block = np.moveaxis(values, axis, 0)
        elif moved.ndim == 1:
            block = values.reshape((-1,))
        else:
            block = np.broadcast_to(values, moved.shape[1:]).reshape((1,) + moved.shape[1:])
        result = concatenate((moved[:places[0]], block.astype(arr.dtype), moved[places[0]:]), 0)
    else:
        block = np.broadcast_to(np.asarray(values, arr.dtype), (len(places),) + moved.shape[1:])
        order = sorted(_range(len(places)), key=lambda k: places[k])
        parts, start = [], 0
        for k in order:
            parts.append(moved[start:places[k]])
            parts.append(block[k:k + 1])
            start = places[k]
        result = concatenate(parts + [moved[start:]], 0)
    return np.moveaxis(result, 0, axis)


def array_split(ary, indices_or_sections, axis=0):
    ary = np.asarray(ary)
    axis = _axis(axis, ary.ndim)
    n = ary.shape[axis]
    if np.ndim(indices_or_sections) == 0:
        sections = int(indices_or_sections)
        if sections <= 0:
            raise ValueError("number sections must be larger than 0.")
        size, extra = builtins.divmod(n, sections)
        bounds = [0]
        for k in _range(sections):
            bounds.append(bounds[-1] + size + (k < extra))
    else:
        bounds = [0] + [int(index) for index in indices_or_sections] + [n]
    before = (slice(None),) * axis
    return [ary[before + (slice(low, high),)] for low, high in zip(bounds, bounds[1:])]


def split(ary, indices_or_sections, axis=0):
    ary = np.asarray(ary)
    if np.ndim(indices_or_sections) == 0 and ary.shape[_axis(axis, ary.ndim)] % indices_or_sections:
        raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections, axis)


def hsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 1 if np.ndim(ary) > 1 else 0)


def vsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 0)


def dsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 2)


def meshgrid(*xi, copy=True, sparse=False, indexing="xy"):
    if indexing not in ("xy", "ij"):
        raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")
    arrays = [np.ravel(np.asarray(x)) for x in xi]
    n = len(arrays)
    shaped = [a.reshape((1,) * k + (-1,) + (1,) * (n - k - 1)) for k, a in enumerate(arrays)]
    if indexing == "xy" and n > 1:
        shaped[0] = shaped[0].reshape((1, -1) + (1,) * (n - 2))
        shaped[1] = shaped[1].reshape((-1, 1) + (1,) * (n - 2))
    if sparse:
        return tuple(shaped)
    shape = broadcast_shapes(*[a.shape for a in shaped])
    return tuple(np.array(np.broadcast_to(a, shape)) for a in shaped)


def indices(dimensions, dtype=int, sparse=False):
    dimensions = tuple(dimensions)
    n = len(dimensions)
    grids = [np.arange(count, dtype=dtype).reshape((1,) * k + (count,) + (1,) * (n - k - 1))
             for k, count in enumerate(dimensions)]
    if sparse:
        return tuple(grids)
    return stack([np.broadcast_to(grid, dimensions) for grid in grids]) if grids else np.empty((0,), dtype)


def fromfunction(function, shape, *, dtype=float, **kwargs):
    return function(*indices(shape, dtype=dtype), **kwargs)


def fromiter(iter, dtype, count=-1):
    items = list(iter)
    return np.array(items if count < 0 else items[:count], dtype)


def frombuffer(buffer, dtype=float, count=-1, offset=0):
    data = bytes(buffer)[offset:]
    kind = np.dtype(dtype)
    if count >= 0:
        data = data[:count * kind.itemsize]
    if len(data) % kind.itemsize:
        raise ValueError("buffer size must be a multiple of element size")
    return _from_bytes(data, kind)


def diag(v, k=0):
    v = np.asarray(v)
    if v.ndim == 1:
        n = v.size + _abs(k)
        result = np.zeros((n, n), v.dtype)
        rows = np.arange(v.size) + _max(-k, 0)
        result[rows, rows + k] = v
        return result
    if v.ndim != 2:
        raise ValueError("Input must be 1- or 2-d.")
    return diagonal(v, k).copy()


def diagflat(v, k=0):
    return diag(np.ravel(np.asarray(v)), k)


def diagonal(a, offset=0, axis1=0, axis2=1):
    a = np.asarray(a)
    if a.ndim < 2:
        raise ValueError("diag requires an array of at least two dimensions")
    axis1, axis2 = _axis(axis1, a.ndim), _axis(axis2, a.ndim)
    a = np.moveaxis(a, (axis1, axis2), (-2, -1))
    rows = _max(0, _min(a.shape[-2] + _min(offset, 0), a.shape[-1] - _max(offset, 0)))
    places = np.arange(rows)
    return a[..., places + _max(-offset, 0), places + _max(offset, 0)]


def trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    return np.sum(diagonal(a, offset, axis1, axis2), -1, dtype, out)


def tri(N, M=None, k=0, dtype=float):
    M = N if M is None else M
    return (np.arange(N).reshape((-1, 1)) >= np.arange(-k, M - k)).astype(dtype)


def _triangle(m, keep):
    return np.where(keep, m, np.asarray(0, m.dtype))


def tril(m, k=0):
    m = np.asarray(m)
    return _triangle(m, tri(m.shape[-2], m.shape[-1], k, np.bool_))


def triu(m, k=0):
    m = np.asarray(m)
    return _triangle(m, ~tri(m.shape[-2], m.shape[-1], k - 1, np.bool_))


def tril_indices(n, k=0, m=None):
    return np.nonzero(tri(n, m, k, np.bool_))


def triu_indices(n, k=0, m=None):
    return np.nonzero(~tri(n, m, k - 1, np.bool_))


def tril_indices_from(arr, k=0):
    return tril_indices(arr.shape[-2], k, arr.shape[-1])


def triu_indices_from(arr, k=0):
    return triu_indices(arr.shape[-2], k, arr.shape[-1])


def diag_indices(n, ndim=2):
    return (np.arange(n),) * ndim


def eye(N, M=None, k=0, dtype=float, order="C"):
    M = N if M is None else M
    return (np.arange(N).reshape((-1, 1)) + k == np.arange(M)).astype(dtype)


def identity(n, dtype=None):
    return eye(n, dtype=float if dtype is None else dtype)


def unravel_index(indices, shape, order="C"):
    indices = np.asarray(indices)
    shape = (shape,) if np.ndim(shape) == 0 else tuple(shape)
    count = 1
    for n in shape:
        count *= n
    if ((indices < 0) | (indices >= count)).any():
        raise ValueError(f"index {indices} is out of bounds for array with size {count}")
    results = []
    for n in reversed(shape) if order == "C" else shape:
        results.append((indices % n)[()])
        indices = indices // n
    return tuple(reversed(results)) if order == "C" else tuple(results)


def ravel_multi_index(multi_index, dims, mode="raise", order="C"):
    total = 0
    for index, n in zip(multi_index, dims):
        index = np.asarray(index)
        if ((index < 0) | (index >= n)).any():
            raise ValueError("invalid entry in coordinates array")
        total = total * n + index
    return total[()] if isinstance(total, np.ndarray) else total


def pad(array, pad_width, mode="constant", constant_values=0, **kwargs):
    array = np.asarray(array)
    widths = np.broadcast_to(np.asarray(pad_width, np.int64), (array.ndim, 2)).tolist()
    for k, (before, after) in enumerate(widths):
        n = array.shape[k]
        lead = (slice(None),) * k
        if mode == "constant":
            values = np.broadcast_to(np.asarray(constant_values), (array.ndim, 2))[k].tolist()
            ends = [np.full(array.shape[:k] + (count,) + array.shape[k + 1:], value, array.dtype)
                    for count, value in zip((before, after), values)]
            array = concatenate((ends[0], array, ends[1]), k)
            continue
        places = np.arange(-before, n + after)
        if mode == "edge":
            places = np.clip(places, 0, n - 1)
        elif mode == "wrap":
            places = places % n
        elif mode == "reflect":
            period = _max(2 * (n - 1), 1)
            places = places % period
            places = np.where(places < n, places, period - places)
        elif mode == "symmetric":
            places = places % (2 * n)
            places = np.where(places < n, places, 2 * n - 1 - places)
        else:
            raise NotImplementedError(f"numpy.pad: the mode {mode!r} is not supported")
        array = array[lead + (places,)]
    return array


def trim_zeros(filt, trim="fb"):
    a = np.asarray(filt)
    places = np.flatnonzero(a).tolist()
    if not places:
        return filt[:0]
    low = places[0] if "f" in trim.lower() else 0
    high = places[-1] + 1 if "b" in trim.lower() else a.size
    return filt[low:high]


def bincount(x, weights=None, minlength=0):
    x = np.asarray(x)
    if weights is None:
        return _row("bincount", x, minlength=minlength)
    return _row("bincount", x, np.asarray(weights, np.float64), minlength)


def isin(element, test_elements, assume_unique=False, invert=False, *, kind=None):
    element = np.asarray(element)
    known = np.sort(np.ravel(np.asarray(test_elements)))
    if known.size == 0:
        found = np.zeros(element.shape, np.bool_)
    else:
        places = np.searchsorted(known, np.ravel(element))
        places[places == known.size] = 0
        found = (known[places] == np.ravel(element)).reshape(element.shape)
    return np.asarray(~found if invert else found)


in1d = isin


def union1d(ar1, ar2):
    return np.unique(concatenate((np.ravel(ar1), np.ravel(ar2))))


def intersect1d(ar1, ar2, assume_unique=False, return_indices=False):
    first, second = np.unique(ar1), np.unique(ar2)
    return first[isin(first, second)].astype(np.result_type(first.dtype, second.dtype))


def setdiff1d(ar1, ar2, assume_unique=False):
    first = np.ravel(np.asarray(ar1)) if assume_unique else np.unique(ar1)
    return first[isin(first, ar2, invert=True)]


def setxor1d(ar1, ar2, assume_unique=False):
    first, second = np.unique(ar1), np.unique(ar2)
    return np.sort(concatenate((first[isin(first, second, invert=True)], second[isin(second, first, invert=True)])))
