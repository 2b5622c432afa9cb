# Methods of sets.

def remove(set, value):
    """Removes a value."""
    if not nj.set_drop(set, value):
        raise KeyError(value)


def pop(set):
    """Removes and returns a value."""
    for value in set:
        nj.set_drop(set, value)
        return value
    raise KeyError("pop from an empty set")


def update(set, iterable):
    """Adds the values of an iterable."""
    for value in iterable:
        set.add(value)


def union(set, iterable):
    """A new set with the values of both."""
    result = set.copy()
    for value in iterable:
        result.add(value)
    return result


def intersection(set, iterable):
    """A new set with the values that are in both."""
    result = nj.empty_table(set)
    for value in iterable:
        if value in set:
            result.add(value)
    return result


def difference(set, iterable):
    """A new set with the values that are not in the other."""
    result = set.copy()
    for value in iterable:
        result.discard(value)
    return result


def symmetric_difference(set, iterable):
    """A new set with the values that are in one of the two."""
    result = set.copy()
    for value in iterable:
        if value in set:
            result.discard(value)
        else:
            result.add(value)
    return result


def intersection_update(set, iterable):
    """Keeps the values that are in the other, too."""
    keep = set.intersection(iterable)
    set.clear()
    for value in keep:
        set.add(value)


def difference_update(set, iterable):
    """Removes the values of the other."""
    for value in iterable:
        set.discard(value)


def symmetric_difference_update(set, iterable):
    """Keeps the values that are in one of the two."""
    keep = set.symmetric_difference(iterable)
    set.clear()
    for value in keep:
        set.add(value)


def issubset(set, other):
    """Whether every value is in the other."""
    return nj.set_le(set, other)


def issuperset(set, other):
    """Whether every value of the other is in the set."""
    return nj.set_le(other, set)


def isdisjoint(set, iterable):
    """Whether no value is in both."""
    for value in iterable:
        if value in set:
            return False
    return True
