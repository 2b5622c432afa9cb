# Sorting and searching of lines.

def less(a, b):
    """Order for sorting: nan comes after every number."""
    if nj.is_complex(a):
        return a.real < b.real or (a.real == b.real and a.imag < b.imag) or (a == a and b != b)
    if nj.is_float(a):
        return a < b or (b != b and a == a)
    return a < b


def ordered_position(a, value, right):
    """Number of leading elements of a sorted line that come before a value."""
    low = 0
    high = len(a)
    while low < high:
        middle = (low + high) // 2
        element = nj.flat_get(a, middle)
        if right:
            before = not nj.less(value, element)
        else:
            before = nj.less(element, value)
        if before:
            low = middle + 1
        else:
            high = middle
    return low


def quantile_of_line(ordered, fraction, method: literal):
    """The element of a sorted line at a fraction of the way, interpolated by one of NumPy's methods."""
    nj.require(method == "linear" or method == "lower" or method == "higher" or method == "midpoint" or method == "nearest", "`method` must be 'linear', 'lower', 'higher', 'midpoint' or 'nearest'")
    if method == "lower" or method == "higher" or method == "nearest":
        return nj.ranked_element(ordered, fraction, method)
    count = len(ordered)
    if count == 0:
        return np.nan
    last = nj.cast(nj.flat_get(ordered, count - 1), np.float64)
    if last != last:
        return last
    rank = fraction * (count - 1)
    below = int(math.floor(rank))
    above = min(below + 1, count - 1)
    weight = rank - below
    low = nj.cast(nj.flat_get(ordered, below), np.float64)
    high = nj.cast(nj.flat_get(ordered, above), np.float64)
    if method == "midpoint":
        if weight > 0.0:
            return low + (high - low) * 0.5
        return low
    if weight >= 0.5:
        return high - (high - low) * (1.0 - weight)
    return low + (high - low) * weight


def ranked_element(ordered, fraction, method: literal):
    """The element of a sorted line next to a fraction of the way, in its own type."""
    count = len(ordered)
    if count == 0:
        raise IndexError("cannot take a quantile of an empty array")
    last = nj.flat_get(ordered, count - 1)
    if last != last:
        return last
    rank = fraction * (count - 1)
    if method == "lower":
        return nj.flat_get(ordered, int(math.floor(rank)))
    if method == "higher":
        return nj.flat_get(ordered, int(math.ceil(rank)))
    return nj.flat_get(ordered, int(np.rint(rank)))


def quantile_dtype(ordered, method: literal):
    """The element type of quantiles: that of the array where a method picks elements."""
    if method == "lower" or method == "higher" or method == "nearest":
        return ordered.dtype
    return np.float64
