# Methods of arrays that are written in the Python subset.

def flatten(a, order: literal="C"):
    """Copy of the elements in one line."""
    if order == "F":
        return nj.reshape(nj.copy_c(nj.reverse_axes(a)), a.size)
    nj.require(order == "C", "`order` must be 'C' or 'F'")
    return nj.reshape(nj.copy_c(a), a.size)


def fill(a, value):
    """Stores a number in every element."""
    nj.assign(a, value)


def item(a):
    """The only element."""
    if a.size != 1:
        raise ValueError("can only convert an array of size 1 to a Python scalar")
    return nj.flat_get(a, 0)


def clip(a, min=None, max=None, out=None):
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


def tolist(a):
    """The elements as a list, nested if there are several axes."""
    nj.require(a.ndim > 0, "an array without axes is no list; use `.item()`")
    if a.ndim == 1:
        return [x for x in a]
    return [row.tolist() for row in a]


def partition(a, kth, axis: literal=-1):
    """Orders in place so that the element at a position is where sorting puts it."""
    nj.assign(a, np.partition(a, kth, axis))


def put(a, indices, values):
    """Stores values at positions of the flattened array, repeating them as needed."""
    np.put(a, indices, values)


def compress(a, condition, axis: literal=None, out=None):
    """The parts for which a line of conditions holds."""
    return np.compress(condition, a, axis)


def choose(a, choices, out=None):
    """Elements of the choices whose numbers the array holds."""
    return np.choose(a, choices)
