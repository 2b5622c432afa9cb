# Functions that work element by element, or on neighbours.


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
    return np.sum(steps * (y[..., 1:] + y[..., :-1]) / 2.0, -1)


def polyval(p, x):
    x = np.asarray(x)
    y = np.zeros(x.shape, np.result_type(np.asarray(p).dtype, x.dtype))[()]
    for c in np.asarray(p):
        y = y * x + c
    return y


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
    return _put(np.take(a, kept, axis), out)
