# Methods of numbers.

def bit_length(n):
    """Number of bits of the magnitude of an integer."""
    nj.require(nj.is_whole(n), "only integers have a bit length")
    rest = np.uint64(abs(np.int64(n)))
    length = 0
    for width in (32, 16, 8, 4, 2, 1):
        above = rest >> np.uint64(width)
        if above != 0:
            rest = above
            length += width
    return length + np.int64(rest)


def bit_count(n):
    """Number of ones among the bits of the magnitude of an integer."""
    nj.require(nj.is_whole(n), "only integers have a bit count")
    rest = np.uint64(abs(np.int64(n)))
    count = 0
    while rest != 0:
        rest &= rest - np.uint64(1)
        count += 1
    return count


def is_integer(x):
    """Whether the number is finite and has no fraction."""
    nj.require(not nj.is_complex(x), "a complex number has no `is_integer`")
    if nj.is_whole(x):
        return True
    else:
        return not math.isinf(x) and np.floor(x) == x


def as_integer_ratio(x):
    """The fraction of two integers that equals the number; OverflowError if one does not fit int64."""
    nj.require(not nj.is_complex(x), "a complex number has no integer ratio")
    if nj.is_whole(x):
        return np.int64(x), 1
    else:
        return nj.float_ratio(float(x))


def hex(x):
    """A float in hexadecimal notation."""
    nj.require(nj.is_float(x), "only floats have a hexadecimal form; `hex(n)` is for integers")
    return nj.float_hex(float(x))


def view(x, dtype: literal):
    """The number's bytes as a number of another dtype of the same size."""
    return nj.array((x,), None).view(dtype)[0]
