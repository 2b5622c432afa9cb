# Iteration, settings and index helpers.


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
    grids = np.meshgrid(*lines, indexing="ij", sparse=sparse)
    return grids if sparse else np.stack(grids)


mgrid = _Index(lambda key: _grid(key, False))
ogrid = _Index(lambda key: _grid(key, True))


def _rows(key):
    parts = []
    for one in key if isinstance(key, tuple) else (key,):
        if isinstance(one, slice):
            parts.append(_grid(one, False))
        else:
            parts.append(np.atleast_1d(np.asarray(one)))
    return np.concatenate(parts)


r_ = _Index(_rows)
c_ = _Index(lambda key: np.column_stack(key if isinstance(key, tuple) else (key,)))


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
