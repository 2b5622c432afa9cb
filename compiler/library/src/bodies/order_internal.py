# Helpers of the sorting and searching functions.

def sort_rows(a):
    """Sorts a C array in place along its last axis."""
    nj.require(a.ndim > 0, "a 0-d array cannot be sorted")
    count = a.shape[a.ndim - 1]
    if count > 1:
        nj.runtime("nj_sort", nj.dtype_code(a), a.size // count, count, a)


def sorted_positions(a):
    """Positions that sort each line along the last axis of a C array, equal elements in their order."""
    nj.require(a.ndim > 0, "a 0-d array cannot be sorted")
    count = a.shape[a.ndim - 1]
    out = nj.empty(a.shape, np.int64)
    if a.size > 0:
        nj.runtime("nj_argsort", nj.dtype_code(a), a.size // count, count, a, out)
    return out


def sorted_by(keys, order):
    """The positions in order, sorted by one key after the other."""
    if len(keys) == 0:
        return order
    key = nj.contiguous(keys[0][order])
    return nj.sorted_by(keys[1:], order[nj.sorted_positions(key)])


def counts_as_one(a, b, equal_nan):
    """Whether unique takes two elements for one."""
    if equal_nan:
        return nj.same(a, b)
    return a == b


def unique_all(ar, return_index: literal, return_inverse: literal, return_counts: literal, equal_nan):
    """Distinct elements with the requested companions."""
    line = nj.as_line(ar)
    order = nj.sorted_positions(line)
    values = nj.empty(line.size, line.dtype)
    first = nj.empty(line.size, np.int64)
    inverse = nj.empty(ar.shape, np.int64)
    counts = nj.zeros(line.size, np.int64)
    found = 0
    for i in range(line.size):
        position = nj.flat_get(order, i)
        value = nj.flat_get(line, position)
        if i == 0 or not nj.counts_as_one(value, nj.flat_get(values, found - 1), equal_nan):
            nj.flat_set(values, found, value)
            nj.flat_set(first, found, position)
            found += 1
        nj.flat_set(inverse, position, found - 1)
        nj.flat_set(counts, found - 1, nj.flat_get(counts, found - 1) + 1)
    return (values[:found].copy(),) + nj.tuple_if(return_index, first[:found]) + nj.tuple_if(return_inverse, inverse) + nj.tuple_if(return_counts, counts[:found])


def tuple_if(wanted: literal, a):
    """A tuple of the array if it is wanted, else the empty one."""
    if wanted:
        return (nj.copy_c(a),)
    return ()


def same(a, b):
    """Whether two elements count as one: equal, or both nan."""
    return a == b or (a != a and b != b)


def positions(x, count, axis):
    """Index on one axis of each true element."""
    c = nj.contiguous(x)
    out = nj.empty(count, np.int64)
    inner = nj.extent_after(x.shape, axis)
    extent = x.shape[axis]
    at = 0
    for i in range(c.size):
        if nj.flat_get(c, i):
            nj.flat_set(out, at, (i // inner) % extent)
            at += 1
    return out


def bin_of(edges, x, right, descending):
    """Index of the bin of one value."""
    if not descending:
        return nj.ordered_position(edges, x, not right)
    count = len(edges)
    low = 0
    high = count
    while low < high:
        middle = (low + high) // 2
        element = nj.flat_get(edges, middle)
        if right:
            before = element >= x
        else:
            before = element > x
        if before:
            low = middle + 1
        else:
            high = middle
    return low


def checked_position(index, count):
    """A possibly negative index as a position, checked."""
    position = np.int64(index)
    if position < -count or position >= count:
        raise IndexError("index is out of bounds for the array")
    if position < 0:
        return position + count
    return position


def squared(x):
    """Square of the modulus."""
    if nj.is_complex(x):
        return x.real * x.real + x.imag * x.imag
    return x * x


def check_fraction(q):
    """Raises unless a quantile is between 0 and 1."""
    if not (q >= 0.0 and q <= 1.0):
        raise ValueError("Quantiles must be in the range [0, 1]")


def without_nan(a):
    """The elements that are not nan in a line."""
    line = nj.as_line(a)
    out = nj.empty(line.size, line.dtype)
    count = 0
    for i in range(line.size):
        value = nj.flat_get(line, i)
        if value == value:
            nj.flat_set(out, count, value)
            count += 1
    return out[:count]


def window(M, kind):
    """A window of M points: Bartlett, Hann, Hamming or Blackman."""
    count = max(np.int64(M), 0)
    out = nj.empty(count, np.float64)
    if count == 1:
        nj.flat_set(out, 0, 1.0)
        return out
    for i in range(count):
        n = float(1 - count + 2 * i)
        angle = math.pi * n / (count - 1)
        if kind == 0:
            if n <= 0.0:
                value = 1.0 + n / (count - 1)
            else:
                value = 1.0 - n / (count - 1)
        elif kind == 1:
            value = 0.5 + 0.5 * math.cos(angle)
        elif kind == 2:
            value = 0.54 + 0.46 * math.cos(angle)
        else:
            value = 0.42 + 0.5 * math.cos(angle) + 0.08 * math.cos(2.0 * angle)
        nj.flat_set(out, i, value)
    return out


def weighted_histogram(values, bins, range, weights):
    """Total weights of the elements in bins, and the bins' edges."""
    if values.size != weights.size:
        raise ValueError("weights should have the same shape as a.")
    edges = np.histogram(values, bins, range)[1]
    last = edges.size - 1
    totals = nj.zeros(last, nj.inexact(nj.common(weights, 1.0)))
    for i in nj.range(values.size):
        value = nj.flat_get(values, i)
        if value >= edges[0] and value <= edges[last]:
            position = min(nj.ordered_position(edges, nj.cast(value, edges.dtype), True) - 1, last - 1)
            totals[position] += nj.flat_get(weights, i)
    return totals, edges
