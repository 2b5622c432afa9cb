# Helpers that only other library functions call.

def log_base(x, base):
    """Logarithm of x to a base."""
    return math.log(x) / math.log(base)


def min_iterable(x):
    """Smallest element of a 1-d array, or any iterable, in Python's order."""
    if not nj.is_array(x):
        return nj.min_of_iterable(x)
    nj.require(x.ndim == 1, "min of an array needs a 1-d array; use np.min")
    if len(x) == 0:
        raise ValueError("min() arg is an empty sequence")
    best = x[0]
    for i in range(1, len(x)):
        value = x[i]
        if value < best:
            best = value
    return best


def max_iterable(x):
    """Largest element of a 1-d array, or any iterable, in Python's order."""
    if not nj.is_array(x):
        return nj.max_of_iterable(x)
    nj.require(x.ndim == 1, "max of an array needs a 1-d array; use np.max")
    if len(x) == 0:
        raise ValueError("max() arg is an empty sequence")
    best = x[0]
    for i in range(1, len(x)):
        value = x[i]
        if value > best:
            best = value
    return best


def sum_iterable(iterable, start):
    """Sum of an iterable's elements."""
    total = start
    for x in iterable:
        total = total + x
    return total


def arange_unit(start, stop, dtype):
    """Consecutive numbers from start to stop."""
    if nj.is_whole(start) and nj.is_whole(stop):
        count = max(np.int64(stop) - np.int64(start), 0)
    else:
        count = max(int(math.ceil(stop - start)), 0)
    out = nj.empty(count, dtype)
    for i in range(count):
        nj.flat_set(out, i, start + i)
    return out


def arange_step(start, stop, step, dtype):
    """Numbers from start to stop in steps."""
    if nj.is_whole(start) and nj.is_whole(stop) and nj.is_whole(step):
        if step == 0:
            raise ZeroDivisionError("division by zero")
        count = max(-((np.int64(start) - np.int64(stop)) // np.int64(step)), 0)
    else:
        count = max(int(math.ceil(np.divide(stop - start, step))), 0)
    out = nj.empty(count, dtype)
    for i in range(count):
        nj.flat_set(out, i, start + i * step)
    return out


def as_line(a):
    """A number or array as a 1-d C array."""
    if nj.is_array(a):
        return nj.reshape(nj.contiguous(a), a.size)
    if nj.is_tuple(a):
        return nj.as_line(nj.array(a, None))
    return nj.array((a,), None)


def as_array(a):
    """An array itself; a number or nested tuple as an array."""
    if nj.is_array(a):
        return a
    return nj.array(a, None)


def where_nonzero(condition, x, y):
    """Positions of the true elements."""
    nj.require(x is None and y is None, "either both or neither of x and y should be given")
    return np.nonzero(condition)


def as_operand(x):
    """A number or an array itself; a nested tuple as an array."""
    if nj.is_number(x):
        return x
    return nj.as_array(x)
