# Builtin functions that make containers or take them apart.

def list(iterable):
    """A new list of the elements of an iterable."""
    return [x for x in iterable]


@also("numba.typed.Set")
def set(iterable):
    """A new set of the elements of an iterable."""
    return {x for x in iterable}


@also("numba.typed.Dict")
def dict(pairs):
    """A new dict with the entries of another one, or of an iterable of pairs."""
    return nj.dict_of(pairs)


def sorted(iterable, key=None, reverse=False):
    """A new sorted list of the elements of an iterable."""
    result = [x for x in iterable]
    if key is None:
        nj.list_sort(result, reverse)
        return result
    order = nj.list_order([key(x) for x in result], reverse)
    return [result[i] for i in order]
