# Helpers of the other files.
#
# The files are run in one namespace, each when one of its functions is first called. `np` is the numpy module, `_row`
# calls a row of the compiler's library and nothing else; `_sum`, `_join` and the functions about random states are
# implemented in Rust beside these files. Names of submodules are joined by underscores: `linalg_norm`.

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
        # An array without axes may be reduced along its first or last one.
        if ndim == 0 and axis in (0, -1):
            return ()
        axis = (axis,)
    axes = tuple(_axis(one, ndim) for one in axis)
    if len(set(axes)) != len(axes):
        raise ValueError("duplicate value in 'axis'")
    return axes


def _finish(result, a, axes, out, keepdims):
    if keepdims and a.ndim:
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


def _put(result, out):
    if out is None:
        return result
    out[...] = result
    return out


def _warn(text):
    import warnings
    warnings.warn(text, RuntimeWarning, stacklevel=3)


def _lines(function, a, axis, keepdims=False):
    """Applies a function of one line along an axis; results with an axis keep it in place."""
    a = np.asarray(a)
    axes = _axes(axis, a.ndim)
    if len(axes) == a.ndim:
        line = np.ascontiguousarray(a).reshape(-1) if len(axes) != 1 else a
        return _finish(function(line), a, axes, None, keepdims)
    lines = _last(a, axes)
    shape = lines.shape[:-1]
    results = [function(line) for line in lines.reshape((_size(lines, _range(lines.ndim - 1)), lines.shape[-1]))]
    first = np.asarray(results[0]) if results else np.empty(())
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
