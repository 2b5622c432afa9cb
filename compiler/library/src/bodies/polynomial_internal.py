# Helpers of the polynomials.

def polynomial_sum(a, b, sign):
    """Sum of one polynomial and a multiple of another, in falling order."""
    count = max(a.size, b.size)
    result = nj.zeros(count, nj.common(a, b))
    for i in range(a.size):
        nj.flat_set(result, count - a.size + i, nj.flat_get(a, i))
    for i in range(b.size):
        at = count - b.size + i
        nj.flat_set(result, at, nj.cast(nj.flat_get(result, at) + sign * nj.flat_get(b, i), result.dtype))
    return result


def rising_sum(a, b, sign):
    """Sum of one polynomial and a multiple of another, in rising order."""
    result = nj.zeros(max(a.size, b.size), nj.common(a, b, 1.0))
    for i in range(a.size):
        nj.flat_set(result, i, nj.flat_get(a, i))
    for i in range(b.size):
        nj.flat_set(result, i, nj.cast(nj.flat_get(result, i) + sign * nj.flat_get(b, i), result.dtype))
    return nj.without_trailing_zeros(result)


def without_leading_zeros(c):
    """Coefficients from the first that is not zero; the last one always stays."""
    first = 0
    while first < c.size - 1 and nj.flat_get(c, first) == 0:
        first += 1
    return c[first:]


def without_trailing_zeros(c):
    """Coefficients up to the last that is not zero; the first one always stays."""
    last = c.size
    while last > 1 and nj.flat_get(c, last - 1) == 0:
        last -= 1
    return c[:last]
