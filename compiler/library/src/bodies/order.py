# Functions of numpy that sort, search, count and select.

def sort(a, axis: literal=-1, kind: literal=None, stable: literal=None):
    """Sorted copy along an axis, or of the flattened array for the axis None; nan comes last."""
    nj.require(nj.is_array(a) or nj.is_container(a) or nj.is_tuple(a), "`a` must be an array, a list or a tuple")
    if axis is None:
        line = nj.copy_c(nj.as_line(a))
        nj.sort_rows(line)
        return line
    x = nj.as_array(a)
    k = nj.axis_index(axis, x.ndim)
    if k == x.ndim - 1:
        out = nj.copy_c(x)
        nj.sort_rows(out)
        return out
    rows = nj.lines_along(x, k)
    nj.sort_rows(rows)
    return nj.lines_back(rows, x.shape, k)


@also("ndarray.argsort")
def argsort(a, axis: literal=-1, kind: literal=None, stable: literal=None):
    """Positions that sort along an axis, or the flattened array for the axis None; equal elements keep their order."""
    if axis is None:
        return nj.sorted_positions(nj.as_line(a))
    x = nj.as_array(a)
    k = nj.axis_index(axis, x.ndim)
    if k == x.ndim - 1:
        return nj.sorted_positions(nj.contiguous(x))
    return nj.lines_back(nj.sorted_positions(nj.lines_along(x, k)), x.shape, k)


def partition(a, kth, axis: literal=-1, kind: literal=None):
    """Copy with the element at a position of the sorted array in place; here fully sorted."""
    return np.sort(a, axis)


@also("ndarray.argpartition")
def argpartition(a, kth, axis: literal=-1, kind: literal=None):
    """Positions that put the element at a position of the sorted line in place; here fully sorted."""
    return np.argsort(a, axis)


def lexsort(keys):
    """Positions that sort by several keys, the last one first."""
    nj.require(nj.is_tuple(keys), "`keys` must be a tuple of 1-d arrays")
    order = np.arange(len(keys[0]))
    return nj.sorted_by(keys, order)


def unique(ar, return_index: literal=False, return_inverse: literal=False, return_counts: literal=False, equal_nan: literal=True):
    """Sorted distinct elements; on request with their first positions, the positions in them, and their counts."""
    if return_index or return_inverse or return_counts:
        return nj.unique_all(nj.as_array(ar), return_index, return_inverse, return_counts, equal_nan)
    line = nj.copy_c(nj.as_line(ar))
    nj.sort_rows(line)
    count = 0
    for i in range(line.size):
        value = nj.flat_get(line, i)
        if i == 0 or not nj.counts_as_one(value, nj.flat_get(line, count - 1), equal_nan):
            nj.flat_set(line, count, value)
            count += 1
    return line[:count].copy()


@also("ndarray.searchsorted")
def searchsorted(a, v, side: literal="left", sorter=None):
    """Positions at which values would be inserted in a sorted line."""
    if sorter is not None:
        return np.searchsorted(np.take(a, sorter), v, side)
    nj.require(a.ndim == 1, "`a` must be a 1-d array")
    right = side == "right"
    if side != "left" and side != "right":
        raise ValueError("side must be 'left' or 'right'")
    line = nj.contiguous(a)
    if nj.is_number(v):
        return nj.ordered_position(line, v, right)
    values = nj.contiguous(nj.as_array(v))
    out = nj.empty(values.shape, np.int64)
    for i in range(values.size):
        nj.flat_set(out, i, nj.ordered_position(line, nj.flat_get(values, i), right))
    return out


def digitize(x, bins, right=False):
    """Index of the bin each value belongs to."""
    edges = nj.contiguous(bins)
    count = len(edges)
    descending = count > 1 and nj.flat_get(edges, 0) > nj.flat_get(edges, count - 1)
    if nj.is_number(x):
        return nj.bin_of(edges, x, right, descending)
    values = nj.contiguous(nj.as_array(x))
    out = nj.empty(values.shape, np.int64)
    for i in range(values.size):
        nj.flat_set(out, i, nj.bin_of(edges, nj.flat_get(values, i), right, descending))
    return out


@also("ndarray.nonzero")
def nonzero(a):
    """Positions of the elements that are not zero, one array per axis."""
    x = nj.as_array(a)
    count = np.count_nonzero(x)
    nj.require(x.ndim > 0 and x.ndim < 5, "`a` must have one to four axes")
    if x.ndim == 1:
        line = nj.empty(count, np.int64)
        at = 0
        for i in range(len(x)):
            if x[i]:
                nj.flat_set(line, at, i)
                at += 1
        return (line,)
    if x.ndim == 2:
        return nj.positions(x, count, 0), nj.positions(x, count, 1)
    if x.ndim == 3:
        return nj.positions(x, count, 0), nj.positions(x, count, 1), nj.positions(x, count, 2)
    return nj.positions(x, count, 0), nj.positions(x, count, 1), nj.positions(x, count, 2), nj.positions(x, count, 3)


def flatnonzero(a):
    """Positions in the flattened array of the elements that are not zero."""
    c = nj.contiguous(nj.as_array(a))
    out = nj.empty(np.count_nonzero(c), np.int64)
    at = 0
    for i in range(c.size):
        if nj.flat_get(c, i):
            nj.flat_set(out, at, i)
            at += 1
    return out


