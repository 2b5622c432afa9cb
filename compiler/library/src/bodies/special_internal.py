# Helpers of the special functions.

def each(x, symbol: literal):
    """A runtime function of one number for each element."""
    nj.require(not nj.is_complex(x), "the argument must be real")
    if nj.is_number(x):
        return nj.cast(nj.runtime(symbol, float(x)), nj.inexact(x))
    c = nj.contiguous(nj.as_array(x))
    out = nj.empty(c.shape, nj.inexact(x))
    for i in range(c.size):
        nj.flat_set(out, i, nj.cast(nj.runtime(symbol, float(nj.flat_get(c, i))), out.dtype))
    return nj.unwrap(out)


def each_pair(x, y, symbol: literal):
    """A runtime function of two numbers for each pair of elements."""
    nj.require(not nj.is_complex(x) and not nj.is_complex(y), "the arguments must be real")
    if nj.is_number(x) and nj.is_number(y):
        return nj.cast(nj.runtime(symbol, float(x), float(y)), nj.inexact(nj.common(x, y)))
    arrays = (nj.as_array(x), nj.as_array(y))
    shape = nj.broadcast_shape(arrays)
    a = nj.contiguous(nj.broadcast_to(arrays[0], shape))
    b = nj.contiguous(nj.broadcast_to(arrays[1], shape))
    out = nj.empty(shape, nj.inexact(nj.common(x, y)))
    for i in range(out.size):
        nj.flat_set(out, i, nj.cast(nj.runtime(symbol, float(nj.flat_get(a, i)), float(nj.flat_get(b, i))), out.dtype))
    return out
