# Sorting and searching of lines.

def less(a, b):
    """Order for sorting: nan comes after every number."""
    if nj.is_complex(a):
        return a.real < b.real or (a.real == b.real and a.imag < b.imag) or (a == a and b != b)
    if nj.is_float(a):
        return a < b or (b != b and a == a)
    return a < b


def sort_line(a, start, count, scratch):
    """Sorts count consecutive elements of a C array from a flat position."""
    width = 16
    for low in range(0, count, width):
        high = min(low + width, count)
        for i in range(low + 1, high):
            value = nj.flat_get(a, start + i)
            j = i
            while j > low and nj.less(value, nj.flat_get(a, start + j - 1)):
                nj.flat_set(a, start + j, nj.flat_get(a, start + j - 1))
                j -= 1
            nj.flat_set(a, start + j, value)
    while width < count:
        for low in range(0, count - width, 2 * width):
            middle = low + width
            if not nj.less(nj.flat_get(a, start + middle), nj.flat_get(a, start + middle - 1)):
                continue
            high = min(middle + width, count)
            for i in range(width):
                nj.flat_set(scratch, i, nj.flat_get(a, start + low + i))
            i = 0
            j = middle
            k = low
            while i < width and j < high:
                if nj.less(nj.flat_get(a, start + j), nj.flat_get(scratch, i)):
                    nj.flat_set(a, start + k, nj.flat_get(a, start + j))
                    j += 1
                else:
                    nj.flat_set(a, start + k, nj.flat_get(scratch, i))
                    i += 1
                k += 1
            while i < width:
                nj.flat_set(a, start + k, nj.flat_get(scratch, i))
                i += 1
                k += 1
        width *= 2


def argsort_line(keys, order, scratch):
    """Sorts positions in order by the 1-d keys they point to, equal keys in place."""
    count = len(order)
    width = 16
    for low in range(0, count, width):
        high = min(low + width, count)
        for i in range(low + 1, high):
            position = nj.flat_get(order, i)
            value = nj.flat_get(keys, position)
            j = i
            while j > low and nj.less(value, nj.flat_get(keys, nj.flat_get(order, j - 1))):
                nj.flat_set(order, j, nj.flat_get(order, j - 1))
                j -= 1
            nj.flat_set(order, j, position)
    while width < count:
        for low in range(0, count - width, 2 * width):
            middle = low + width
            high = min(middle + width, count)
            for i in range(width):
                nj.flat_set(scratch, i, nj.flat_get(order, low + i))
            i = 0
            j = middle
            k = low
            while i < width and j < high:
                left = nj.flat_get(scratch, i)
                right = nj.flat_get(order, j)
                if nj.less(nj.flat_get(keys, right), nj.flat_get(keys, left)):
                    nj.flat_set(order, k, right)
                    j += 1
                else:
                    nj.flat_set(order, k, left)
                    i += 1
                k += 1
            while i < width:
                nj.flat_set(order, k, nj.flat_get(scratch, i))
                i += 1
                k += 1
        width *= 2


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


def quantile_of_line(ordered, fraction):
    """Linear interpolation between the elements of a sorted line."""
    count = len(ordered)
    last = nj.cast(nj.flat_get(ordered, count - 1), np.float64)
    if last != last:
        return last
    rank = fraction * (count - 1)
    below = int(math.floor(rank))
    above = min(below + 1, count - 1)
    weight = rank - below
    low = nj.cast(nj.flat_get(ordered, below), np.float64)
    high = nj.cast(nj.flat_get(ordered, above), np.float64)
    if weight >= 0.5:
        return high - (high - low) * (1.0 - weight)
    return low + (high - low) * weight
