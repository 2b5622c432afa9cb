# Index expressions of numpy, and the joining of nested blocks: what stands between the brackets of `np.r_[...]` and its kind.

def r_getitem(key):
    """Numbers, lines and ranges one after the other: np.r_[...]."""
    if nj.is_tuple(key):
        return np.concatenate(nj.lines_of_keys(key))
    return nj.line_of_key(key)


def c_getitem(key):
    """Lines as columns beside each other: np.c_[...]."""
    if nj.is_tuple(key):
        return np.column_stack(nj.columns_of_keys(key))
    return np.column_stack((nj.column_of_key(key),))


def column_of_key(key):
    """One key as what np.column_stack takes: arrays of two axes as they are."""
    if nj.is_array(key):
        return key
    return nj.line_of_key(key)


def columns_of_keys(keys):
    """Each key as what np.column_stack takes."""
    if len(keys) == 0:
        return ()
    return (nj.column_of_key(keys[0]),) + nj.columns_of_keys(keys[1:])


def mgrid_getitem(key):
    """Coordinates of a dense grid: np.mgrid[...]."""
    if nj.is_tuple(key):
        return np.stack(np.meshgrid(*nj.lines_of_keys(key), indexing="ij"))
    return nj.line_of_key(key)


def ogrid_getitem(key):
    """Coordinates of an open grid: np.ogrid[...]."""
    if nj.is_tuple(key):
        return nj.open_grid(nj.lines_of_keys(key), 0, len(key))
    return nj.line_of_key(key)


def lines_of_keys(keys):
    """Each key as a line."""
    if len(keys) == 0:
        return ()
    return (nj.line_of_key(keys[0]),) + nj.lines_of_keys(keys[1:])


def line_of_key(key):
    """A number, an array or a range as a line."""
    if nj.is_array(key):
        nj.require(key.ndim < 2, "arrays between the brackets must have one axis")
        return nj.as_line(key)
    if nj.is_number(key):
        return nj.as_line(key)
    nj.require(not nj.is_tuple(key), "numbers, lines and ranges are accepted between the brackets")
    return nj.line_of_slice(key.start, key.stop, key.step)


def line_of_slice(start, stop, step):
    """The numbers of a range; it starts at 0 if nothing else is said."""
    nj.require(stop is not None, "a range between the brackets must have an end")
    if start is None:
        return nj.line_of_slice(0, stop, step)
    if step is None:
        return np.arange(start, stop)
    return np.arange(start, stop, step)


def open_grid(lines, at: literal, ndim: literal):
    """Each line along an axis of its own."""
    if at == ndim:
        return ()
    line = nj.reshape(nj.contiguous(lines[at]), nj.ones_before(at) + (lines[at].size,) + nj.ones_before(ndim - at - 1))
    return (line,) + nj.open_grid(lines, at + 1, ndim)


def index_lines_of(arrays):
    """Each argument of np.ix_ as a line of positions."""
    if len(arrays) == 0:
        return ()
    line = nj.as_line(arrays[0])
    if nj.is_bool(line):
        return (np.flatnonzero(line),) + nj.index_lines_of(arrays[1:])
    return (line,) + nj.index_lines_of(arrays[1:])


def blocks(arrays, depth: literal):
    """Nested tuples of arrays joined, the innermost along the last axis."""
    if not nj.is_tuple(arrays):
        return nj.as_array(arrays)
    parts = nj.blocks_of_each(arrays, depth - 1)
    ndim = nj.highest_rank(parts, depth)
    return np.concatenate(nj.with_rank(parts, ndim), ndim - depth)


def blocks_of_each(arrays, depth: literal):
    """The blocks of each of several nested tuples."""
    if len(arrays) == 0:
        return ()
    return (nj.blocks(arrays[0], depth),) + nj.blocks_of_each(arrays[1:], depth)


def nesting(arrays):
    """How deep tuples are nested."""
    if nj.is_tuple(arrays):
        return nj.nesting(arrays[0]) + 1
    return 0


def highest_rank(arrays, least: literal):
    """The largest number of axes of some arrays, and at least a given one."""
    if len(arrays) == 0:
        return least
    if arrays[0].ndim > least:
        return nj.highest_rank(arrays[1:], arrays[0].ndim)
    return nj.highest_rank(arrays[1:], least)


def with_rank(arrays, ndim: literal):
    """Arrays with as many axes, new ones first."""
    if len(arrays) == 0:
        return ()
    a = nj.contiguous(arrays[0])
    return (nj.reshape(a, nj.ones_before(ndim - a.ndim) + a.shape),) + nj.with_rank(arrays[1:], ndim)
