# Iterators that only other library functions call.

def iterator(iterable):
    """A generator over the elements of an iterable."""
    for x in iterable:
        yield x


def enumerate_any(iterable, start):
    """Pairs of number and element of any iterable."""
    number = start
    for x in iterable:
        yield number, x
        number += 1


def zip_any(*iterables):
    """Tuples of elements of up to six iterables of any kind."""
    nj.require(len(iterables) < 7, "zip of generators takes at most six iterables")
    if len(iterables) == 1:
        for a in iterables[0]:
            yield (a,)
    elif len(iterables) == 2:
        second = nj.iterator(iterables[1])
        for a in iterables[0]:
            b = nj.advance(second)
            if not b[0]:
                return
            yield a, b[1]
    else:
        last = nj.iterator(iterables[len(iterables) - 1])
        for values in nj.zip_any(*iterables[:len(iterables) - 1]):
            z = nj.advance(last)
            if not z[0]:
                return
            yield values + (z[1],)


def any_iterable(iterable):
    """Whether an element is true."""
    for x in iterable:
        if x:
            return True
    return False


def all_iterable(iterable):
    """Whether every element is true."""
    for x in iterable:
        if not x:
            return False
    return True


def min_of_iterable(iterable):
    """Smallest element of any iterable."""
    rest = nj.iterator(iterable)
    first = nj.advance(rest)
    if not first[0]:
        raise ValueError("min() iterable argument is empty")
    best = first[1]
    for x in rest:
        if x < best:
            best = x
    return best


def max_of_iterable(iterable):
    """Largest element of any iterable."""
    rest = nj.iterator(iterable)
    first = nj.advance(rest)
    if not first[0]:
        raise ValueError("max() iterable argument is empty")
    best = first[1]
    for x in rest:
        if x > best:
            best = x
    return best


def range_getitem(r, index):
    """Element of a range."""
    position = index
    if position < 0:
        position += len(r)
    if position < 0 or position >= len(r):
        raise IndexError("range object index out of range")
    return r.start + position * r.step
