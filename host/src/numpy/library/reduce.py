# Reductions: over several axes, with kept dimensions, into outputs.


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
    axes = _axes(axis, a.ndim)
    if a.dtype.kind == "c":
        pick = _max if name == "argmax" else _min
        result = _lines(lambda line: _complex_place(line, pick), a, axis)
    elif len(axes) == a.ndim:
        result = _row(name, np.ravel(a))
    else:
        result = _row(name, a, axis=axes[0])
    return _finish(result, a, axes, out, keepdims)


def _complex_place(line, pick):
    """The place of the first or last number by real, then imaginary part."""
    keys = [(z.real, z.imag) for z in line.tolist()]
    return np.int64(keys.index(pick(keys)))


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
    _strict(axis, a.ndim)
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


def var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    if correction is not None:
        ddof = correction
    a = np.asarray(a)
    _strict(axis, a.ndim)
    axes = _axes(axis, a.ndim)
    if where is not True:
        raise NotImplementedError("numpy.var: the argument 'where' is not supported")
    count = _size(a, axes)
    given = dtype
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
    if given is not None:
        result = np.asarray(result).astype(np.dtype(given))[()]
    return _finish(result, a, axes, out, keepdims)


def std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    result = np.sqrt(var(a, axis, dtype, None, ddof, keepdims, where=where, mean=mean, correction=correction))
    return _put(result, out)


def ptp(a, axis=None, out=None, keepdims=False):
    return _put(max(a, axis, None, keepdims) - min(a, axis, None, keepdims), out)


def cumsum(a, axis=None, dtype=None, out=None):
    a = np.atleast_1d(a)
    if axis is None:
        result = _row("cumsum", a, dtype=dtype)
    else:
        result = _row("cumsum", a, axis=_axis(axis, a.ndim), dtype=dtype)
    return _put(result, out)


def cumprod(a, axis=None, dtype=None, out=None):
    a = np.atleast_1d(a)
    if axis is None:
        result = _row("cumprod", a, dtype=dtype)
    else:
        result = _row("cumprod", a, axis=_axis(axis, a.ndim), dtype=dtype)
    return _put(result, out)


def _strict(axis, ndim):
    """Some reductions have no axis 0 for an array without axes."""
    if axis is not None and ndim == 0:
        raise _axis_error(axis if not isinstance(axis, tuple) else axis[0], 0)


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
    a = np.asarray(a)
    _strict(axis, a.ndim)
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
    result = np.asarray(result)
    if not keepdims:
        result = result.reshape(tuple(n for k, n in enumerate(x.shape) if k not in _axes(axis, x.ndim)))[()]
    return _put(result, out)


def nanstd(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    return _put(np.sqrt(nanvar(a, axis, dtype, None, ddof, keepdims)), out)


def _nan_extreme(name, function, fill, a, axis, out, keepdims):
    x, mask = _numbers(a, fill)
    if _size(x, _axes(axis, x.ndim)) == 0:
        raise ValueError(f"zero-size array to reduction operation {name} which has no identity")
    result = function(x, axis, None, keepdims)
    if mask is not None:
        empty = all(mask, axis, None, keepdims)
        if np.asarray(empty).any():
            _warn("All-NaN slice encountered")
            result = np.where(empty, np.asarray(np.nan, x.dtype), result)[()]
    return _put(result, out)


def nanmax(a, axis=None, out=None, keepdims=False):
    return _nan_extreme("fmax", max, -np.inf, a, axis, out, keepdims)


def nanmin(a, axis=None, out=None, keepdims=False):
    return _nan_extreme("fmin", min, np.inf, a, axis, out, keepdims)


def nanargmax(a, axis=None, out=None, keepdims=False):
    return argmax(_numbers(a, -np.inf)[0], axis, out, keepdims)


def nanargmin(a, axis=None, out=None, keepdims=False):
    return argmin(_numbers(a, np.inf)[0], axis, out, keepdims)


def nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    def middle(line):
        if line.dtype.kind == "f":
            line = line[~np.isnan(line)]
        return median(line)
    a = np.asarray(a)
    _strict(axis, a.ndim)
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


# ---- Methods of ufuncs -------------------------------------------------------------------------

_REDUCTIONS = {"add": sum, "multiply": prod, "maximum": max, "minimum": min, "logical_and": all, "logical_or": any}


def ufunc_reduce(name, array, axis=0, dtype=None, out=None, keepdims=False, initial=_missing, where=True):
    a = np.asarray(array)
    if name in _REDUCTIONS:
        more = {} if initial is _missing else {"initial": initial}
        if name in ("add", "multiply"):
            more["dtype"] = dtype
        return _REDUCTIONS[name](a, axis=axis, out=out, keepdims=keepdims, where=where, **more)
    axes = _axes(axis, a.ndim)
    parts = np.moveaxis(_last(a, axes), -1, 0)
    function = getattr(np, name)
    result = parts[0] if initial is _missing else function(initial, parts[0])
    for part in parts[1:]:
        result = function(result, part)
    return _finish(result, a, axes, out, keepdims)


def ufunc_accumulate(name, array, axis=0, dtype=None, out=None):
    a = np.asarray(array)
    if name == "add":
        return cumsum(a, axis, dtype, out)
    if name == "multiply":
        return cumprod(a, axis, dtype, out)
    parts = np.moveaxis(a, axis, 0)
    function = getattr(np, name)
    results = [parts[0]] if len(parts) else []
    for part in parts[1:]:
        results.append(function(results[-1], part))
    return _put(np.moveaxis(np.array(results), 0, axis), out)


def ufunc_outer(name, A, B, **keywords):
    A, B = np.asarray(A), np.asarray(B)
    return getattr(np, name)(A.reshape(A.shape + (1,) * B.ndim), B, **keywords)


def ufunc_at(name, a, indices, b=_missing):
    function = getattr(np, name)
    places = np.arange(a.size).reshape(a.shape)[indices]
    if b is _missing:
        for place in np.ravel(places).tolist():
            a.flat[place] = function(a.flat[place])
        return
    values = np.ravel(np.broadcast_to(b, np.shape(places))).tolist()
    for place, value in zip(np.ravel(places).tolist(), values):
        a.flat[place] = function(a.flat[place], value)