def argwhere(a):
    """Indices of the elements that are not zero, one row each."""
    x = nj.as_array(a)
    c = nj.contiguous(x)
    out = nj.empty((np.count_nonzero(c), x.ndim), np.int64)
    row = 0
    for i in range(c.size):
        if nj.flat_get(c, i):
            rest = i
            for back in range(x.ndim):
                axis = x.ndim - 1 - back
                out[row, axis] = rest % x.shape[axis]
                rest = rest // x.shape[axis]
            row += 1
    return out


def bincount(x, weights=None, minlength=0):
    """Number, or total weight, of occurrences of each non-negative integer."""
    nj.require(nj.is_array(x) and nj.is_whole(x), "`x` must be a 1-d array of integers")
    nj.require(x.ndim == 1, "`x` must be a 1-d array of integers")
    if minlength < 0:
        raise ValueError("'minlength' must not be negative")
    count = np.int64(minlength)
    for i in range(len(x)):
        value = np.int64(x[i])
        if value < 0:
            raise ValueError("first argument must be non-negative")
        count = max(count, value + 1)
    if weights is None:
        out = np.zeros(count, np.int64)
        for i in range(len(x)):
            out[np.int64(x[i])] += 1
        return out
    if len(weights) != len(x):
        raise ValueError("bincount(): weights and list don't have the same length")
    total = np.zeros(count, np.float64)
    for i in range(len(x)):
        total[np.int64(x[i])] += weights[i]
    return total


def histogram(a, bins=10, range=None, density: literal=False, weights=None):
    """Counts or total weights of the elements in bins, or their densities, and the bins' edges."""
    if density:
        totals, sides = np.histogram(a, bins, range, False, weights)
        return totals / np.diff(sides) / np.sum(totals), sides
    if weights is not None:
        return nj.weighted_histogram(nj.as_line(a), bins, range, nj.as_line(weights))
    values = nj.as_line(a)
    if nj.is_array(bins):
        edges = nj.contiguous(bins)
        counts = np.zeros(len(edges) - 1, np.int64)
        for i in nj.range(values.size):
            value = nj.flat_get(values, i)
            if value >= edges[0] and value <= edges[len(edges) - 1]:
                position = nj.ordered_position(edges, value, True) - 1
                counts[min(position, len(edges) - 2)] += 1
        return counts, edges
    if bins <= 0:
        raise ValueError("histogram(): `bins` should be a positive integer")
    if range is None:
        low = 0.0
        high = 1.0
        if values.size > 0:
            low = float(nj.reduce(values, "min", values.dtype))
            high = float(nj.reduce(values, "max", values.dtype))
    else:
        low = float(range[0])
        high = float(range[1])
    if low > high:
        raise ValueError("histogram(): max must be larger than min in range parameter")
    if low == high:
        low -= 0.5
        high += 0.5
    sides = np.linspace(low, high, bins + 1)
    found = np.zeros(bins, np.int64)
    scale = bins / (high - low)
    for i in nj.range(values.size):
        value = nj.flat_get(values, i)
        if value >= low and value <= high:
            position = min(int((value - low) * scale), bins - 1)
            if value < sides[position]:
                position -= 1
            elif position < bins - 1 and value >= sides[position + 1]:
                position += 1
            found[position] += 1
    return found, sides


def isin(element, test_elements, assume_unique=False, invert: literal=False):
    """Whether each element is among the test elements, or is not."""
    if invert:
        return np.logical_not(np.isin(element, test_elements))
    ordered = np.sort(nj.as_line(test_elements))
    x = nj.as_array(element)
    c = nj.contiguous(x)
    out = nj.empty(x.shape, np.bool_)
    for i in range(c.size):
        value = nj.flat_get(c, i)
        position = nj.ordered_position(ordered, value, False)
        nj.flat_set(out, i, position < len(ordered) and nj.flat_get(ordered, position) == value)
    return nj.unwrap(out)


def union1d(ar1, ar2):
    """Sorted distinct elements of either array."""
    return np.unique(np.concatenate((nj.as_line(ar1), nj.as_line(ar2))))


def intersect1d(ar1, ar2):
    """Sorted distinct elements of both arrays."""
    first = np.unique(ar1)
    return first[np.isin(first, ar2)]


def setdiff1d(ar1, ar2):
    """Sorted distinct elements of the first array that are not in the second."""
    first = np.unique(ar1)
    return first[np.logical_not(np.isin(first, ar2))]


def setxor1d(ar1, ar2):
    """Sorted distinct elements of exactly one array."""
    return np.union1d(np.setdiff1d(ar1, ar2), np.setdiff1d(ar2, ar1))


def unique_values(x):
    """Sorted distinct elements."""
    return np.unique(x)


def unique_counts(x):
    """Sorted distinct elements and their counts."""
    return np.unique(x, False, False, True, False)


def unique_inverse(x):
    """Sorted distinct elements, and the position of each element among them."""
    values, places = np.unique(x, False, True, False, False)
    return values, nj.reshape(nj.contiguous(places), x.shape)


def sort_complex(a):
    """The elements as complex numbers, sorted."""
    return np.sort(nj.of_dtype(nj.as_array(a), nj.complex_dtype(a)))
