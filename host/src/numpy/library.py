# What NumPy's functions do beyond the rows of the compiler's library: more than one axis, kept dimensions,
# outputs, and functions that only arrange other ones.
#
# `np` is the numpy module. `_row` calls a row of the library and nothing else; `_sum` and `_join` are
# implemented beside this file. Names of submodules are joined by underscores: `linalg_norm`.

import builtins
from builtins import abs as _abs, all as _all, any as _any, max as _max, min as _min, range as _range, sum as _total

_missing = object()


def _axis(axis, ndim):
    index = axis.__index__()
    if not -ndim <= index < ndim:
        raise _axis_error(index, ndim)
    return index % ndim


def _axis_error(axis, ndim):
    return np.exceptions.AxisError(f"axis {axis} is out of bounds for array of dimension {ndim}")


def _axes(axis, ndim):
    if axis is None:
        return tuple(_range(ndim))
    if not isinstance(axis, (tuple, list)):
        axis = (axis,)
    axes = tuple(_axis(one, ndim) for one in axis)
    if len(set(axes)) != len(axes):
        raise ValueError("duplicate value in 'axis'")
    return axes


def _finish(result, a, axes, out, keepdims):
    if keepdims:
        shape = tuple(1 if k in axes else n for k, n in enumerate(a.shape))
        result = np.asarray(result).reshape(shape)
    if out is not None:
        out[...] = result
        return out
    return result


def _last(a, axes):
    """The array with the given axes merged into one last axis."""
    kept = [k for k in _range(a.ndim) if k not in axes]
    moved = a.transpose(kept + list(axes))
    return np.ascontiguousarray(moved.reshape(tuple(a.shape[k] for k in kept) + (-1,)) if moved.size else
                                moved.reshape(tuple(a.shape[k] for k in kept) + (_size(a, axes),)))


def _size(a, axes):
    count = 1
    for k in axes:
        count *= a.shape[k]
    return count


def _fold(name, a, axis, out, keepdims, **more):
    a = np.asarray(a)
    axes = _axes(axis, a.ndim)
    if len(axes) == a.ndim:
        result = _row(name, a, **more)
    elif len(axes) == 1:
        result = _row(name, a, axis=axes[0], **more)
    else:
        result = _row(name, _last(a, axes), axis=a.ndim - len(axes), **more)
    return _finish(result, a, axes, out, keepdims)


def _selected(a, where, nothing):
    return a if where is True else np.where(where, a, np.asarray(nothing, np.asarray(a).dtype))


def sum(a, axis=None, dtype=None, out=None, keepdims=False, initial=_missing, where=True):
    a = np.asarray(_selected(a, where, 0))
    axes = _axes(axis, a.ndim)
    result = _sum(a, axes, dtype)
    if initial is not _missing:
        result = result + initial
    return _finish(result, a, axes, out, keepdims)


def prod(a, axis=None, dtype=None, out=None, keepdims=False, initial=_missing, where=True):
    a = _selected(a, where, 1)
    result = _fold("prod", a, axis, None, keepdims, dtype=dtype)
    if initial is not _missing:
        result = result * initial
    return _put(result, out)


def _put(result, out):
    if out is None:
        return result
    out[...] = result
    return out


def _extreme(name, better, a, axis, out, keepdims, initial, where):
    a = np.asarray(a)
    if initial is not _missing:
        a = _selected(a, where, initial)
        if _size(a, _axes(axis, a.ndim)) == 0:
            axes = _axes(axis, a.ndim)
            shape = tuple(n for k, n in enumerate(a.shape) if k not in axes)
            return _finish(np.full(shape, initial, a.dtype)[()], a, axes, out, keepdims)
    elif where is not True:
        raise ValueError(f"reduction operation '{better.__name__}' does not have an identity, so to use a where mask "
                         "one has to specify 'initial'")
    if _size(a, _axes(axis, a.ndim)) == 0:
        raise ValueError(f"zero-size array to reduction operation {better.__name__} which has no identity")
    result = _fold(name, a, axis, None, keepdims)
    if initial is not _missing:
        result = better(result, initial)
    return _put(result, out)


def max(a, axis=None, out=None, keepdims=False, initial=_missing, where=True):
    return _extreme("max", np.maximum, a, axis, out, keepdims, initial, where)


def min(a, axis=None, out=None, keepdims=False, initial=_missing, where=True):
    return _extreme("min", np.minimum, a, axis, out, keepdims, initial, where)


amax = max
amin = min


def any(a, axis=None, out=None, keepdims=False, where=True):
    return _fold("any", _selected(a, where, 0), axis, out, keepdims)


def all(a, axis=None, out=None, keepdims=False, where=True):
    return _fold("all", _selected(a, where, 1), axis, out, keepdims)


def _place(name, a, axis, out, keepdims):
    a = np.asarray(a)
    if axis is None:
        result = _row(name, np.ravel(a))
        return _finish(result, a, tuple(_range(a.ndim)), out, keepdims)
    axis = _axis(axis, a.ndim)
    result = _row(name, a, axis=axis) if a.ndim > 1 else _row(name, a)
    return _finish(result, a, (axis,), out, keepdims)


def argmax(a, axis=None, out=None, keepdims=False):
    return _place("argmax", a, axis, out, keepdims)


def argmin(a, axis=None, out=None, keepdims=False):
    return _place("argmin", a, axis, out, keepdims)


def count_nonzero(a, axis=None, keepdims=False):
    a = np.asarray(a)
    result = sum(a != 0, axis, None, None, keepdims)
    return int(result) if axis is None and not keepdims else result


def _inexact(a):
    return np.float64 if a.dtype.kind in "biu" else a.dtype


def mean(a, axis=None, dtype=None, out=None, keepdims=False, where=True):
    a = np.asarray(a)
    axes = _axes(axis, a.ndim)
    if where is True:
        count = _size(a, axes)
    else:
        count = sum(np.broadcast_to(where, a.shape), axes)
        a = _selected(a, where, 0)
    if dtype is None:
        dtype = _inexact(a)
    total = _sum(a, axes, dtype)
    if np.ndim(count) == 0 and count == 0:
        _warn("Mean of empty slice.")
    return _finish(_divided(total, count), a, axes, out, keepdims)


def _divided(total, count):
    """Division by a count that keeps the type."""
    if isinstance(total, np.ndarray):
        return np.divide(total, count, dtype=total.dtype)
    return total.dtype.type(np.divide(total, count, dtype=total.dtype))


def _warn(text):
    import warnings
    warnings.warn(text, RuntimeWarning, stacklevel=3)


def var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    if correction is not None:
        ddof = correction
    a = np.asarray(a)
    axes = _axes(axis, a.ndim)
    if where is not True:
        raise NotImplementedError("numpy.var: the argument 'where' is not supported")
    count = _size(a, axes)
    if dtype is None:
        dtype = _inexact(a)
    if mean is None:
        center = _finish(_divided(_sum(a, axes, dtype), count), a, axes, None, True)
    else:
        center = mean
    x = np.asarray(a - center)
    if x.dtype.kind == "c":
        x = x.real * x.real + x.imag * x.imag
    else:
        x = x * x
    if count - ddof <= 0:
        _warn("Degrees of freedom <= 0 for slice")
    result = _divided(_sum(x, axes, None), _max(count - ddof, 0))
    return _finish(result, a, axes, out, keepdims)


def std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    result = np.sqrt(var(a, axis, dtype, None, ddof, keepdims, where=where, mean=mean, correction=correction))
    return _put(result, out)


def ptp(a, axis=None, out=None, keepdims=False):
    return _put(max(a, axis, None, keepdims) - min(a, axis, None, keepdims), out)


def _lines(function, a, axis, keepdims=False):
    """Applies a function of one line along an axis; results with an axis keep it in place."""
    a = np.asarray(a)
    axes = _axes(axis, a.ndim)
    if len(axes) == a.ndim:
        line = np.ascontiguousarray(a).reshape(-1) if len(axes) != 1 else a
        return _finish(function(line), a, axes, None, keepdims)
    lines = _last(a, axes)
    shape = lines.shape[:-1]
    results = [function(line) for line in lines.reshape((-1, lines.shape[-1]))]
    first = np.asarray(results[0]) if results else np.empty(0)
    stacked = np.array(results, first.dtype).reshape(shape + first.shape)
    if first.ndim == 0:
        return _finish(stacked, a, axes, None, keepdims)
    return stacked


def _per_line(function, a, axis):
    """Applies a function that turns a line into a line."""
    a = np.asarray(a)
    axis = _axis(axis, a.ndim)
    if a.ndim == 1:
        return function(a)
    return np.moveaxis(_lines(function, a, axis), -1, axis)


def cumsum(a, axis=None, dtype=None, out=None):
    a = np.asarray(a)
    if axis is None:
        result = _row("cumsum", a, dtype=dtype)
    else:
        result = _row("cumsum", a, axis=_axis(axis, a.ndim), dtype=dtype)
    return _put(result, out)


