# The numpy.lib.stride_tricks module.

def as_strided(x, shape=None, strides=None, subok=False, writeable: literal=True):
    """View of an array's memory under another shape and other strides in bytes, inside of the array."""
    nj.require(not nj.is_number(x), "`x` must be an array")
    if shape is None:
        return nj.strided_inside(x, x.shape, strides, writeable)
    if strides is None:
        return nj.strided_inside(x, nj.shape_of(shape), x.strides, writeable)
    return nj.strided_inside(x, nj.shape_of(shape), nj.shape_of(strides), writeable)


def sliding_window_view(x, window_shape, axis: literal=None, subok=False, writeable: literal=False):
    """View of all windows of a shape that move over an array, or over some of its axes."""
    windows = nj.shape_of(window_shape)
    if axis is None:
        nj.require(len(windows) == x.ndim, "without `axis` there must be one window extent for each axis")
        return nj.window_view(x, windows, nj.axis_list(0, x.ndim), writeable)
    if nj.is_tuple(axis):
        nj.require(len(windows) == len(axis), "`window_shape` must have one extent for each axis")
        return nj.window_view(x, windows, axis, writeable)
    nj.require(len(windows) == 1, "`window_shape` must have one extent for each axis")
    return nj.window_view(x, windows, (axis,), writeable)
