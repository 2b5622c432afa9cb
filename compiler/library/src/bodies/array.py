# Methods of arrays that are written in the Python subset.

def flatten(a):
    """Copy of the elements in one line."""
    return nj.reshape(nj.copy_c(a), a.size)


def fill(a, value):
    """Stores a number in every element."""
    nj.assign(a, value)


def item(a):
    """The only element."""
    if a.size != 1:
        raise ValueError("can only convert an array of size 1 to a Python scalar")
    return nj.flat_get(a, 0)


def clip(a, min=None, max=None):
    """The elements limited to a range."""
    return np.clip(a, min, max)


def sort(a, axis: literal=-1):
    """Sorts in place along an axis; nan comes last."""
    if nj.axis_index(axis, a.ndim) != a.ndim - 1:
        nj.assign(a, np.sort(a, axis))
        return
    if nj.is_c(a):
        nj.sort_rows(a)
    else:
        ordered = nj.copy_c(a)
        nj.sort_rows(ordered)
        nj.assign(a, ordered)
