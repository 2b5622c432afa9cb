# Parts of the methods of numbers.

def float_ratio(x):
    """The fraction of two integers that equals a float."""
    if math.isnan(x):
        raise ValueError("cannot convert NaN to integer ratio")
    if math.isinf(x):
        raise OverflowError("cannot convert Infinity to integer ratio")
    numerator = x
    denominator = 1
    while np.floor(numerator) != numerator:
        if denominator == 4611686018427387904:
            raise OverflowError("the integer ratio does not fit int64")
        numerator *= 2.0
        denominator *= 2
    if abs(numerator) >= 9223372036854775808.0:
        raise OverflowError("the integer ratio does not fit int64")
    return np.int64(numerator), denominator


def float_hex(x):
    """A float in hexadecimal notation."""
    if math.isnan(x):
        return "nan"
    sign = "-" if math.copysign(1.0, x) < 0.0 else ""
    size = abs(x)
    if math.isinf(size):
        return sign + "inf"
    if size == 0.0:
        return sign + "0x0.0p+0"
    if size < 2.2250738585072014e-308:
        return f"{sign}0x0.{np.int64(math.ldexp(math.ldexp(size, 537), 537)):013x}p-1022"
    parts = math.frexp(size)
    digits = np.int64(math.ldexp(parts[0], 53)) - 4503599627370496
    return f"{sign}0x1.{digits:013x}p{np.int64(parts[1]) - 1:+d}"


def slice_bound(bound, length, lowest, highest):
    """An end of a slice of a sequence, in range."""
    if bound < 0:
        return max(bound + length, lowest)
    return min(bound, highest)


def sum_of_partials(partials):
    """Sum of floats that do not overlap and grow, rounded half to even."""
    n = len(partials)
    if n == 0:
        return 0.0
    n -= 1
    high = partials[n]
    low = 0.0
    while n > 0:
        n -= 1
        x = high
        y = partials[n]
        high = x + y
        low = y - (high - x)
        if low != 0.0:
            break
    if n > 0 and (low < 0.0) == (partials[n - 1] < 0.0) and low != 0.0 and partials[n - 1] != 0.0:
        y = low * 2.0
        x = high + y
        if y == x - high:
            high = x
    return high
