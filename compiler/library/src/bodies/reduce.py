# Functions of numpy that reduce arrays to numbers or along an axis.

@also("ndarray.mean")
def mean(a, axis: literal=None, dtype: literal=None, out=None, keepdims: literal=False, where: literal=True):
    """Mean of the elements, of all of them or along an axis."""
    if nj.is_array(where):
        inexact = nj.dtype_or(dtype, nj.inexact(a))
        counts = np.sum(np.broadcast_to(where, a.shape), axis, None, None, keepdims)
        return nj.of_dtype(np.divide(np.sum(a, axis, inexact, None, keepdims, None, where), counts), inexact)
    nj.require(where, "`where` must be True or an array of bools")
    if nj.is_array(a):
        inexact = nj.dtype_or(dtype, nj.inexact(a))
        if axis is None:
            return nj.kept(np.divide(nj.reduce(a, "sum", inexact), a.size), a.shape, axis, keepdims)
        total = np.sum(a, axis, inexact, None, keepdims)
        return nj.of_dtype(np.divide(total, nj.extent_of(a.shape, axis)), inexact)
    nj.require(nj.is_number(a), "`a` must be an array or a number")
    return nj.cast(a, nj.dtype_or(dtype, nj.inexact(a)))


@also("ndarray.var")
def var(a, axis: literal=None, dtype: literal=None, out=None, ddof=0, keepdims: literal=False):
    """Variance of the elements, of all of them or along an axis."""
    if dtype is not None:
        wide = np.var(nj.convert(nj.as_array(a), dtype), axis, None, None, ddof, keepdims)
        return nj.of_dtype(wide, nj.real_dtype(dtype))
    if axis is None:
        x = nj.as_array(a)
        center = np.mean(x)
        total = 0.0
        c = nj.contiguous(x)
        for i in range(c.size):
            total += nj.squared(nj.flat_get(c, i) - center)
        return nj.kept(np.divide(total, x.size - ddof), x.shape, axis, keepdims)
    if nj.is_tuple(axis):
        return nj.kept(np.var(nj.merged_last(a, axis), -1, dtype, None, ddof), a.shape, axis, keepdims)
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    count = a.shape[k]
    inner = nj.extent_after(a.shape, k)
    result = nj.empty(nj.drop_axis(a.shape, k), np.float64)
    for outer in range(nj.extent_before(a.shape, k)):
        for i in range(inner):
            sum_ = nj.cast(0, nj.inexact(a))
            for j in range(count):
                sum_ += nj.flat_get(c, (outer * count + j) * inner + i)
            center = np.divide(sum_, count)
            total = 0.0
            for j in range(count):
                total += nj.squared(nj.flat_get(c, (outer * count + j) * inner + i) - center)
            nj.flat_set(result, outer * inner + i, np.divide(total, count - ddof))
    return nj.kept(result, a.shape, axis, keepdims)


@also("ndarray.std")
def std(a, axis: literal=None, dtype: literal=None, out=None, ddof=0, keepdims: literal=False):
    """Standard deviation of the elements, of all of them or along an axis."""
    return np.sqrt(np.var(a, axis, dtype, None, ddof, keepdims))


def ptp(a, axis: literal=None, out=None, keepdims: literal=False):
    """Largest minus smallest element, of all or along an axis."""
    if nj.is_array(a):
        if axis is None:
            return nj.kept(nj.reduce(a, "max", a.dtype) - nj.reduce(a, "min", a.dtype), a.shape, axis, keepdims)
        return np.max(a, axis, None, keepdims) - np.min(a, axis, None, keepdims)
    return a - a


@also("ndarray.cumsum")
def cumsum(a, axis=None, dtype: literal=None, out=None):
    """Sums of leading elements, of the flattened array or along an axis."""
    x = nj.as_array(a)
    c = nj.contiguous(x)
    accumulator = nj.dtype_or(dtype, nj.accumulator(a))
    if axis is None:
        line = nj.empty(c.size, accumulator)
        total = nj.cast(0, accumulator)
        for i in range(c.size):
            total = nj.cast(total + nj.flat_get(c, i), accumulator)
            nj.flat_set(line, i, total)
        return line
    k = nj.axis_index(axis, x.ndim)
    result = nj.empty(x.shape, accumulator)
    count = x.shape[k]
    inner = nj.extent_after(x.shape, k)
    for outer in range(nj.extent_before(x.shape, k)):
        for j in range(count):
            for i in range(inner):
                at = (outer * count + j) * inner + i
                value = nj.cast(nj.flat_get(c, at), accumulator)
                if j > 0:
                    value = nj.cast(nj.flat_get(result, at - inner) + value, accumulator)
                nj.flat_set(result, at, value)
    return result


