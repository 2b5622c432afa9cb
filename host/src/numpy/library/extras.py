# What remains: masks of elementwise functions, the names that NumPy 2 added, iteration over several arrays.


def ufunc_where(name, *args, where=True, out=None, **keywords):
    """An elementwise function where a condition holds; the elements of a new array are 0 elsewhere."""
    function = getattr(np, name)
    result = np.asarray(function(*args, **keywords))
    if isinstance(out, tuple):
        out = out[0]
    if out is None:
        out = np.zeros(np.broadcast_shapes(result.shape, np.shape(where)), result.dtype)
    mask = np.broadcast_to(where, out.shape)
    out[mask] = np.broadcast_to(result, out.shape)[mask]
    return out


def ufunc_reduceat(name, array, indices, axis=0, dtype=None, out=None):
    a = np.asarray(array)
    axis = _axis(axis, a.ndim)
    lines = np.moveaxis(a, axis, 0)
    starts = [one.__index__() for one in indices]
    for start in starts:
        if not 0 <= start < len(lines):
            raise IndexError(f"index {start} out-of-bounds in {name}.reduceat [0, {len(lines)})")
    stops = starts[1:] + [len(lines)]
    function = getattr(np, name)
    parts = [function.reduce(lines[start:stop], axis=0, dtype=dtype) if stop > start else lines[start]
             for start, stop in zip(starts, stops)]
    return _put(np.moveaxis(np.array([np.asarray(part) for part in parts]), 0, axis), out)


def unstack(x, /, *, axis=0):
    return tuple(np.moveaxis(x, axis, 0))


def isdtype(dtype, kind):
    kinds = kind if isinstance(kind, tuple) else (kind,)
    groups = {"bool": "b", "signed integer": "i", "unsigned integer": "u", "integral": "iu", "real floating": "f",
              "complex floating": "c", "numeric": "iufc"}
    for one in kinds:
        if isinstance(one, str):
            if one not in groups:
                raise ValueError(f"kind argument is a string, but {one!r} is not a known kind name.")
            if np.dtype(dtype).kind in groups[one]:
                return True
        elif np.dtype(dtype) == np.dtype(one):
            return True
    return False


def histogramdd(sample, bins=10, range=None, density=None, weights=None):
    sample = np.asarray(sample)
    sample = sample.reshape((-1, 1)) if sample.ndim == 1 else sample
    count = sample.shape[1]
    bins = [bins] * count if np.ndim(bins) == 0 else list(bins)
    range = [None] * count if range is None else range
    edges = [np.histogram_bin_edges(sample[:, k], bins[k], range[k]) for k in _range(count)]
    shape = tuple(len(one) - 1 for one in edges)
    places, inside = np.zeros(len(sample), np.int64), np.ones(len(sample), np.bool_)
    for k in _range(count):
        at = np.searchsorted(edges[k], sample[:, k], side="right") - 1
        at = np.where(sample[:, k] == edges[k][-1], shape[k] - 1, at)
        inside &= (at >= 0) & (at < shape[k])
        places = places * shape[k] + at
    weights = None if weights is None else np.asarray(weights)[inside]
    total = np.bincount(places[inside], weights, _size(np.empty(shape), _range(count))).astype(np.float64).reshape(shape)
    if density:
        for k in _range(count):
            total = total / np.diff(edges[k]).reshape(tuple(-1 if i == k else 1 for i in _range(count)))
        total = total / builtins.int(inside.sum())
    return total, tuple(edges)


def apply_over_axes(func, a, axes):
    value = np.asarray(a)
    for axis in [axes] if np.ndim(axes) == 0 else axes:
        result = np.asarray(func(value, axis))
        value = result if result.ndim == value.ndim else np.expand_dims(result, axis)
    return value


def frompyfunc(func, /, nin, nout, *, identity=None):
    def call(*args):
        arrays = np.broadcast_arrays(*args)
        results = [func(*items) for items in zip(*[one.ravel().tolist() for one in arrays])]
        shape = arrays[0].shape
        if nout == 1:
            return results[0] if shape == () else np.array(results).reshape(shape)
        return tuple(column[0] if shape == () else np.array(column).reshape(shape) for column in zip(*results))
    return call


