# Sorting, searching, counting and sets.


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


def argwhere(a):
    a = np.asarray(a)
    if a.ndim == 0:
        return np.zeros((int(a != 0), 0), np.int64)
    return np.stack(nonzero(a), -1)


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
    kind = np.result_type(low, high, a)
    return np.linspace(low, high, bins + 1, dtype=np.result_type(kind, float) if kind.kind in "biu" else kind)


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