@also("ndarray.cumprod")
def cumprod(a, axis=None, dtype: literal=None, out=None):
    """Products of leading elements, of the flattened array or along an axis."""
    x = nj.as_array(a)
    c = nj.contiguous(x)
    accumulator = nj.dtype_or(dtype, nj.accumulator(a))
    if axis is None:
        line = nj.empty(c.size, accumulator)
        total = nj.cast(1, accumulator)
        for i in range(c.size):
            total = nj.cast(total * nj.flat_get(c, i), accumulator)
            nj.flat_set(line, i, total)
        return line
    k = nj.axis_index(axis, x.ndim)
    result = nj.empty(x.shape, accumulator)
    count = x.shape[k]
    inner = nj.extent_after(x.shape, k)
    for outer in range(nj.extent_before(x.shape, k)):
        for j in range(count):
            for i in range(inner):
                at = (outer * count + j) * inner + i
                value = nj.cast(nj.flat_get(c, at), accumulator)
                if j > 0:
                    value = nj.cast(nj.flat_get(result, at - inner) * value, accumulator)
                nj.flat_set(result, at, value)
    return result


def diff(a, n=1, axis: literal=-1, prepend=None, append=None):
    """Differences of neighbours along an axis, n times."""
    if prepend is not None:
        return np.diff(np.concatenate((nj.slab(prepend, a, axis), a), axis), n, axis, None, append)
    if append is not None:
        return np.diff(np.concatenate((a, nj.slab(append, a, axis)), axis), n, axis)
    nj.require(nj.is_array(a), "`a` must be an array")
    nj.require(a.ndim > 0, "`a` must have at least one axis")
    if nj.axis_index(axis, a.ndim) != a.ndim - 1:
        k = nj.axis_index(axis, a.ndim)
        return nj.lines_back(np.diff(nj.lines_along(a, k), n), a.shape, k)
    if n < 0:
        raise ValueError("diff(): order must be non-negative")
    count = a.shape[a.ndim - 1]
    kept = max(count - n, 0)
    out = nj.empty(nj.replace_axis(a.shape, a.ndim - 1, kept), a.dtype)
    if out.size == 0:
        return out
    c = nj.contiguous(a)
    line = nj.empty(count, a.dtype)
    for row in range(c.size // count):
        for i in range(count):
            nj.flat_set(line, i, nj.flat_get(c, row * count + i))
        for step in range(n):
            for i in range(count - 1 - step):
                nj.flat_set(line, i, np.subtract(nj.flat_get(line, i + 1), nj.flat_get(line, i)))
        for i in range(kept):
            nj.flat_set(out, row * kept + i, nj.flat_get(line, i))
    return out


def ediff1d(ary):
    """Differences of neighbours of the flattened array."""
    return np.diff(nj.as_line(ary))


def count_nonzero(a, axis: literal=None, keepdims: literal=False):
    """Number of elements that are not zero, of all of them or along an axis."""
    if axis is None and not keepdims:
        c = nj.contiguous(nj.as_array(a))
        count = 0
        for i in range(c.size):
            if nj.flat_get(c, i):
                count += 1
        return count
    return np.sum(a != 0, axis, None, None, keepdims)


def average(a, axis: literal=None, weights=None, returned: literal=False, keepdims: literal=False):
    """Mean of the elements, weighted if weights are given; of all or along an axis."""
    if returned:
        return np.average(a, axis, weights, False, keepdims), nj.total_weight(nj.as_array(a), axis, weights, keepdims)
    if weights is None:
        return np.mean(a, axis, None, None, keepdims)
    nj.require(nj.is_array(weights) and nj.is_array(a), "`a` and `weights` must be arrays")
    if axis is not None:
        return nj.weighted_average(a, axis, weights, keepdims)
    if a.size != weights.size:
        raise TypeError("Shape of weights must be consistent with shape of a")
    scale = nj.reduce(weights, "sum", nj.inexact(nj.common(a, weights)))
    if scale == 0.0:
        raise ZeroDivisionError("Weights sum to zero, can't be normalized.")
    c = nj.contiguous(a)
    w = nj.contiguous(weights)
    total = scale * 0
    for i in range(c.size):
        total += nj.flat_get(c, i) * nj.flat_get(w, i)
    return nj.kept(np.divide(total, scale), a.shape, axis, keepdims)


def median(a, axis: literal=None, out=None, overwrite_input=False, keepdims: literal=False):
    """Middle element of the sorted array, or the mean of the two middle ones; of all or along an axis."""
    nj.require(nj.is_array(a) or nj.is_container(a) or nj.is_tuple(a), "`a` must be an array, a list or a tuple")
    nj.require(not nj.is_complex(a), "`a` must be an array of real numbers")
    if axis is None:
        return nj.kept(nj.middle(np.sort(a, None)), np.shape(a), axis, keepdims)
    if nj.is_tuple(axis):
        return nj.kept(np.median(nj.merged_last(a, axis), -1), a.shape, axis, keepdims)
    k = nj.axis_index(axis, a.ndim)
    rows = nj.lines_along(a, k)
    nj.sort_rows(rows)
    result = nj.empty(nj.drop_axis(a.shape, k), np.float64)
    for i in range(result.size):
        nj.flat_set(result, i, nj.middle(rows[i]))
    return nj.kept(result, a.shape, axis, keepdims)


def quantile(a, q, axis: literal=None, out=None, overwrite_input=False, method: literal="linear", keepdims: literal=False):
    """Values below which given fractions of the elements lie, of all or along an axis."""
    nj.require(not nj.is_complex(a), "`a` must be an array of real numbers")
    if axis is None:
        ordered = np.sort(a, None)
        if nj.is_number(q):
            nj.check_fraction(q)
            return nj.kept(nj.quantile_of_line(ordered, float(q), method), np.shape(a), axis, keepdims)
        nj.require(not keepdims, "`keepdims` needs a single fraction")
        fractions = nj.as_array(q)
        c = nj.contiguous(fractions)
        result = nj.empty(fractions.shape, nj.quantile_dtype(ordered, method))
        for i in range(result.size):
            nj.check_fraction(nj.flat_get(c, i))
            nj.flat_set(result, i, nj.quantile_of_line(ordered, float(nj.flat_get(c, i)), method))
        return result
    if nj.is_tuple(axis):
        nj.require(nj.is_number(q) or not keepdims, "`keepdims` needs a single fraction")
        return nj.kept(np.quantile(nj.merged_last(a, axis), q, -1, None, False, method), a.shape, axis, keepdims)
    k = nj.axis_index(axis, a.ndim)
    rows = nj.lines_along(a, k)
    nj.sort_rows(rows)
    rest = nj.drop_axis(a.shape, k)
    if nj.is_number(q):
        nj.check_fraction(q)
        line = nj.empty(rest, nj.quantile_dtype(rows, method))
        for i in range(line.size):
            nj.flat_set(line, i, nj.quantile_of_line(rows[i], float(q), method))
        return nj.kept(line, a.shape, axis, keepdims)
    nj.require(not keepdims, "`keepdims` needs a single fraction")
    several = nj.contiguous(nj.as_array(q))
    table = nj.empty(several.shape + rest, nj.quantile_dtype(rows, method))
    for p in range(several.size):
        nj.check_fraction(nj.flat_get(several, p))
        for i in range(rows.shape[0]):
            nj.flat_set(table, p * rows.shape[0] + i, nj.quantile_of_line(rows[i], float(nj.flat_get(several, p)), method))
    return table


def percentile(a, q, axis: literal=None, out=None, overwrite_input=False, method: literal="linear", keepdims: literal=False):
    """Values below which given percentages of the elements lie, of all or along an axis."""
    if nj.is_number(q):
        return np.quantile(a, np.divide(q, 100.0), axis, None, False, method, keepdims)
    return np.quantile(a, np.divide(nj.as_array(q), 100.0), axis, None, False, method, keepdims)


def nansum(a, axis: literal=None, dtype: literal=None, out=None, keepdims: literal=False):
    """Sum of the elements that are not nan, of all or along an axis."""
    accumulator = nj.dtype_or(dtype, nj.accumulator(a))
    if axis is not None:
        return np.sum(nj.nan_as(a, 0), axis, dtype, None, keepdims)
    c = nj.contiguous(nj.as_array(a))
    total = nj.cast(0, accumulator)
    for i in range(c.size):
        value = nj.flat_get(c, i)
        if value == value:
            total = nj.cast(total + value, accumulator)
    return nj.kept(total, np.shape(a), axis, keepdims)


def nanprod(a, axis: literal=None, dtype: literal=None, out=None, keepdims: literal=False):
    """Product of the elements that are not nan, of all or along an axis."""
    accumulator = nj.dtype_or(dtype, nj.accumulator(a))
    if axis is not None:
        return np.prod(nj.nan_as(a, 1), axis, dtype, None, keepdims)
    c = nj.contiguous(nj.as_array(a))
    total = nj.cast(1, accumulator)
    for i in range(c.size):
        value = nj.flat_get(c, i)
        if value == value:
            total = nj.cast(total * value, accumulator)
    return nj.kept(total, np.shape(a), axis, keepdims)


def nanmean(a, axis: literal=None, dtype: literal=None, out=None, keepdims: literal=False):
    """Mean of the elements that are not nan, of all or along an axis."""
    if axis is not None:
        counts = np.sum(a == a, axis, None, None, keepdims)
        return nj.of_dtype(np.divide(np.nansum(a, axis, dtype, None, keepdims), counts), nj.dtype_or(dtype, nj.inexact(a)))
    c = nj.contiguous(nj.as_array(a))
    total = nj.cast(0, nj.dtype_or(dtype, nj.inexact(nj.common(a, 0.0))))
    count = 0
    for i in range(c.size):
        value = nj.flat_get(c, i)
        if value == value:
            total += value
            count += 1
    return nj.kept(np.divide(total, count), np.shape(a), axis, keepdims)


def nanvar(a, axis: literal=None, dtype: literal=None, out=None, ddof=0, keepdims: literal=False):
    """Variance of the elements that are not nan, of all or along an axis."""
    if dtype is not None:
        wide = np.nanvar(nj.convert(nj.as_array(a), dtype), axis, None, None, ddof, keepdims)
        return nj.of_dtype(wide, nj.real_dtype(dtype))
    if axis is None:
        return nj.kept(nj.nanvar_of_line(nj.as_line(a), ddof), np.shape(a), axis, keepdims)
    if nj.is_tuple(axis):
        return nj.kept(np.nanvar(nj.merged_last(a, axis), -1, dtype, None, ddof), a.shape, axis, keepdims)
    k = nj.axis_index(axis, a.ndim)
    rows = nj.lines_along(a, k)
    result = nj.empty(nj.drop_axis(a.shape, k), np.float64)
    for i in range(result.size):
        nj.flat_set(result, i, nj.nanvar_of_line(rows[i], ddof))
    return nj.kept(result, a.shape, axis, keepdims)


def nanstd(a, axis: literal=None, dtype: literal=None, out=None, ddof=0, keepdims: literal=False):
    """Standard deviation of the elements that are not nan, of all or along an axis."""
    return np.sqrt(np.nanvar(a, axis, dtype, None, ddof, keepdims))


def nanmin(a, axis: literal=None, out=None, keepdims: literal=False):
    """Smallest element that is not nan, of all or along an axis; nan if there is none."""
    if axis is not None:
        return nj.nan_extreme(a, axis, keepdims, False)
    c = nj.contiguous(nj.as_array(a))
    if c.size == 0:
        raise ValueError("zero-size array to reduction operation minimum which has no identity")
    best = nj.flat_get(c, 0)
    for i in range(1, c.size):
        best = np.fmin(best, nj.flat_get(c, i))
    return nj.kept(best, np.shape(a), axis, keepdims)


def nanmax(a, axis: literal=None, out=None, keepdims: literal=False):
    """Largest element that is not nan, of all or along an axis; nan if there is none."""
    if axis is not None:
        return nj.nan_extreme(a, axis, keepdims, True)
    c = nj.contiguous(nj.as_array(a))
    if c.size == 0:
        raise ValueError("zero-size array to reduction operation maximum which has no identity")
    best = nj.flat_get(c, 0)
    for i in range(1, c.size):
        best = np.fmax(best, nj.flat_get(c, i))
    return nj.kept(best, np.shape(a), axis, keepdims)


def nanargmin(a, axis: literal=None, out=None, keepdims: literal=False):
    """Position of the smallest element that is not nan."""
    return nj.kept(nj.nan_position(a, axis, False), np.shape(a), axis, keepdims)


def nanargmax(a, axis: literal=None, out=None, keepdims: literal=False):
    """Position of the largest element that is not nan."""
    return nj.kept(nj.nan_position(a, axis, True), np.shape(a), axis, keepdims)


def nancumsum(a, axis: literal=None, dtype: literal=None, out=None):
    """Sums of leading elements, nan counting as zero, of the flattened array or along an axis."""
    return np.cumsum(nj.nan_as(a, 0), axis, dtype)


def nancumprod(a, axis: literal=None, dtype: literal=None, out=None):
    """Products of leading elements, nan counting as one, of the flattened array or along an axis."""
    return np.cumprod(nj.nan_as(a, 1), axis, dtype)


def nanmedian(a, axis: literal=None, out=None, overwrite_input=False, keepdims: literal=False):
    """Middle of the elements that are not nan, of all or along an axis."""
    if axis is None:
        return nj.kept(np.median(nj.without_nan(a)), np.shape(a), axis, keepdims)
    if nj.is_tuple(axis):
        return nj.kept(np.nanmedian(nj.merged_last(a, axis), -1), a.shape, axis, keepdims)
    k = nj.axis_index(axis, a.ndim)
    rows = nj.lines_along(a, k)
    result = nj.empty(nj.drop_axis(a.shape, k), np.float64)
    for i in range(result.size):
        nj.flat_set(result, i, np.median(nj.without_nan(rows[i])))
    return nj.kept(result, a.shape, axis, keepdims)


def nanquantile(a, q, axis: literal=None, out=None, overwrite_input=False, method: literal="linear", keepdims: literal=False):
    """Quantiles of the elements that are not nan, of all or along an axis."""
    if axis is None:
        return np.quantile(nj.without_nan(a), q, None, None, False, method)
    nj.require(nj.is_number(q) and not nj.is_tuple(axis), "with an axis `q` must be a number and `axis` an integer")
    k = nj.axis_index(axis, a.ndim)
    rows = nj.lines_along(a, k)
    result = nj.empty(nj.drop_axis(a.shape, k), np.float64)
    for i in range(result.size):
        nj.flat_set(result, i, np.quantile(nj.without_nan(rows[i]), q, None, None, False, method))
    return nj.kept(result, a.shape, axis, keepdims)


def nanpercentile(a, q, axis: literal=None, out=None, overwrite_input=False, method: literal="linear", keepdims: literal=False):
    """Percentiles of the elements that are not nan, of all or along an axis."""
    if nj.is_number(q):
        return np.nanquantile(a, np.divide(q, 100.0), axis, None, False, method, keepdims)
    return np.nanquantile(a, np.divide(nj.as_array(q), 100.0), axis, None, False, method, keepdims)


def cov(m, y=None, rowvar=True, bias: literal=False, ddof=None):
    """Covariances of variables, one a row."""
    x = nj.variables(m, y, rowvar)
    count = x.shape[1]
    if ddof is None:
        if bias:
            lost = 0
        else:
            lost = 1
    else:
        lost = np.int64(ddof)
    for i in range(x.shape[0]):
        center = np.mean(x[i])
        for j in range(count):
            x[i, j] -= center
    factor = max(count - lost, 0)
    out = np.dot(x, np.ascontiguousarray(np.conjugate(x.T)))
    for i in range(out.size):
        nj.flat_set(out, i, np.divide(nj.flat_get(out, i), factor))
    if nj.is_line(m) and y is None:
        return nj.reshape(out, ())
    return out


def corrcoef(x, y=None, rowvar=True):
    """Correlation coefficients of variables, one a row."""
    out = np.cov(x, y, rowvar)
    if out.ndim == 0:
        return np.divide(nj.unwrap(out), nj.unwrap(out))
    n = out.shape[0]
    deviations = nj.empty(n, np.float64)
    for i in range(n):
        deviations[i] = math.sqrt(out[i, i].real)
    for i in range(n):
        for j in range(n):
            out[i, j] = nj.limited(np.divide(np.divide(out[i, j], deviations[i]), deviations[j]))
    return out