def cumprod(a, axis=None, dtype=None, out=None):
    a = np.asarray(a)
    if axis is None:
        result = _row("cumprod", a, dtype=dtype)
    else:
        result = _row("cumprod", a, axis=_axis(axis, a.ndim), dtype=dtype)
    return _put(result, out)


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    def middle(line):
        ordered = np.sort(line)
        n = ordered.size
        if n == 0:
            _warn("Mean of empty slice.")
            return np.float64(np.nan)
        if ordered.dtype.kind in "fc" and np.isnan(ordered[-1]):
            return ordered[-1]
        return mean(ordered[(n - 1) // 2:n // 2 + 1])
    return _put(_lines(middle, a, axis, keepdims), out)


def _quantile(name, a, q, axis, out, method, keepdims):
    if method != "linear":
        raise NotImplementedError(f"numpy.{name}: the method {method!r} is not supported")
    a = np.asarray(a)
    if a.dtype.kind in "biu":
        a = a.astype(np.float64)
    points = np.asarray(q, np.float64)
    scale = 100.0 if "percentile" in name else 1.0
    if _any(not 0 <= point <= scale for point in points.ravel()):
        bound = "[0, 100]" if scale == 100.0 else "[0, 1]"
        raise ValueError(("Percentiles" if scale == 100.0 else "Quantiles") + f" must be in the range {bound}")
    results = [_lines(lambda line, p=point / scale: _line_quantile(name, line, p), a, axis, keepdims)
               for point in points.ravel()]
    if points.ndim == 0:
        return _put(results[0], out)
    shape = points.shape + np.shape(results[0])
    return _put(np.array(results).reshape(shape), out)


def _line_quantile(name, line, p):
    if name.startswith("nan"):
        line = line[~np.isnan(line)]
    elif line.size and np.isnan(line).any():
        return line.dtype.type(np.nan)
    n = line.size
    if n == 0:
        return line.dtype.type(np.nan)
    ordered = np.sort(line)
    place = p * (n - 1)
    low = int(place // 1)
    high = _min(low + 1, n - 1)
    t = ordered.dtype.type(place - low)
    step = ordered[high] - ordered[low]
    if t < 0.5:
        return ordered[low] + step * t
    return ordered[high] - step * (1 - t)


def quantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False):
    return _quantile("quantile", a, q, axis, out, method, keepdims)


def percentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False):
    return _quantile("percentile", a, q, axis, out, method, keepdims)


def nanquantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False):
    return _quantile("nanquantile", a, q, axis, out, method, keepdims)


def nanpercentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False):
    return _quantile("nanpercentile", a, q, axis, out, method, keepdims)


def _numbers(a, nothing):
    a = np.asarray(a)
    if a.dtype.kind not in "fc":
        return a, None
    mask = np.isnan(a)
    return np.where(mask, np.asarray(nothing, a.dtype), a), mask


def nansum(a, axis=None, dtype=None, out=None, keepdims=False):
    return sum(_numbers(a, 0)[0], axis, dtype, out, keepdims)


def nanprod(a, axis=None, dtype=None, out=None, keepdims=False):
    return prod(_numbers(a, 1)[0], axis, dtype, out, keepdims)


def nanmean(a, axis=None, dtype=None, out=None, keepdims=False):
    x, mask = _numbers(a, 0)
    if mask is None:
        return mean(x, axis, dtype, out, keepdims)
    count = sum(~mask, axis, None, None, keepdims)
    if (np.asarray(count) == 0).any():
        _warn("Mean of empty slice")
    return _put(_divided(sum(x, axis, dtype, None, keepdims), count), out)


