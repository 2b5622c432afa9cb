# Functions of numpy that reduce arrays to numbers or along an axis.

@also("ndarray.mean")
def mean(a, axis=None):
    """Mean of the elements, of all of them or along an axis."""
    if nj.is_array(a):
        if axis is None:
            return np.divide(nj.reduce(a, "sum", nj.inexact(a)), a.size)
        total = np.sum(a, axis, nj.inexact(a))
        return np.divide(total, a.shape[nj.axis_index(axis, a.ndim)])
    nj.require(nj.is_number(a), "`a` must be an array or a number")
    return nj.cast(a, nj.inexact(a))


@also("ndarray.var")
def var(a, axis=None, ddof=0):
    """Variance of the elements, of all of them or along an axis."""
    if axis is None:
        x = nj.as_array(a)
        center = np.mean(x)
        total = 0.0
        c = nj.contiguous(x)
        for i in range(c.size):
            total += nj.squared(nj.flat_get(c, i) - center)
        return np.divide(total, x.size - ddof)
    k = nj.axis_index(axis, a.ndim)
    c = nj.contiguous(a)
    count = a.shape[k]
    inner = nj.extent_after(a.shape, k)
    out = nj.empty(nj.drop_axis(a.shape, k), np.float64)
    for outer in range(nj.extent_before(a.shape, k)):
        for i in range(inner):
            sum_ = nj.cast(0, nj.inexact(a))
            for j in range(count):
                sum_ += nj.flat_get(c, (outer * count + j) * inner + i)
            center = np.divide(sum_, count)
            total = 0.0
            for j in range(count):
                total += nj.squared(nj.flat_get(c, (outer * count + j) * inner + i) - center)
            nj.flat_set(out, outer * inner + i, np.divide(total, count - ddof))
    return nj.unwrap(out)


@also("ndarray.std")
def std(a, axis=None, ddof=0):
    """Standard deviation of the elements, of all of them or along an axis."""
    return np.sqrt(np.var(a, axis, ddof))


def ptp(a):
    """Largest minus smallest element."""
    if nj.is_array(a):
        return nj.reduce(a, "max", a.dtype) - nj.reduce(a, "min", a.dtype)
    return a - a


@also("ndarray.cumsum")
def cumsum(a, axis=None, dtype: literal=None):
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
    out = nj.empty(x.shape, accumulator)
    count = x.shape[k]
    inner = nj.extent_after(x.shape, k)
    for outer in range(nj.extent_before(x.shape, k)):
        for j in range(count):
            for i in range(inner):
                at = (outer * count + j) * inner + i
                value = nj.cast(nj.flat_get(c, at), accumulator)
                if j > 0:
                    value = nj.cast(nj.flat_get(out, at - inner) + value, accumulator)
                nj.flat_set(out, at, value)
    return out


@also("ndarray.cumprod")
def cumprod(a, axis=None, dtype: literal=None):
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
    out = nj.empty(x.shape, accumulator)
    count = x.shape[k]
    inner = nj.extent_after(x.shape, k)
    for outer in range(nj.extent_before(x.shape, k)):
        for j in range(count):
            for i in range(inner):
                at = (outer * count + j) * inner + i
                value = nj.cast(nj.flat_get(c, at), accumulator)
                if j > 0:
                    value = nj.cast(nj.flat_get(out, at - inner) * value, accumulator)
                nj.flat_set(out, at, value)
    return out


def diff(a, n=1):
    """Differences of neighbours along the last axis, n times."""
    nj.require(a.ndim > 0, "`a` must have at least one axis")
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


def count_nonzero(a, axis=None):
    """Number of elements that are not zero, of all of them or along an axis."""
    if axis is None:
        c = nj.contiguous(nj.as_array(a))
        count = 0
        for i in range(c.size):
            if nj.flat_get(c, i):
                count += 1
        return count
    return np.sum(a != 0, axis)


def average(a, weights=None):
    """Mean of the elements, weighted if weights are given."""
    if weights is None:
        return np.mean(a)
    nj.require(nj.is_array(weights) and nj.is_array(a), "`a` and `weights` must be arrays")
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
    return np.divide(total, scale)


def median(a):
    """Middle element of the sorted array, or the mean of the two middle ones."""
    nj.require(not nj.is_complex(a), "`a` must be an array of real numbers")
    ordered = np.sort(nj.as_line(a))
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


