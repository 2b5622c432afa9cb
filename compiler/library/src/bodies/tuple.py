# Methods of tuples.

def index(t, value):
    """Position of the first element that equals the value."""
    for i in range(len(t)):
        if t[i] == value:
            return i
    raise ValueError("tuple.index(x): x not in tuple")


def count(t, value):
    """Number of elements that equal the value."""
    result = 0
    for x in t:
        if x == value:
            result += 1
    return result
