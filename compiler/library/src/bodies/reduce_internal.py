# Helpers of the reductions and statistics.

def extent_of(shape, axis: literal):
    """Number of elements along an axis, or several."""
    if nj.is_tuple(axis):
        if len(axis) == 0:
            return 1
        return shape[nj.axis_index(axis[0], len(shape))] * nj.extent_of(shape, axis[1:])
    return shape[nj.axis_index(axis, len(shape))]


def of_dtype(x, dtype):
    """An array or number in a dtype."""
    if nj.is_array(x):
        return nj.convert(x, dtype)
    return nj.cast(x, dtype)


def middle(ordered):
    """Median of a sorted line."""
    count = len(ordered)
    if count == 0:
        return np.nan
    last = nj.cast(nj.flat_get(ordered, count - 1), np.float64)
    if last != last:
        return last
    high = nj.cast(nj.flat_get(ordered, count // 2), np.float64)
    if count % 2 == 1:
        return high
    return (nj.cast(nj.flat_get(ordered, count // 2 - 1), np.float64) + high) / 2.0


def nan_as(a, value):
    """A copy with a number in the place of nan."""
    out = nj.copy_c(nj.as_array(a))
    for i in range(out.size):
        x = nj.flat_get(out, i)
        if x != x:
            nj.flat_set(out, i, nj.cast(value, out.dtype))
    return out


def nanvar_of_line(line, ddof):
    """Variance of the elements of a line that are not nan."""
    center = np.nanmean(line)
    total = 0.0
    count = 0
    for i in range(line.size):
        value = nj.flat_get(line, i)
        if value == value:
            total += nj.squared(value - center)
            count += 1
    if count <= ddof:
        return np.nan
    return np.divide(total, count - ddof)


def nan_extreme(a, axis: literal, keepdims: literal, largest: literal):
    """Smallest or largest elements along an axis that are not nan."""
    if nj.is_tuple(axis):
        return nj.kept(nj.nan_extreme(nj.merged_last(a, axis), -1, False, largest), a.shape, axis, keepdims)
    k = nj.axis_index(axis, a.ndim)
    rows = nj.lines_along(a, k)
    out = nj.empty(nj.drop_axis(a.shape, k), a.dtype)
    for i in range(out.size):
        if largest:
            nj.flat_set(out, i, np.nanmax(rows[i]))
        else:
            nj.flat_set(out, i, np.nanmin(rows[i]))
    return nj.kept(out, a.shape, axis, keepdims)


def nan_position(a, axis: literal, largest: literal):
    """Positions of the smallest or largest elements that are not nan."""
    if axis is None:
        return nj.nan_position_of_line(nj.as_line(a), largest)
    nj.require(not nj.is_tuple(axis), "`axis` must be None or an integer")
    k = nj.axis_index(axis, a.ndim)
    rows = nj.lines_along(a, k)
    out = nj.empty(nj.drop_axis(a.shape, k), np.int64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.nan_position_of_line(rows[i], largest))
    return nj.unwrap(out)


def nan_position_of_line(line, largest: literal):
    """Position of the smallest or largest element of a line that is not nan."""
    position = -1
    for i in range(line.size):
        x = nj.flat_get(line, i)
        if x == x:
            if position < 0:
                position = i
            elif largest:
                if x > nj.flat_get(line, position):
                    position = i
            elif x < nj.flat_get(line, position):
                position = i
    if position < 0:
        raise ValueError("All-NaN slice encountered")
    return position


def weighted_average(a, axis: literal, weights, keepdims: literal):
    """Weighted mean along an axis; the weights have the array's shape or one axis."""
    nj.require(not nj.is_tuple(axis), "`axis` must be None or an integer")
    k = nj.axis_index(axis, a.ndim)
    rows = nj.lines_along(a, k)
    out = nj.empty(nj.drop_axis(a.shape, k), nj.inexact(nj.common(a, weights)))
    if weights.ndim == a.ndim:
        if weights.shape != a.shape:
            raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
        shares = nj.lines_along(weights, k)
    else:
        nj.require(weights.ndim == 1, "`weights` must be a 1-d array or have the shape of `a`")
        if len(weights) != a.shape[k]:
            raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
        shares = nj.copy_c(nj.broadcast_to(weights, rows.shape))
    for i in range(rows.shape[0]):
        scale = np.sum(shares[i])
        if scale == 0:
            raise ZeroDivisionError("Weights sum to zero, can't be normalized")
        total = nj.cast(0, out.dtype)
        for j in range(rows.shape[1]):
            total = nj.cast(total + rows[i, j] * shares[i, j], out.dtype)
        nj.flat_set(out, i, nj.cast(total / scale, out.dtype))
    return nj.kept(out, a.shape, axis, keepdims)


def is_line(m):
    """Whether an argument is a single line of numbers; a literal."""
    return nj.as_array(m).ndim < 2


def variables(m, y, rowvar):
    """A new matrix of one or two sets of variables, one a row, in an inexact dtype."""
    first = nj.variable_rows(nj.as_array(m), rowvar)
    if y is None:
        return first
    second = nj.variable_rows(nj.as_array(y), rowvar)
    if first.shape[1] != second.shape[1]:
        raise ValueError("m and y have incompatible dimensions")
    return np.concatenate((first, second), 0)


def variable_rows(x, rowvar):
    """A new matrix with one variable a row."""
    nj.require(x.ndim < 3, "the variables must be a 1-d or 2-d array")
    dtype = nj.inexact(nj.common(x, 1.0))
    if x.ndim < 2:
        return nj.reshape(nj.copy_c(nj.convert(x, dtype)), (1, x.size))
    if rowvar or x.shape[0] == 1:
        return nj.copy_c(nj.convert(x, dtype))
    return nj.copy_c(nj.convert(x.T, dtype))


def limited(x):
    """A correlation cut to the range from -1 to 1, each part of a complex one by itself."""
    if nj.is_complex(x):
        return complex(nj.limited(x.real), nj.limited(x.imag))
    return min(max(x, -1.0), 1.0)


def identity_of(identity, dtype, name):
    """What a reduction of nothing gives, if there is such a number."""
    if identity is None:
        raise ValueError(f"zero-size array to reduction operation {name} which has no identity")
    return nj.cast(identity, dtype)


def total_weight(a, axis: literal, weights, keepdims: literal):
    """Sums of the weights of a mean, in the shape of the mean."""
    if weights is None:
        return np.sum(np.ones(a.shape), axis, None, None, keepdims)
    if weights.ndim == a.ndim:
        return np.sum(weights, axis, None, None, keepdims)
    return np.sum(weights) + np.sum(np.zeros(a.shape), axis, None, None, keepdims)


def slab(x, a, axis: literal):
    """A number as an array of extent 1 on an axis, else of the shape of another; an array itself."""
    if nj.is_array(x):
        return x
    return np.full(nj.replace_axis(a.shape, nj.axis_index(axis, a.ndim), 1), x)