def quantile(a, q):
    """Values below which given fractions of the elements lie."""
    nj.require(not nj.is_complex(a), "`a` must be an array of real numbers")
    ordered = np.sort(nj.as_line(a))
    if nj.is_number(q):
        nj.check_fraction(q)
        if len(ordered) == 0:
            return np.nan
        return nj.quantile_of_line(ordered, float(q))
    fractions = nj.as_array(q)
    c = nj.contiguous(fractions)
    out = nj.empty(fractions.shape, np.float64)
    for i in range(out.size):
        nj.check_fraction(nj.flat_get(c, i))
        if len(ordered) == 0:
            nj.flat_set(out, i, np.nan)
        else:
            nj.flat_set(out, i, nj.quantile_of_line(ordered, float(nj.flat_get(c, i))))
    return out


def percentile(a, q):
    """Values below which given percentages of the elements lie."""
    if nj.is_number(q):
        return np.quantile(a, np.divide(q, 100.0))
    return np.quantile(a, np.divide(nj.as_array(q), 100.0))


def nansum(a):
    """Sum of the elements that are not nan."""
    c = nj.contiguous(nj.as_array(a))
    total = nj.cast(0, nj.accumulator(a))
    for i in range(c.size):
        value = nj.flat_get(c, i)
        if value == value:
            total = nj.cast(total + value, nj.accumulator(a))
    return total


def nanprod(a):
    """Product of the elements that are not nan."""
    c = nj.contiguous(nj.as_array(a))
    total = nj.cast(1, nj.accumulator(a))
    for i in range(c.size):
        value = nj.flat_get(c, i)
        if value == value:
            total = nj.cast(total * value, nj.accumulator(a))
    return total


def nanmean(a):
    """Mean of the elements that are not nan."""
    c = nj.contiguous(nj.as_array(a))
    total = nj.cast(0, nj.inexact(nj.common(a, 0.0)))
    count = 0
    for i in range(c.size):
        value = nj.flat_get(c, i)
        if value == value:
            total += value
            count += 1
    return np.divide(total, count)


def nanvar(a, ddof=0):
    """Variance of the elements that are not nan."""
    c = nj.contiguous(nj.as_array(a))
    center = np.nanmean(a)
    total = 0.0
    count = 0
    for i in range(c.size):
        value = nj.flat_get(c, i)
        if value == value:
            total += nj.squared(value - center)
            count += 1
    if count <= ddof:
        return np.nan
    return np.divide(total, count - ddof)


def nanstd(a, ddof=0):
    """Standard deviation of the elements that are not nan."""
    return np.sqrt(np.nanvar(a, ddof))


def nanmin(a):
    """Smallest element that is not nan; nan if there is none."""
    c = nj.contiguous(nj.as_array(a))
    if c.size == 0:
        raise ValueError("zero-size array to reduction operation minimum which has no identity")
    best = nj.flat_get(c, 0)
    for i in range(1, c.size):
        best = np.fmin(best, nj.flat_get(c, i))
    return best


def nanmax(a):
    """Largest element that is not nan; nan if there is none."""
    c = nj.contiguous(nj.as_array(a))
    if c.size == 0:
        raise ValueError("zero-size array to reduction operation maximum which has no identity")
    best = nj.flat_get(c, 0)
    for i in range(1, c.size):
        best = np.fmax(best, nj.flat_get(c, i))
    return best


def nancumsum(a):
    """Sums of leading elements of the flattened array, nan counting as zero."""
    c = nj.contiguous(nj.as_array(a))
    out = nj.empty(c.size, nj.accumulator(a))
    total = nj.cast(0, nj.accumulator(a))
    for i in range(c.size):
        value = nj.flat_get(c, i)
        if value == value:
            total = nj.cast(total + value, nj.accumulator(a))
        nj.flat_set(out, i, total)
    return out


def nancumprod(a):
    """Products of leading elements of the flattened array, nan counting as one."""
    c = nj.contiguous(nj.as_array(a))
    out = nj.empty(c.size, nj.accumulator(a))
    total = nj.cast(1, nj.accumulator(a))
    for i in range(c.size):
        value = nj.flat_get(c, i)
        if value == value:
            total = nj.cast(total * value, nj.accumulator(a))
        nj.flat_set(out, i, total)
    return out


def nanmedian(a):
    """Middle of the elements that are not nan."""
    return np.median(nj.without_nan(a))


def nanquantile(a, q):
    """Quantiles of the elements that are not nan."""
    return np.quantile(nj.without_nan(a), q)


def nanpercentile(a, q):
    """Percentiles of the elements that are not nan."""
    return np.percentile(nj.without_nan(a), q)