class vectorize:
    """Calls a Python function for the elements of arrays."""

    def __init__(self, pyfunc=None, otypes=None, doc=None, excluded=None, cache=False, signature=None):
        self.pyfunc, self.otypes, self.signature = pyfunc, otypes, signature
        self.excluded = set(excluded or ())
        self.__doc__ = doc if doc is not None else getattr(pyfunc, "__doc__", None)
        self.__name__ = getattr(pyfunc, "__name__", "vectorize")
        if isinstance(otypes, str) and not _all(char in "?bhilqBHILQfdFD" for char in otypes):
            raise ValueError(f"Invalid otype specified: {otypes}")

    def __call__(self, *args, **kwargs):
        if self.pyfunc is None:
            self.__init__(args[0], self.otypes, None, self.excluded, False, self.signature)
            return self
        if self.signature is not None:
            return self._by_signature(args, kwargs)
        names = [name for name in kwargs if name not in self.excluded]
        places = [k for k in _range(len(args)) if k not in self.excluded]
        given = [args[k] for k in places] + [kwargs[name] for name in names]
        if not given:
            return self.pyfunc(*args, **kwargs)
        arrays = [np.asarray(one) for one in given]
        shape = np.broadcast_shapes(*[one.shape for one in arrays])
        lines = [np.broadcast_to(one, shape).ravel() for one in arrays]

        def one(items):
            values, named = list(args), dict(kwargs)
            for k, item in zip(places, items):
                values[k] = item
            for name, item in zip(names, items[len(places):]):
                named[name] = item
            return self.pyfunc(*values, **named)

        if lines[0].size == 0 and self.otypes is None:
            raise ValueError("cannot call `vectorize` on size 0 inputs unless `otypes` is set")
        results = [one(items) for items in zip(*lines)]
        several = isinstance(results[0], tuple) if results else len(self.otypes) > 1
        columns = list(zip(*results)) if several and results else [results] * (len(self.otypes) if several else 1)
        kinds = list(self.otypes) if self.otypes is not None else [None] * len(columns)
        made = tuple(self._array(column, kind).reshape(shape)[()] if shape == () else
                     self._array(column, kind).reshape(shape) for column, kind in zip(columns, kinds))
        return made if several else made[0]

    def _array(self, column, kind):
        if kind is None:
            return np.array(column, np.asarray(column[0]).dtype) if len(column) else np.array(column)
        return np.array(column, kind) if len(column) else np.empty((0,), kind)

    def _by_signature(self, args, kwargs):
        inputs = [part.strip("()") for part in self.signature.replace(" ", "").split("->")[0].split("),(")]
        cores = [len([name for name in part.split(",") if name]) for part in inputs]
        arrays = [np.asarray(one) for one in args]
        lead = np.broadcast_shapes(*[one.shape[:one.ndim - core] for one, core in zip(arrays, cores)])
        arrays = [np.broadcast_to(one, lead + one.shape[one.ndim - core:]) for one, core in zip(arrays, cores)]
        results = [self.pyfunc(*[one[index] for one in arrays], **kwargs) for index in ndindex_(lead)]
        if isinstance(results[0], tuple):
            columns = zip(*results)
            return tuple(np.array([np.asarray(x) for x in column]).reshape(lead + np.shape(column[0])) for column in columns)
        return np.array([np.asarray(x) for x in results]).reshape(lead + np.shape(results[0]))


def ndindex_(shape):
    import itertools
    return itertools.product(*[_range(n) for n in shape])


def ndarray_ctypes(a):
    """What `a.ctypes` is."""
    return _Address(a)


def generic_view(x, dtype=None):
    """A scalar's bytes as a number of another type."""
    return np.asarray(x).reshape((1,)).view(dtype)[0]


class _Address:
    """The address of an array's first element, for foreign functions."""

    def __init__(self, a):
        self._array = a
        self.data = a.__array_interface__["data"][0]

    @property
    def shape(self):
        return self._array.shape

    @property
    def strides(self):
        return self._array.strides

    def data_as(self, kind):
        import ctypes
        return ctypes.cast(self.data, kind)
