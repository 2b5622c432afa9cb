# Helpers of the elementwise functions.

def round_number(x, decimals):
    """One number rounded to a number of decimals, ties to even."""
    if nj.is_whole(x):
        if decimals >= 0:
            return x
        scale = 10.0 ** -decimals
        return nj.cast(np.rint(x / scale) * scale, nj.dtype(x))
    if decimals == 0:
        return np.rint(x)
    if decimals > 0:
        factor = 10.0 ** decimals
        return nj.cast(np.rint(x * factor) / factor, nj.dtype(x))
    divisor = 10.0 ** -decimals
    return nj.cast(np.rint(x / divisor) * divisor, nj.dtype(x))


def close(a, b, rtol, atol, equal_nan):
    """Whether two numbers are equal within tolerances."""
    if a == b:
        return True
    if a != a or b != b:
        return equal_nan and a != a and b != b
    return abs(a - b) <= atol + rtol * abs(b) and np.isfinite(b)


def replaced(x, nan, posinf, neginf):
    """One element with nan and infinities replaced."""
    if nj.is_complex(x):
        return nj.cast(complex(nj.replaced(x.real, nan, posinf, neginf), nj.replaced(x.imag, nan, posinf, neginf)), nj.dtype(x))
    if x != x:
        return nj.cast(nan, nj.dtype(x))
    if np.isinf(x):
        if x > 0:
            if posinf is None:
                return nj.largest(nj.dtype(x))
            return nj.cast(posinf, nj.dtype(x))
        if neginf is None:
            return -nj.largest(nj.dtype(x))
        return nj.cast(neginf, nj.dtype(x))
    return x


def interpolated(x, xp, fp):
    """Value at one position of the line through the points."""
    count = xp.size
    if x != x:
        return x + nj.flat_get(fp, 0) * 0.0
    if x < nj.flat_get(xp, 0):
        return nj.flat_get(fp, 0) * 1.0
    if x >= nj.flat_get(xp, count - 1):
        return nj.flat_get(fp, count - 1) * 1.0
    j = nj.ordered_position(xp, x, True) - 1
    left = nj.flat_get(xp, j)
    if left == x:
        return nj.flat_get(fp, j) * 1.0
    right = nj.flat_get(xp, j + 1)
    low = nj.flat_get(fp, j) * 1.0
    high = nj.flat_get(fp, j + 1) * 1.0
    slope = np.divide(high - low, right - left)
    value = slope * (x - left) + low
    if value != value:
        value = slope * (x - right) + high
        if value != value and low == high:
            value = low
    return value


def convolved(a, v, mode):
    """Convolution of two lines."""
    if a.size == 0:
        raise ValueError("'a' cannot be empty")
    if v.size == 0:
        raise ValueError("'v' cannot be empty")
    longer = max(a.size, v.size)
    shorter = min(a.size, v.size)
    if mode == "full":
        first = 0
        count = longer + shorter - 1
    elif mode == "same":
        first = (shorter - 1) // 2
        count = longer
    elif mode == "valid":
        first = shorter - 1
        count = longer - shorter + 1
    else:
        raise ValueError("Invalid 'mode'")
    out = nj.zeros(count, nj.common(a, v))
    for k in range(count):
        position = first + k
        low = max(0, position - v.size + 1)
        high = min(position, a.size - 1)
        total = nj.flat_get(out, k)
        for i in range(low, high + 1):
            total = nj.cast(total + nj.flat_get(a, i) * nj.flat_get(v, position - i), out.dtype)
        nj.flat_set(out, k, total)
    return out


def count_bits(x):
    """Number of bits set in the absolute value of an integer."""
    rest = np.uint64(x)
    if x < 0:
        rest = np.uint64(-np.int64(x))
    count = 0
    while rest != 0:
        rest = rest & (rest - np.uint64(1))
        count += 1
    return count