def nanvar(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    x, mask = _numbers(a, 0)
    if mask is None:
        return var(x, axis, dtype, out, ddof, keepdims)
    count = sum(~mask, axis, None, None, True)
    center = np.asarray(_divided(sum(x, axis, dtype, None, True), count))
    x = np.where(mask, np.asarray(0, x.dtype), x - center)
    squares = x.real * x.real + x.imag * x.imag if x.dtype.kind == "c" else x * x
    free = np.asarray(count) - ddof
    total = np.asarray(sum(squares, axis, None, None, True))
    result = np.where(free > 0, np.divide(total, free, dtype=total.dtype), np.asarray(np.nan, total.dtype))
    if not keepdims:
        result = result.reshape(tuple(n for k, n in enumerate(x.shape) if k not in _axes(axis, x.ndim)))[()]
    return _put(result, out)


def nanstd(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    return _put(np.sqrt(nanvar(a, axis, dtype, None, ddof, keepdims)), out)


def _nan_extreme(name, function, fill, a, axis, out, keepdims):
    x, mask = _numbers(a, fill)
    result = function(x, axis, None, keepdims)
    if mask is not None:
        empty = all(mask, axis, None, keepdims)
        if np.asarray(empty).any():
            _warn("All-NaN slice encountered" if axis is None else "All-NaN slice encountered")
            result = np.where(empty, np.asarray(np.nan, x.dtype), result)[()]
    return _put(result, out)


def nanmax(a, axis=None, out=None, keepdims=False):
    return _nan_extreme("nanmax", max, -np.inf, a, axis, out, keepdims)


def nanmin(a, axis=None, out=None, keepdims=False):
    return _nan_extreme("nanmin", min, np.inf, a, axis, out, keepdims)


def nanargmax(a, axis=None, out=None, keepdims=False):
    return argmax(_numbers(a, -np.inf)[0], axis, out, keepdims)


def nanargmin(a, axis=None, out=None, keepdims=False):
    return argmin(_numbers(a, np.inf)[0], axis, out, keepdims)


def nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    def middle(line):
        if line.dtype.kind == "f":
            line = line[~np.isnan(line)]
        return median(line)
    return _put(_lines(middle, a, axis, keepdims), out)


def nancumsum(a, axis=None, dtype=None, out=None):
    return cumsum(_numbers(a, 0)[0], axis, dtype, out)


def nancumprod(a, axis=None, dtype=None, out=None):
    return cumprod(_numbers(a, 1)[0], axis, dtype, out)


def average(a, axis=None, weights=None, returned=False, keepdims=False):
    a = np.asarray(a)
    if weights is None:
        result = mean(a, axis, keepdims=keepdims)
        scale = _size(a, _axes(axis, a.ndim))
        return (result, np.full(np.shape(result), float(scale))[()]) if returned else result
    weights = np.asarray(weights)
    if weights.shape != a.shape:
        if axis is None:
            raise TypeError("Axis must be specified when shapes of a and weights differ.")
        shape = [1] * a.ndim
        for k, n in zip(_axes(axis, a.ndim), weights.shape):
            shape[k] = n
        weights = np.broadcast_to(weights.reshape(tuple(shape)), a.shape)
    kind = np.result_type(a.dtype, weights.dtype, np.float64) if a.dtype.kind in "biu" else \
        np.result_type(a.dtype, weights.dtype)
    scale = sum(weights, axis, kind, None, keepdims)
    if (np.asarray(scale) == 0).any():
        raise ZeroDivisionError("Weights sum to zero, can't be normalized")
    result = sum(np.multiply(a, weights, dtype=kind), axis, None, None, keepdims) / scale
    return (result, scale) if returned else result


# ---- Order -------------------------------------------------------------------------------------


def sort(a, axis=-1, kind=None, order=None, stable=None):
    a = np.asarray(a)
    if axis is None:
        return _row("sort", np.ravel(a).copy())
    axis = _axis(axis, a.ndim)
    if axis == a.ndim - 1:
        return _row("sort", a)
    return np.moveaxis(_row("sort", np.ascontiguousarray(np.moveaxis(a, axis, -1))), -1, axis).copy()


def argsort(a, axis=-1, kind=None, order=None, stable=None):
    a = np.asarray(a)
    if axis is None:
        return _row("argsort", np.ravel(a), kind="mergesort")
    return _per_line(lambda line: _row("argsort", line, kind="mergesort"), a, axis)


def partition(a, kth, axis=-1, kind="introselect", order=None):
    return sort(a, axis)


def argpartition(a, kth, axis=-1, kind="introselect", order=None):
    return argsort(a, axis)


def lexsort(keys, axis=-1):
    keys = [np.asarray(key) for key in keys]
    order = np.arange(keys[0].size)
    for key in keys:
        order = order[argsort(key[order])]
    return order


def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True,
           sorted=True):
    if axis is not None:
        return _unique_rows(np.asarray(ar), axis, return_index, return_inverse, return_counts)
    a = np.asarray(ar)
    line = np.ravel(a)
    if not (return_index or return_inverse or return_counts):
        ordered = np.sort(line)
        return ordered[_fresh(ordered, equal_nan)]
    order = argsort(line)
    ordered = line[order]
    fresh = _fresh(ordered, equal_nan)
    results = (ordered[fresh],)
    if return_index:
        results += (order[fresh],)
    if return_inverse:
        inverse = np.empty(line.size, np.int64)
        inverse[order] = np.cumsum(fresh) - 1
        results += (inverse.reshape(a.shape),)
    if return_counts:
        starts = np.concatenate((np.flatnonzero(fresh), np.array([line.size])))
        results += (np.diff(starts),)
    return results


def _fresh(ordered, equal_nan):
    """Where a sorted line shows a value for the first time."""
    fresh = np.ones(ordered.size, np.bool_)
    fresh[1:] = ordered[1:] != ordered[:-1]
    if equal_nan and ordered.dtype.kind in "fc":
        fresh[1:] &= ~(np.isnan(ordered[1:]) & np.isnan(ordered[:-1]))
    return fresh


def _unique_rows(a, axis, return_index, return_inverse, return_counts):
    rows = np.moveaxis(a, _axis(axis, a.ndim), 0)
    keys = {}
    inverse = []
    for place, row in enumerate(rows):
        key = tuple(np.ravel(row).tolist())
        keys.setdefault(key, []).append(place)
        inverse.append(key)
    ordered = builtins.sorted(keys)
    first = np.array([keys[key][0] for key in ordered], np.int64)
    results = (np.moveaxis(rows[first], 0, _axis(axis, a.ndim)),)
    if return_index:
        results += (first,)
    if return_inverse:
        position = {key: place for place, key in enumerate(ordered)}
        results += (np.array([position[key] for key in inverse], np.int64),)
    if return_counts:
        results += (np.array([len(keys[key]) for key in ordered], np.int64),)
    return results if len(results) > 1 else results[0]


def searchsorted(a, v, side="left", sorter=None):
    a = np.asarray(a)
    if sorter is not None:
        a = a[sorter]
    return _row("searchsorted", a, v, side=side)


def nonzero(a):
    return _row("nonzero", np.asarray(a))


def where(condition, x=_missing, y=_missing):
    if x is _missing and y is _missing:
        return nonzero(condition)
    if x is _missing or y is _missing:
        raise ValueError("either both or neither of x and y should be given")
    condition = np.asarray(condition)
    kind = np.result_type(x, y)
    x, y = np.asarray(x, kind), np.asarray(y, kind)
    shape = np.broadcast_shapes(condition.shape, x.shape, y.shape)
    result = np.array(np.broadcast_to(y, shape))
    mask = np.broadcast_to(condition, shape).astype(np.bool_)
    result[mask] = np.broadcast_to(x, shape)[mask]
    return result


def histogram(a, bins=10, range=None, density=None, weights=None):
    a = np.ravel(np.asarray(a))
    edges = histogram_bin_edges(a, bins, range)
    x = a.astype(np.float64) if a.dtype.kind == "b" else a
    n = edges.size - 1
    inside = (x >= edges[0]) & (x <= edges[-1])
    x = x[inside]
    places = np.searchsorted(edges, x, side="right") - 1
    places[places == n] = n - 1
    if weights is None:
        counts = np.bincount(places, minlength=n) if x.size else np.zeros(n, np.int64)
    else:
        w = np.ravel(np.asarray(weights))[inside]
        counts = np.zeros(n, w.dtype)
        for place, weight in zip(places, w):
            counts[place] += weight
    if density:
        return counts / np.diff(edges) / counts.sum(), edges
    return counts, edges


def histogram_bin_edges(a, bins=10, range=None, weights=None):
    a = np.ravel(np.asarray(a))
    if isinstance(bins, str):
        raise NotImplementedError("numpy.histogram: bins given by the name of a rule are not supported")
    if np.ndim(bins) == 1:
        edges = np.asarray(bins)
        if (edges[:-1] > edges[1:]).any():
            raise ValueError("`bins` must increase monotonically, when an array")
        return edges
    if bins < 1:
        raise ValueError("`bins` must be positive, when an integer")
    if range is not None:
        low, high = range
        if low > high:
            raise ValueError("max must be larger than min in range parameter.")
    elif a.size == 0:
        low, high = 0.0, 1.0
    else:
        low, high = a.min(), a.max()
    if not (np.isfinite(low) and np.isfinite(high)):
        raise ValueError(f"autodetected range of [{low}, {high}] is not finite")
    if low == high:
        low, high = low - 0.5, high + 0.5
    return np.linspace(low, high, bins + 1)


def histogram2d(x, y, bins=10, range=None, density=None, weights=None):
    counts = (bins, bins) if np.ndim(bins) == 0 else bins
    ranges = (None, None) if range is None else range
    x, y = np.asarray(x), np.asarray(y)
    x_edges = histogram_bin_edges(x, counts[0], ranges[0])
    y_edges = histogram_bin_edges(y, counts[1], ranges[1])
    result = np.zeros((x_edges.size - 1, y_edges.size - 1))
    for k in _range(x.size):
        if x_edges[0] <= x[k] <= x_edges[-1] and y_edges[0] <= y[k] <= y_edges[-1]:
            i = _min(np.searchsorted(x_edges, x[k], side="right") - 1, result.shape[0] - 1)
            j = _min(np.searchsorted(y_edges, y[k], side="right") - 1, result.shape[1] - 1)
            result[i, j] += 1.0 if weights is None else weights[k]
    if density:
        result = result / np.diff(x_edges)[:, None] / np.diff(y_edges)[None, :] / result.sum()
    return result, x_edges, y_edges


# ---- Elementwise -------------------------------------------------------------------------------


def divmod(x1, x2):
    return np.floor_divide(x1, x2), np.remainder(x1, x2)


def modf(x):
    whole = np.trunc(x)
    rest = np.where(np.isinf(x), np.copysign(np.asarray(0.0, np.asarray(whole).dtype), x),
                    np.copysign(x - whole, x))[()]
    return rest, whole


def frexp(x):
    import math
    x = np.asarray(x)
    if x.dtype.kind in "biu":
        x = x.astype(np.float64)
    pairs = [math.frexp(float(one)) for one in x.ravel()]
    fractions = np.array([one[0] for one in pairs], x.dtype).reshape(x.shape)[()]
    return fractions, np.array([one[1] for one in pairs], np.int32).reshape(x.shape)[()]


def clip(a, a_min=None, a_max=None, out=None, *, min=None, max=None, dtype=None):
    a_min = min if a_min is None else a_min
    a_max = max if a_max is None else a_max
    result = np.asarray(a)
    if a_min is not None:
        result = np.maximum(result, a_min)
    if a_max is not None:
        result = np.minimum(result, a_max)
    if a_min is None and a_max is None:
        result = result.copy()
    return _put(result, out)


def round(a, decimals=0, out=None):
    a = np.asarray(a)
    kind = a.dtype.kind
    if kind == "c":
        result = np.empty(a.shape, a.dtype)
        result.real = round(a.real, decimals)
        result.imag = round(a.imag, decimals)
    elif kind in "biu" and decimals >= 0:
        result = a.copy()
    elif kind in "iu":
        scale = 10 ** -decimals
        result = (np.rint(a / scale) * scale).astype(a.dtype)
    elif decimals == 0:
        result = np.asarray(np.rint(a))
    elif decimals > 0:
        scale = 10.0 ** decimals
        result = np.asarray(np.rint(a * scale) / scale)
    else:
        scale = 10.0 ** -decimals
        result = np.asarray(np.rint(a / scale) * scale)
    return _put(result[()] if result.ndim == 0 else result, out)


around = round


def array_equal(a1, a2, equal_nan=False):
    a1, a2 = np.asarray(a1), np.asarray(a2)
    if a1.shape != a2.shape:
        return False
    same = a1 == a2
    if equal_nan and a1.dtype.kind in "fc" and a2.dtype.kind in "fc":
        same = same | (np.isnan(a1) & np.isnan(a2))
    return builtins.bool(np.all(same))


def array_equiv(a1, a2):
    a1, a2 = np.asarray(a1), np.asarray(a2)
    try:
        np.broadcast_shapes(a1.shape, a2.shape)
    except ValueError:
        return False
    return builtins.bool(np.all(a1 == a2))


def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    x, y = np.asarray(a), np.asarray(b)
    if y.dtype.kind in "biu":
        y = y.astype(np.float64)
    close = (np.abs(x - y) <= atol + rtol * np.abs(y)) & np.isfinite(y) | (x == y)
    if equal_nan:
        close = close | (np.isnan(x) & np.isnan(y))
    return close


def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return builtins.bool(np.all(isclose(a, b, rtol, atol, equal_nan)))


def real_if_close(a, tol=100):
    a = np.asarray(a)
    if a.dtype.kind != "c":
        return a
    limit = tol * np.finfo(a.dtype).eps
    return a.real if np.all(np.abs(a.imag) < limit) else a


def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    x = np.asarray(x)
    if x.dtype.kind not in "fc":
        return x.copy()[()] if copy else x
    result = x.copy() if copy else x
    limits = np.finfo(x.dtype)
    for part in ((result.real, result.imag) if x.dtype.kind == "c" else (result,)):
        part[np.isnan(part)] = nan
        part[np.isposinf(part)] = limits.max if posinf is None else posinf
        part[np.isneginf(part)] = limits.min if neginf is None else neginf
    return result[()] if result.ndim == 0 else result


def isposinf(x):
    return np.isinf(x) & ~np.signbit(x)


def isneginf(x):
    return np.isinf(x) & np.signbit(x)


def iscomplexobj(x):
    return np.asarray(x).dtype.kind == "c"


def isrealobj(x):
    return not iscomplexobj(x)


def sinc(x):
    y = np.pi * np.where(np.asarray(x) == 0, 1.0e-20, x)
    return np.sin(y) / y


def interp(x, xp, fp, left=None, right=None, period=None):
    if period is not None:
        raise NotImplementedError("numpy.interp: the argument 'period' is not supported")
    result = _row("interp", x, xp, fp)
    if left is not None:
        result = np.where(np.asarray(x) < np.asarray(xp)[0], left, result)[()]
    if right is not None:
        result = np.where(np.asarray(x) > np.asarray(xp)[-1], right, result)[()]
    return result


def diff(a, n=1, axis=-1, prepend=_missing, append=_missing):
    a = np.asarray(a)
    if n == 0:
        return a
    if n < 0:
        raise ValueError(f"order must be non-negative but got {n!r}")
    if a.ndim == 0:
        raise ValueError("diff requires input that is at least one dimensional")
    axis = _axis(axis, a.ndim)
    shape = a.shape[:axis] + (1,) + a.shape[axis + 1:]
    ends = [part if np.ndim(part) else np.broadcast_to(part, shape) for part in (prepend, append)
            if part is not _missing]
    if ends:
        before = [] if prepend is _missing else [ends[0]]
        after = [] if append is _missing else [ends[-1]]
        a = np.concatenate(before + [a] + after, axis)
    for _ in _range(n):
        later = a[(slice(None),) * axis + (slice(1, None),)]
        earlier = a[(slice(None),) * axis + (slice(None, -1),)]
        a = later != earlier if a.dtype.kind == "b" else later - earlier
    return a


def ediff1d(ary, to_end=None, to_begin=None):
    parts = [] if to_begin is None else [np.ravel(to_begin)]
    parts.append(diff(np.ravel(ary)))
    if to_end is not None:
        parts.append(np.ravel(to_end))
    return np.concatenate(parts) if len(parts) > 1 else parts[0]


def gradient(f, *varargs, axis=None, edge_order=1):
    f = np.asarray(f)
    if f.dtype.kind in "biu":
        f = f.astype(np.float64)
    axes = _axes(axis, f.ndim)
    spacings = list(varargs) if varargs else [1.0]
    if len(spacings) == 1:
        spacings = spacings * len(axes)
    if len(spacings) != len(axes):
        raise TypeError("invalid number of arguments")
    if edge_order != 1:
        raise NotImplementedError("numpy.gradient: edge_order=2 is not supported")
    results = tuple(_slope(f, k, spacing) for k, spacing in zip(axes, spacings))
    return results[0] if len(results) == 1 else results


def _slope(f, axis, spacing):
    f = np.moveaxis(f, axis, 0)
    if f.shape[0] < 2:
        raise ValueError("Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) "
                         "elements are required.")
    out = np.empty(f.shape, f.dtype)
    if np.ndim(spacing) == 0:
        out[1:-1] = (f[2:] - f[:-2]) / (2.0 * spacing)
        out[0] = (f[1] - f[0]) / spacing
        out[-1] = (f[-1] - f[-2]) / spacing
    else:
        steps = np.diff(np.asarray(spacing))
        one = steps[:-1].reshape((-1,) + (1,) * (f.ndim - 1))
        two = steps[1:].reshape((-1,) + (1,) * (f.ndim - 1))
        out[1:-1] = -two / (one * (one + two)) * f[:-2] + (two - one) / (one * two) * f[1:-1] \
            + one / (two * (one + two)) * f[2:]
        out[0] = (f[1] - f[0]) / steps[0]
        out[-1] = (f[-1] - f[-2]) / steps[-1]
    return np.moveaxis(out, 0, axis)


def trapezoid(y, x=None, dx=1.0, axis=-1):
    y = np.asarray(y)
    axis = _axis(axis, y.ndim)
    y = np.moveaxis(y, axis, -1)
    if x is None:
        steps = dx
    else:
        x = np.asarray(x)
        steps = np.diff(x if x.ndim == 1 else np.moveaxis(x, axis, -1))
    return sum(steps * (y[..., 1:] + y[..., :-1]) / 2.0, -1)


def polyval(p, x):
    x = np.asarray(x)
    y = np.zeros(x.shape, np.result_type(np.asarray(p).dtype, x.dtype))
    for c in np.asarray(p):
        y = y * x + c
    return y[()] if np.ndim(y) == 0 else y


def poly(seq_of_zeros):
    a = np.ones(1)
    for zero in np.asarray(seq_of_zeros):
        a = np.convolve(a, np.array([1, -zero]))
    return a


def vectorize(pyfunc, otypes=None, **_):
    def call(*args):
        shape = np.broadcast_shapes(*[np.shape(arg) for arg in args])
        arrays = [np.broadcast_to(np.asarray(arg), shape).ravel() for arg in args]
        results = [pyfunc(*items) for items in zip(*arrays)]
        kind = None if otypes is None else otypes[0]
        return np.array(results, kind).reshape(shape)[()] if shape == () else np.array(results, kind).reshape(shape)
    call.__name__ = getattr(pyfunc, "__name__", "vectorized")
    return call


def apply_along_axis(func1d, axis, arr, *args, **kwargs):
    a = np.asarray(arr)
    axis = _axis(axis, a.ndim)
    moved = np.moveaxis(a, axis, -1)
    shape = moved.shape[:-1]
    results = [np.asarray(func1d(moved[index], *args, **kwargs)) for index in np.ndindex(*shape)]
    first = results[0]
    stacked = np.array([one.tolist() for one in results], first.dtype).reshape(shape + first.shape)
    for k in _range(first.ndim):
        stacked = np.moveaxis(stacked, len(shape) + k, axis + k)
    return stacked


def piecewise(x, condlist, funclist, *args, **kw):
    x = np.asarray(x)
    condlist = [np.asarray(c) for c in (condlist if isinstance(condlist, (list, tuple)) else [condlist])]
    result = np.zeros(x.shape, x.dtype)
    if len(funclist) == len(condlist) + 1:
        rest = ~condlist[0]
        for c in condlist[1:]:
            rest = rest & ~c
        condlist = condlist + [rest]
    for c, f in zip(condlist, funclist):
        result[c] = f(x[c], *args, **kw) if callable(f) else f
    return result


def select(condlist, choicelist, default=0):
    arrays = [np.asarray(choice) for choice in choicelist]
    shape = np.broadcast_shapes(*[a.shape for a in arrays], *[np.shape(c) for c in condlist])
    result = np.full(shape, default, np.result_type(*[a.dtype for a in arrays]))
    for c, a in zip(reversed(list(condlist)), reversed(arrays)):
        mask = np.broadcast_to(c, shape)
        result[mask] = np.broadcast_to(a, shape)[mask]
    return result


def choose(a, choices, out=None, mode="raise"):
    a = np.asarray(a)
    choices = [np.asarray(c) for c in choices]
    shape = np.broadcast_shapes(a.shape, *[c.shape for c in choices])
    a = np.broadcast_to(a, shape)
    result = np.empty(shape, np.result_type(*[c.dtype for c in choices]))
    if ((a < 0) | (a >= len(choices))).any():
        raise ValueError("invalid entry in choice array")
    for k, c in enumerate(choices):
        mask = a == k
        result[mask] = np.broadcast_to(c, shape)[mask]
    return _put(result, out)


def compress(condition, a, axis=None, out=None):
    a = np.asarray(a)
    if axis is None:
        a, axis = np.ravel(a), 0
    kept = np.flatnonzero(np.asarray(condition))
    return _put(take(a, kept, axis), out)


# ---- Shapes ------------------------------------------------------------------------------------


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


def _from_bytes(data, kind):
    import struct
    order = {"b1": "?", "i1": "b", "i2": "h", "i4": "i", "i8": "q", "u1": "B", "u2": "H", "u4": "I", "u8": "Q",
             "f4": "f", "f8": "d"}
    code = kind.kind + str(kind.itemsize)
    if code in ("c8", "c16"):
        half = np.dtype("f4" if code == "c8" else "f8")
        parts = _from_bytes(data, half)
        return parts[0::2].astype(kind) + parts[1::2] * 1j if False else _paired(parts, kind)
    count = len(data) // kind.itemsize
    return np.array(struct.unpack(f"={count}{order[code]}", data), kind)


def _paired(parts, kind):
    result = np.empty(parts.size // 2, kind)
    result.real = parts[0::2]
    result.imag = parts[1::2]
    return result


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
    return sum(diagonal(a, offset, axis1, axis2), -1, dtype, out)


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
    return nonzero(tri(n, m, k, np.bool_))


def triu_indices(n, k=0, m=None):
    return nonzero(~tri(n, m, k - 1, np.bool_))


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
    return ~found if invert else found


in1d = isin


def union1d(ar1, ar2):
    return unique(concatenate((np.ravel(ar1), np.ravel(ar2))))


def intersect1d(ar1, ar2, assume_unique=False, return_indices=False):
    first, second = unique(ar1), unique(ar2)
    return first[isin(first, second)]


def setdiff1d(ar1, ar2, assume_unique=False):
    first = np.ravel(np.asarray(ar1)) if assume_unique else unique(ar1)
    return first[isin(first, ar2, invert=True)]


def setxor1d(ar1, ar2, assume_unique=False):
    first, second = unique(ar1), unique(ar2)
    return np.sort(concatenate((first[isin(first, second, invert=True)], second[isin(second, first, invert=True)])))


# ---- Products ----------------------------------------------------------------------------------


def matmul(x1, x2, out=None):
    a, b = np.asarray(x1), np.asarray(x2)
    if a.ndim == 0 or b.ndim == 0:
        operand = 0 if a.ndim == 0 else 1
        raise ValueError(f"matmul: Input operand {operand} does not have enough dimensions (has 0, gufunc core with "
                         "signature (n?,k),(k,m?)->(n?,m?) requires 1)")
    inner = b.shape[0] if b.ndim == 1 else b.shape[-2]
    if a.shape[-1] != inner:
        raise ValueError("matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
                         f"(n?,k),(k,m?)->(n?,m?) (size {inner} is different from {a.shape[-1]})")
    kind = np.result_type(a.dtype, b.dtype)
    if a.ndim <= 2 and b.ndim <= 2:
        return _put(_product(a, b, kind), out)
    x = a if a.ndim > 1 else a.reshape((1, -1))
    y = b if b.ndim > 1 else b.reshape((-1, 1))
    lead = broadcast_shapes(x.shape[:-2], y.shape[:-2])
    x = np.broadcast_to(x, lead + x.shape[-2:])
    y = np.broadcast_to(y, lead + y.shape[-2:])
    result = np.empty(lead + (x.shape[-2], y.shape[-1]), kind)
    for index in np.ndindex(*lead):
        result[index] = _product(x[index], y[index], kind)
    if a.ndim == 1:
        result = result[..., 0, :]
    if b.ndim == 1:
        result = result[..., 0]
    return _put(result, out)


def _product(a, b, kind):
    if kind == np.bool_:
        return _row("dot", a.astype(np.int64), b.astype(np.int64)) != 0
    result = _row("dot", a.astype(kind, copy=False), b.astype(kind, copy=False))
    return np.asarray(result).astype(kind, copy=False)[()] if np.ndim(result) == 0 else result.astype(kind, copy=False)


def dot(a, b, out=None):
    a, b = np.asarray(a), np.asarray(b)
    if a.ndim == 0 or b.ndim == 0:
        return _put(np.multiply(a, b), out)
    inner = b.shape[0] if b.ndim == 1 else b.shape[-2]
    if a.shape[-1] != inner:
        axis = 0 if b.ndim == 1 else b.ndim - 2
        raise ValueError(f"shapes {_shape(a)} and {_shape(b)} not aligned: {a.shape[-1]} (dim {a.ndim - 1}) != {inner} "
                         f"(dim {axis})")
    if a.ndim <= 2 and b.ndim <= 2:
        return _put(_product(a, b, np.result_type(a.dtype, b.dtype)), out)
    axis = b.ndim - 2 if b.ndim > 1 else 0
    return _put(tensordot(a, b, ([a.ndim - 1], [axis])), out)


def _shape(a):
    return str(a.shape).replace(" ", "")


def tensordot(a, b, axes=2):
    a, b = np.asarray(a), np.asarray(b)
    if isinstance(axes, int):
        first, second = list(_range(a.ndim - axes, a.ndim)), list(_range(axes))
    else:
        first, second = axes
        first = [first] if np.ndim(first) == 0 else list(first)
        second = [second] if np.ndim(second) == 0 else list(second)
    first, second = _axes(tuple(first), a.ndim), _axes(tuple(second), b.ndim)
    if [a.shape[k] for k in first] != [b.shape[k] for k in second]:
        raise ValueError("shape-mismatch for sum")
    kept_a = [k for k in _range(a.ndim) if k not in first]
    kept_b = [k for k in _range(b.ndim) if k not in second]
    count = _size(a, first)
    rows = a.transpose(kept_a + list(first)).reshape((_size(a, kept_a), count))
    columns = b.transpose(list(second) + kept_b).reshape((count, _size(b, kept_b)))
    result = _product(rows, columns, np.result_type(a.dtype, b.dtype))
    return result.reshape(tuple(a.shape[k] for k in kept_a) + tuple(b.shape[k] for k in kept_b))


def inner(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.ndim == 0 or b.ndim == 0:
        return np.multiply(a, b)
    return tensordot(a, b, (-1, -1))[()]


def outer(a, b, out=None):
    return _put(np.multiply(np.ravel(np.asarray(a)).reshape((-1, 1)), np.ravel(np.asarray(b))), out)


def vdot(a, b):
    return dot(np.conjugate(np.ravel(np.asarray(a))), np.ravel(np.asarray(b)))


def kron(a, b):
    a, b = np.asarray(a), np.asarray(b)
    n = _max(a.ndim, b.ndim)
    a = a.reshape((1,) * (n - a.ndim) + a.shape)
    b = b.reshape((1,) * (n - b.ndim) + b.shape)
    x = a.reshape(tuple(m for k in a.shape for m in (k, 1)))
    y = b.reshape(tuple(m for k in b.shape for m in (1, k)))
    return (x * y).reshape(tuple(i * j for i, j in zip(a.shape, b.shape)))


def einsum(subscripts, *operands, **kwargs):
    operands = [np.asarray(one) for one in operands]
    inputs, arrow, output = subscripts.replace(" ", "").partition("->")
    terms = inputs.split(",")
    if len(terms) != len(operands) or "." in subscripts:
        raise NotImplementedError("numpy.einsum: this subscript string is not supported")
    if not arrow:
        output = "".join(sorted(c for c in set(inputs) - {","} if inputs.count(c) == 1))
    extents = {}
    for term, operand in zip(terms, operands):
        for letter, n in zip(term, operand.shape):
            if extents.setdefault(letter, n) != n:
                raise ValueError("operands could not be broadcast together with remapped shapes")
    letters = list(output) + [c for c in extents if c not in output]
    result = None
    for term, operand in zip(terms, operands):
        while len(set(term)) < len(term):
            letter = next(c for c in term if term.count(c) > 1)
            first = term.index(letter)
            second = term.index(letter, first + 1)
            operand = diagonal(operand, 0, first, second)
            term = term[:first] + term[first + 1:second] + term[second + 1:] + letter
        order = [term.index(c) for c in letters if c in term]
        shape = tuple(extents[c] if c in term else 1 for c in letters)
        shaped = operand.transpose(order).reshape(shape) if term else operand
        result = shaped if result is None else result * shaped
    shape = tuple(extents[c] for c in letters)
    result = np.broadcast_to(result, shape)
    over = tuple(_range(len(output), len(letters)))
    return sum(result, over) if over else np.array(result)[()]


def cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None):
    x = np.asarray(m, np.float64)
    x = x.reshape((1, -1)) if x.ndim < 2 else x
    if not rowvar and x.shape[0] != 1:
        x = x.T
    if y is not None:
        other = np.asarray(y, np.float64)
        other = other.reshape((1, -1)) if other.ndim < 2 else other
        x = concatenate((x, other if rowvar else other.T), 0)
    if ddof is None:
        ddof = 0 if bias else 1
    x = x - average(x, axis=1).reshape((-1, 1))
    c = dot(x, x.T) * np.true_divide(1, x.shape[1] - ddof)
    return np.squeeze(c)[()] if c.size == 1 else c


def corrcoef(x, y=None, rowvar=True):
    c = np.asarray(cov(x, y, rowvar))
    if c.ndim == 0:
        return c / c
    scale = np.sqrt(np.diag(c))
    c = c / scale.reshape((-1, 1))
    return np.clip(c / scale, -1, 1)


def linalg_norm(x, ord=None, axis=None, keepdims=False):
    x = np.asarray(x)
    if x.dtype.kind in "biu":
        x = x.astype(np.float64)
    if axis is None:
        if ord is None or (ord in ("f", "fro") and x.ndim == 2) or (ord == 2 and x.ndim == 1):
            flat = np.ravel(x)
            if flat.dtype.kind == "c":
                squares = _product(flat.real, flat.real, flat.real.dtype) + _product(flat.imag, flat.imag,
                                                                                      flat.real.dtype)
            else:
                squares = _product(flat, flat, flat.dtype)
            return _finish(np.sqrt(squares), x, tuple(_range(x.ndim)), None, keepdims)
        axis = tuple(_range(x.ndim))
    axes = _axes(axis, x.ndim)
    size = np.abs(x)
    if len(axes) == 1:
        if ord == np.inf:
            return max(size, axes, None, keepdims)
        if ord == -np.inf:
            return min(size, axes, None, keepdims)
        if ord == 0:
            return sum((x != 0).astype(size.dtype), axes, None, None, keepdims)
        if ord == 1:
            return sum(size, axes, None, None, keepdims)
        if ord is None or ord == 2:
            return np.sqrt(sum(size * size, axes, None, None, keepdims))
        return np.power(sum(np.power(size, ord), axes, None, None, keepdims), 1.0 / ord)
    if len(axes) != 2:
        raise ValueError("Improper number of dimensions to norm.")
    if ord in (None, "fro", "f"):
        return np.sqrt(sum(size * size, axes, None, None, keepdims))
    rows, columns = axes
    if ord in (1, -1, np.inf, -np.inf):
        over, then = (rows, columns) if _abs(ord) == 1 else (columns, rows)
        sums = sum(size, over, None, None, True)
        pick = max if ord > 0 else min
        return _finish(pick(sums, axes), x, axes, None, keepdims)
    return _row("linalg.norm", x, ord)


# ---- Random numbers ----------------------------------------------------------------------------


def random_seed(seed=None):
    _random_seed(seed)


def random_randint(low, high=None, size=None, dtype=int):
    kind = np.dtype(dtype)
    if np.ndim(low) or np.ndim(high):
        shape = broadcast_shapes(np.shape(low), np.shape(high if high is not None else 0)) if size is None else size
        if high is None:
            low, high = 0, low
        lows = np.broadcast_to(low, shape).ravel().tolist()
        highs = np.broadcast_to(high, shape).ravel().tolist()
        draws = [random_randint(a, b, 1, dtype)[0] for a, b in zip(lows, highs)]
        return np.array(draws, kind).reshape(shape)
    if high is None:
        low, high = 0, low
    low, high = int(low), int(high) - 1
    limits = (0, 1) if kind.kind == "b" else (np.iinfo(kind).min, np.iinfo(kind).max)
    if low < limits[0]:
        raise ValueError("low is out of bounds for " + kind.name)
    if high > limits[1]:
        raise ValueError("high is out of bounds for " + kind.name)
    if low > high:
        raise ValueError("low >= high")
    if size is None:
        draw = _random_intervals(low, high, 1, kind)[0]
        return draw if dtype is not int else int(draw)
    shape = (size,) if np.ndim(size) == 0 else tuple(size)
    count = 1
    for n in shape:
        count *= n
    return _random_intervals(low, high, count, kind).reshape(shape)


def random_choice(a, size=None, replace=True, p=None):
    a = np.asarray(a)
    if a.ndim == 0:
        population = int(a)
        if population <= 0:
            raise ValueError("a must be greater than 0 unless no samples are taken")
    elif a.ndim == 1:
        population = a.size
        if population == 0:
            raise ValueError("'a' cannot be empty unless no samples are taken")
    else:
        raise ValueError("a must be 1-dimensional")
    shape = () if size is None else (size,) if np.ndim(size) == 0 else tuple(size)
    count = 1
    for n in shape:
        count *= n
    if p is not None:
        p = np.asarray(p, np.float64)
        if p.size != population:
            raise ValueError("'a' and 'p' must have same size")
        if (p < 0).any():
            raise ValueError("probabilities are not non-negative")
        if _abs(float(p.sum()) - 1.0) > 1.4901161193847656e-08 * _max(1, population):
            raise ValueError("probabilities do not sum to 1")
    if replace:
        if p is None:
            places = random_randint(0, population, count)
        else:
            edges = p.cumsum()
            edges /= edges[-1]
            places = np.searchsorted(edges, np.random.random_sample(count), side="right")
    else:
        if count > population:
            raise ValueError("Cannot take a larger sample than population when 'replace=False'")
        if p is None:
            places = np.random.permutation(population)[:count]
        else:
            places = _weighted_without_return(p, count)
    if size is None:
        place = int(places[0])
        return place if a.ndim == 0 else a[place]
    places = places.reshape(shape)
    return places if a.ndim == 0 else a[places]


def _weighted_without_return(p, count):
    if int(np.count_nonzero(p > 0)) < count:
        raise ValueError("Fewer non-zero entries in p than size")
    found = np.zeros(count, np.int64)
    p = p.copy()
    done = 0
    while done < count:
        x = np.random.rand(count - done)
        if done > 0:
            p[found[:done]] = 0
        edges = np.cumsum(p)
        edges /= edges[-1]
        new = np.searchsorted(edges, x, side="right")
        _, first = unique(new, return_index=True)
        new = new[np.sort(first)]
        found[done:done + new.size] = new
        done += new.size
    return found


def random_shuffle(x):
    if isinstance(x, np.ndarray):
        raise TypeError("numpy.random.shuffle: this array cannot be shuffled")
    for i in _range(len(x) - 1, 0, -1):
        j = int(_random_intervals(0, i, 1, np.int64)[0])
        x[i], x[j] = x[j], x[i]


def random_permutation(x):
    return _row("random.permutation", np.asarray(x)) if np.ndim(x) else _row("random.permutation", int(x))


def random_bytes(length):
    words = [int(_random_intervals(0, 2 ** 32 - 1, 1, np.uint32)[0]) for _ in _range(-(-length // 4))]
    return b"".join(word.to_bytes(4, "little") for word in words)[:length]


def random_multivariate_normal(mean, cov, size=None, check_valid="warn", tol=1e-8):
    raise NotImplementedError("numpy.random.multivariate_normal is not supported: multiply standard_normal by a "
                              "factor of the covariance instead")


def random_get_state(legacy=True):
    return ("MT19937",) + _random_state()


def random_set_state(state):
    if isinstance(state, dict):
        inner = state["state"]
        state = (state["bit_generator"], inner["key"], inner["pos"], state["has_gauss"], state["gauss"])
    state = tuple(state)
    if state[0] != "MT19937":
        raise ValueError("set_state can only be used with legacy MT19937 state instances.")
    _set_random_state(*(state[1:] + (0, 0.0))[:4])


def random_default_rng(seed=None):
    raise NotImplementedError("numpy.random.default_rng is not supported: use numpy.random.seed and the functions of "
                              "numpy.random, or numpy.random.RandomState")


class random_RandomState:
    """A generator of its own: its methods are the functions of numpy.random on another state."""

    def __init__(self, seed=None):
        kept = _random_state()
        _random_seed(seed)
        self._state = _random_state()
        _set_random_state(*kept)

    def seed(self, seed=None):
        self.__init__(seed)

    def get_state(self, legacy=True):
        return ("MT19937",) + self._state

    def set_state(self, state):
        self._state = tuple(state)[1:]

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        function = getattr(np.random, name)

        def call(*args, **kwargs):
            kept = _random_state()
            _set_random_state(*self._state)
            try:
                return function(*args, **kwargs)
            finally:
                self._state = _random_state()
                _set_random_state(*kept)
        return call


# ---- Files -------------------------------------------------------------------------------------

_MAGIC = b"\x93NUMPY"


def save(file, arr, allow_pickle=True):
    a = np.asarray(arr)
    fortran = a.ndim > 1 and a.flags.f_contiguous and not a.flags.c_contiguous
    header = f"{{'descr': '{a.dtype.str}', 'fortran_order': {fortran}, 'shape': {a.shape}, }}"
    # The header grows in place when an array is extended, for which NumPy leaves room.
    growth = 21 - len(repr(a.shape[-1 if fortran else 0])) if a.ndim else 0
    header += " " * growth
    version, width = (b"\x01\x00", 2) if len(header) < 65000 else (b"\x02\x00", 4)
    start = len(_MAGIC) + 2 + width
    header += " " * (-(start + len(header) + 1) % 64) + "\n"
    data = _MAGIC + version + len(header).to_bytes(width, "little") + header.encode("latin1")
    data += (a.T if fortran else a).tobytes()
    if hasattr(file, "write"):
        file.write(data)
        return
    import os
    path = os.fspath(file)
    if not path.endswith(".npy"):
        path += ".npy"
    with open(path, "wb") as out:
        out.write(data)


def load(file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding="ASCII"):
    if hasattr(file, "read"):
        return _read_array(file)
    with open(file, "rb") as source:
        return _read_array(source)


def _exactly(source, count, what):
    data = source.read(count)
    if len(data) != count:
        raise ValueError(f"EOF: reading {what}, expected {count} bytes got {len(data)}")
    return data


def _read_array(source):
    magic = source.read(6)
    if not magic:
        raise EOFError("No data left in file")
    if magic[:2] == b"PK":
        raise NotImplementedError("numpy.load: .npz archives are not supported")
    if magic != _MAGIC:
        raise ValueError("This file contains pickled (object) data. If you trust the file you can load it unsafely "
                         "using the `allow_pickle=` keyword argument or `pickle.load()`.")
    major, minor = _exactly(source, 2, "magic string")
    if (major, minor) not in ((1, 0), (2, 0), (3, 0)):
        raise ValueError(f"we only support format version (1,0), (2,0), and (3,0), not {(major, minor)}")
    width = 2 if major == 1 else 4
    length = int.from_bytes(_exactly(source, width, "array header length"), "little")
    if length > 10000000:
        raise ValueError(f"Header info length ({length}) is large and may not be safe to load securely.")
    header = _exactly(source, length, "array header").decode("utf8" if major == 3 else "latin1")
    descr, fortran, shape = _header(header)
    try:
        kind = np.dtype(descr)
    except TypeError:
        raise ValueError(f"descr is not a valid dtype descriptor: {descr!r}") from None
    count = 1
    for n in shape:
        count *= n
    data = source.read(count * kind.itemsize)
    if len(data) != count * kind.itemsize:
        if hasattr(source, "fileno"):
            raise ValueError(f"cannot reshape array of size {len(data) // kind.itemsize} into shape "
                             f"{_shape_text(shape)}")
        raise ValueError(f"EOF: reading array data, expected {count * kind.itemsize} bytes got {len(data)}")
    a = _from_bytes(data, kind)
    return a.reshape(shape[::-1]).T if fortran else a.reshape(shape)


def _shape_text(shape):
    return str(tuple(shape)).replace(" ", "")


def _header(text):
    import ast
    try:
        fields = ast.literal_eval(text.strip())
    except Exception:
        raise ValueError(f"Cannot parse header: {text!r}") from None
    if not isinstance(fields, dict):
        raise ValueError(f"Header is not a dictionary: {fields!r}")
    if set(fields) != {"descr", "fortran_order", "shape"}:
        raise ValueError(f"Header does not contain the correct keys: {sorted(fields)!r}")
    shape = fields["shape"]
    if not isinstance(shape, tuple) or not _all(isinstance(n, int) and n >= 0 for n in shape):
        raise ValueError(f"shape is not valid: {shape!r}")
    if not isinstance(fields["fortran_order"], builtins.bool):
        raise ValueError(f"fortran_order is not a valid bool: {fields['fortran_order']!r}")
    return fields["descr"], fields["fortran_order"], shape


def savetxt(fname, X, fmt="%.18e", delimiter=" ", newline="\n", header="", footer="", comments="# "):
    X = np.asarray(X)
    rows = X.reshape((-1, 1)) if X.ndim < 2 else X
    lines = [comments + header + newline] if header else []
    for row in rows.tolist():
        formats = fmt if isinstance(fmt, (list, tuple)) else [fmt] * len(row)
        lines.append(delimiter.join(one % value for one, value in zip(formats, row)) + newline)
    if footer:
        lines.append(comments + footer + newline)
    text = "".join(lines)
    if hasattr(fname, "write"):
        fname.write(text)
        return
    with open(fname, "w") as out:
        out.write(text)


def loadtxt(fname, dtype=float, comments="#", delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False,
            ndmin=0, encoding=None, max_rows=None):
    if hasattr(fname, "read"):
        lines = fname.read().splitlines()
    elif isinstance(fname, list):
        lines = fname
    else:
        with open(fname) as source:
            lines = source.read().splitlines()
    rows = []
    for line in lines[skiprows:]:
        line = line.split(comments)[0].strip() if comments else line.strip()
        if line:
            fields = line.split(delimiter)
            if usecols is not None:
                fields = [fields[k] for k in ([usecols] if isinstance(usecols, int) else usecols)]
            rows.append([float(field) for field in fields])
        if max_rows is not None and len(rows) == max_rows:
            break
    a = np.squeeze(np.array(rows, np.float64).astype(dtype))
    while a.ndim < ndmin:
        a = a.reshape(a.shape + (1,)) if rows and len(rows) > 1 else a.reshape((1,) + a.shape)
    return a.T if unpack else a


# ---- Limits ------------------------------------------------------------------------------------


class finfo:
    """Limits of a float type."""

    def __init__(self, dtype):
        kind = np.dtype(dtype) if not isinstance(dtype, (np.ndarray, np.generic)) else dtype.dtype
        if kind.kind == "c":
            kind = np.dtype("f4" if kind.itemsize == 8 else "f8")
        if kind.kind != "f":
            raise ValueError(f"data type {kind.type!r} not inexact")
        self.dtype = kind
        real = kind.type
        double = kind.itemsize == 8
        self.bits = 64 if double else 32
        self.nmant = 52 if double else 23
        self.nexp = 11 if double else 8
        self.iexp = self.nexp
        self.maxexp = 1024 if double else 128
        self.minexp = -1022 if double else -126
        self.negep = -53 if double else -24
        self.machep = -52 if double else -23
        self.precision = 15 if double else 6
        self.eps = real(2.0 ** self.machep)
        self.epsneg = real(2.0 ** self.negep)
        self.max = real(1.7976931348623157e308 if double else 3.4028234663852886e38)
        self.min = -self.max
        self.tiny = real(2.0 ** self.minexp)
        self.smallest_normal = self.tiny
        self.smallest_subnormal = real(5e-324 if double else 1.401298464324817e-45)
        self.resolution = real(10.0 ** -self.precision)

    def __str__(self):
        line = "-" * 67
        return "\n".join([
            f"Machine parameters for {self.dtype}", "-" * 63,
            f"precision = {self.precision:3d}   resolution = {self.resolution}",
            f"machep = {self.machep:6d}   eps =        {self.eps}",
            f"negep =  {self.negep:6d}   epsneg =     {self.epsneg}",
            f"minexp = {self.minexp:6d}   tiny =       {self.tiny}",
            f"maxexp = {self.maxexp:6d}   max =        {self.max}",
            f"nexp =   {self.nexp:6d}   min =        -max",
            f"smallest_normal = {self.smallest_normal}   smallest_subnormal = {self.smallest_subnormal}",
            "-" * 63, ""]) if line else ""

    def __repr__(self):
        return (f"finfo(resolution={self.resolution}, min=-{self.max}, max={self.max}, dtype={self.dtype})")


class iinfo:
    """Limits of an integer type."""

    def __init__(self, int_type):
        kind = int_type.dtype if isinstance(int_type, (np.ndarray, np.generic)) else \
            np.dtype(type(int_type) if isinstance(int_type, int) else int_type)
        if kind.kind not in "iu":
            raise ValueError(f"Invalid integer data type {kind.kind!r}.")
        self.dtype = kind
        self.kind = kind.kind
        self.bits = kind.itemsize * 8
        self.key = f"{self.kind}{self.bits}"
        self.min = 0 if self.kind == "u" else -(1 << (self.bits - 1))
        self.max = (1 << (self.bits - (self.kind == "i"))) - 1

    def __str__(self):
        return (f"Machine parameters for {self.dtype}\n{'-' * 63}\nmin = {self.min}\nmax = {self.max}\n{'-' * 63}\n")

    def __repr__(self):
        return f"iinfo(min={self.min}, max={self.max}, dtype={self.dtype})"


# ---- Iteration and settings --------------------------------------------------------------------


class ndindex:
    """Iterates over the indices of a shape."""

    def __init__(self, *shape):
        if len(shape) == 1 and isinstance(shape[0], tuple):
            shape = shape[0]
        import itertools
        self._indices = itertools.product(*[_range(n) for n in shape])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._indices)


class ndenumerate:
    """Iterates over pairs of index and element."""

    def __init__(self, arr):
        arr = np.asarray(arr)
        self._pairs = zip(ndindex(*arr.shape), arr.flat)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._pairs)


def nditer(op, *args, **kwargs):
    return iter(np.asarray(op).flat)


class errstate:
    """Accepted for its form: floating-point faults never raise here."""

    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            if name != "call" and value not in ("ignore", "warn", "raise", "call", "print", "log"):
                raise ValueError(f"invalid value for {name}: {value!r}")

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None

    def __call__(self, function):
        return function


def seterr(**kwargs):
    return geterr()


def geterr():
    return {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}


class printoptions:
    """Print options for the body of a with statement."""

    def __init__(self, **options):
        self._options = options

    def __enter__(self):
        self._kept = np.get_printoptions()
        np.set_printoptions(**self._options)
        return np.get_printoptions()

    def __exit__(self, *exc):
        np.set_printoptions(**self._kept)


def _scalar_text(x, **kwargs):
    return repr(x)


def format_float_positional(x, precision=None, unique=True, fractional=True, trim="k", sign=False, pad_left=None,
                            pad_right=None, min_digits=None):
    from decimal import Decimal
    text = format(Decimal(repr(float(x))), "f")
    if precision is not None and (not unique or len(text.partition(".")[2]) > precision):
        text = f"{float(x):.{precision}f}"
    if "." not in text:
        text += "."
    whole, _, part = text.partition(".")
    if trim in ".0-":
        part = part.rstrip("0")
    text = whole + "." + (part or ("0" if trim == "0" else ""))
    if trim == "-":
        text = text.rstrip(".")
    return ("+" if sign and x >= 0 else "") + text


class _Index:
    def __init__(self, function):
        self._function = function

    def __getitem__(self, key):
        return self._function(key)


s_ = _Index(lambda key: key)
index_exp = _Index(lambda key: key if isinstance(key, tuple) else (key,))


def _grid(key, sparse):
    keys = key if isinstance(key, tuple) else (key,)
    lines = []
    for one in keys:
        start = 0 if one.start is None else one.start
        step = 1 if one.step is None else one.step
        if isinstance(step, complex):
            lines.append(np.linspace(start, one.stop, int(_abs(step))))
        else:
            lines.append(np.arange(start, one.stop, step))
    if not isinstance(key, tuple):
        return lines[0]
    grids = meshgrid(*lines, indexing="ij", sparse=sparse)
    return grids if sparse else stack(grids)


mgrid = _Index(lambda key: _grid(key, False))
ogrid = _Index(lambda key: _grid(key, True))


def _rows(key):
    parts = []
    for one in key if isinstance(key, tuple) else (key,):
        if isinstance(one, slice):
            parts.append(_grid(one, False))
        else:
            parts.append(atleast_1d(np.asarray(one)))
    return concatenate(parts)


r_ = _Index(_rows)
c_ = _Index(lambda key: column_stack(key if isinstance(key, tuple) else (key,)))


def can_cast(from_, to, casting="safe"):
    source, target = np.dtype(from_), np.dtype(to)
    if casting == "unsafe":
        return True
    if casting in ("no", "equiv"):
        return source == target
    if casting == "same_kind" and "buifc".index(source.kind) <= "buifc".index(target.kind):
        return True
    return np.promote_types(source, target) == target


def min_scalar_type(a):
    a = np.asarray(a)
    if a.ndim or a.dtype.kind in "bfc":
        return a.dtype
    value = int(a)
    for name in ("uint8", "uint16", "uint32", "uint64") if value >= 0 else ("int8", "int16", "int32", "int64"):
        if np.iinfo(name).min <= value <= np.iinfo(name).max:
            return np.dtype(name)


def shares_memory(a, b, max_work=None):
    return may_share_memory(a, b)


def may_share_memory(a, b, max_work=None):
    def bounds(x):
        low = high = x.__array_interface__["data"][0]
        for n, stride in zip(x.shape, x.strides):
            if n == 0:
                return None
            if stride < 0:
                low += (n - 1) * stride
            else:
                high += (n - 1) * stride
        return low, high + x.itemsize
    first, second = bounds(np.asarray(a)), bounds(np.asarray(b))
    return first is not None and second is not None and first[0] < second[1] and second[0] < first[1]


# ---- Assertions --------------------------------------------------------------------------------


def _report(actual, desired, header, err_msg, verbose, mask=None, order=False):
    a, d = np.asarray(actual), np.asarray(desired)
    lines = ["", header]
    if err_msg:
        lines[-1] += "\n" + str(err_msg)
    if mask is not None:
        lines.extend(_mismatches(a, d, mask))
    if verbose:
        for name, value in (("ACTUAL", actual), ("DESIRED", desired)):
            text = repr(value)
            lines.append(f" {name}: {text}")
    return "\n".join(lines)


def _mismatches(a, d, same):
    same = np.broadcast_to(same, broadcast_shapes(a.shape, d.shape))
    wrong = int(np.count_nonzero(~same))
    total = same.size
    lines = [f"Mismatched elements: {wrong} / {total} ({100 * wrong / total:.3g}%)"]
    places = [tuple(int(k) for k in index) for index in np.argwhere(~same)]
    first, second = np.broadcast_to(a, same.shape), np.broadcast_to(d, same.shape)
    if same.ndim:
        shown = places[:5]
        lines.append("Mismatch at index:" if wrong == 1 else
                     "Mismatch at indices:" if wrong <= 5 else "First 5 mismatches are at indices:")
        for place in shown:
            lines.append(f" {list(place)}: {first[place].item()} (ACTUAL), {second[place].item()} (DESIRED)")
    if a.dtype.kind != "b" and d.dtype.kind != "b":
        difference = np.abs(np.asarray(first - second))
        lines.append(f"Max absolute difference among violations: {max(difference[~same])}")
        nonzero_ = ~same & (second != 0)
        relative = max(difference[nonzero_] / np.abs(second[nonzero_])) if np.any(nonzero_) else np.inf
        lines.append(f"Max relative difference among violations: {relative}")
    return lines


def _compare(actual, desired, same, header, err_msg, verbose, strict=False):
    a, d = np.asarray(actual), np.asarray(desired)
    if not (a.shape == d.shape or (not strict and (a.shape == () or d.shape == ()))):
        raise AssertionError(_array_report(a, d, header, err_msg, verbose,
                                           [f"(shapes {a.shape}, {d.shape} mismatch)"]))
    if a.dtype.kind in "fc" and d.dtype.kind in "fc":
        nan_a, nan_d = np.isnan(a), np.isnan(d)
        if not np.all(nan_a == nan_d):
            raise AssertionError(_array_report(a, d, header, err_msg, verbose, ["nan location mismatch:"]))
    result = same(a, d)
    if not np.all(result):
        raise AssertionError(_array_report(a, d, header, err_msg, verbose, _mismatches(a, d, result)))


def _array_report(a, d, header, err_msg, verbose, lines):
    text = ["", header]
    if err_msg:
        text[-1] = header + "\n" + str(err_msg)
    text.append("")
    text = ["", header + ("\n" + str(err_msg) if err_msg else ""), ] + lines
    if verbose:
        for name, value in ((" ACTUAL", a), (" DESIRED", d)):
            text.append(f"{name}: {_short(value)}")
    return "\n".join(text)


def _short(value):
    text = repr(value)
    lines = text.split("\n")
    if len(lines) > 3:
        lines = lines[:3]
        lines[-1] += "..."
    return "\n".join(lines)


def testing_assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg="", verbose=True, *,
                            strict=False):
    def same(a, d):
        return isclose(a, d, rtol, atol, equal_nan)
    _compare(actual, desired, same, f"Not equal to tolerance rtol={rtol:g}, atol={atol:g}", err_msg, verbose, strict)


def testing_assert_array_equal(actual, desired, err_msg="", verbose=True, *, strict=False):
    def same(a, d):
        result = np.asarray(a == d)
        if a.dtype.kind in "fc" and d.dtype.kind in "fc":
            result = result | (np.isnan(a) & np.isnan(d))
        return result
    _compare(actual, desired, same, "Arrays are not equal", err_msg, verbose, strict)


def testing_assert_array_almost_equal(actual, desired, decimal=6, err_msg="", verbose=True):
    def same(a, d):
        near = np.abs(a - d) < 1.5 * 10.0 ** -decimal
        result = near | (a == d)
        if a.dtype.kind in "fc" and d.dtype.kind in "fc":
            result = result | (np.isnan(a) & np.isnan(d))
        return result
    _compare(actual, desired, same, f"Arrays are not almost equal to {decimal} decimals", err_msg, verbose)


def testing_assert_almost_equal(actual, desired, decimal=7, err_msg="", verbose=True):
    if isinstance(actual, (np.ndarray, list, tuple)) or isinstance(desired, (np.ndarray, list, tuple)):
        return testing_assert_array_almost_equal(actual, desired, decimal, err_msg, verbose)
    if actual != actual and desired != desired:
        return None
    if _abs(desired - actual) >= 1.5 * 10.0 ** -decimal:
        raise AssertionError(_report(actual, desired, f"Arrays are not almost equal to {decimal} decimals", err_msg,
                                     verbose))


def testing_assert_equal(actual, desired, err_msg="", verbose=True, *, strict=False):
    if isinstance(desired, dict):
        if not isinstance(actual, dict):
            raise AssertionError(repr(type(actual)))
        testing_assert_equal(len(actual), len(desired), err_msg, verbose)
        for key in desired:
            if key not in actual:
                raise AssertionError(repr(key))
            testing_assert_equal(actual[key], desired[key], f"key={key!r}\n{err_msg}", verbose)
        return
    if isinstance(desired, (list, tuple)) and isinstance(actual, (list, tuple)):
        testing_assert_equal(len(actual), len(desired), err_msg, verbose)
        for k in _range(len(desired)):
            testing_assert_equal(actual[k], desired[k], f"item={k!r}\n{err_msg}", verbose)
        return
    if isinstance(actual, np.ndarray) or isinstance(desired, np.ndarray):
        return testing_assert_array_equal(actual, desired, err_msg, verbose, strict=strict)
    if actual == desired or (actual != actual and desired != desired):
        return
    raise AssertionError(_report(actual, desired, "Items are not equal:", err_msg, verbose))


def testing_assert_(val, msg=""):
    if not val:
        raise AssertionError(msg)


def testing_assert_array_less(x, y, err_msg="", verbose=True, *, strict=False):
    _compare(x, y, lambda a, d: a < d, "Arrays are not strictly ordered `x < y`", err_msg, verbose, strict)


def testing_assert_raises(exception_class, *args, **kwargs):
    class Raises:
        def __enter__(self):
            return self

        def __exit__(self, kind, value, traceback):
            self.exception = value
            if kind is None:
                raise AssertionError(f"{exception_class.__name__} not raised")
            return issubclass(kind, exception_class)

    if not args:
        return Raises()
    with Raises():
        args[0](*args[1:], **kwargs)


# ---- Fourier transforms ------------------------------------------------------------------------


def fft_fftfreq(n, d=1.0):
    places = concatenate((np.arange(0, (n - 1) // 2 + 1), np.arange(-(n // 2), 0)))
    return places * (1.0 / (n * d))


def fft_rfftfreq(n, d=1.0):
    return np.arange(0, n // 2 + 1) * (1.0 / (n * d))


def fft_fftshift(x, axes=None):
    x = np.asarray(x)
    axes = _axes(axes, x.ndim)
    return roll(x, tuple(x.shape[k] // 2 for k in axes), axes)


def fft_ifftshift(x, axes=None):
    x = np.asarray(x)
    axes = _axes(axes, x.ndim)
    return roll(x, tuple(-(x.shape[k] // 2) for k in axes), axes)
