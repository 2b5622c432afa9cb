# Python's bisect.

def bisect_left(a, x, lo=0, hi=None):
    """The first position at which x can be inserted so that the list stays sorted."""
    if lo < 0:
        raise ValueError("lo must be non-negative")
    low = lo
    high = len(a) if hi is None else hi
    while low < high:
        middle = (low + high) // 2
        if a[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low


@also("bisect.bisect")
def bisect_right(a, x, lo=0, hi=None):
    """The last position at which x can be inserted so that the list stays sorted."""
    if lo < 0:
        raise ValueError("lo must be non-negative")
    low = lo
    high = len(a) if hi is None else hi
    while low < high:
        middle = (low + high) // 2
        if x < a[middle]:
            high = middle
        else:
            low = middle + 1
    return low


def insort_left(a, x, lo=0, hi=None):
    """Inserts x into a sorted list before equal elements."""
    a.insert(bisect.bisect_left(a, x, lo, hi), x)


@also("bisect.insort")
def insort_right(a, x, lo=0, hi=None):
    """Inserts x into a sorted list after equal elements."""
    a.insert(bisect.bisect_right(a, x, lo, hi), x)
