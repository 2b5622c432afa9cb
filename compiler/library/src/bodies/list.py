# Methods of lists.

def index(list, value, start=0, stop=9223372036854775807):
    """Position of the first element that equals the value."""
    n = len(list)
    first = start + n if start < 0 else start
    last = stop + n if stop < 0 else stop
    for i in range(max(first, 0), min(last, n)):
        if list[i] == value:
            return i
    raise ValueError(f"{value!r} is not in list")


def count(list, value):
    """Number of elements that equal the value."""
    result = 0
    for x in list:
        if x == value:
            result += 1
    return result


def remove(list, value):
    """Removes the first element that equals the value."""
    for i in range(len(list)):
        if list[i] == value:
            nj.list_delete(list, i, 1, 1)
            return
    raise ValueError("list.remove(x): x not in list")


def sort(list, key=None, reverse=False):
    """Sorts the list in place; elements with equal keys keep their order."""
    if key is None:
        nj.list_sort(list, reverse)
    else:
        order = nj.list_order([key(x) for x in list], reverse)
        old = list.copy()
        for i in range(len(order)):
            list[i] = old[order[i]]
