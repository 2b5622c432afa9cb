# Operators on lists, dicts and sets.

@also("numba.typed.List")
def typed_list(iterable):
    """A new typed list of the elements of an iterable."""
    result = TypedList()
    for x in iterable:
        result.append(x)
    return result


def list_extend_each(list, iterable):
    """Adds the elements of an iterable one by one."""
    for x in iterable:
        list.append(x)


def list_extended(list, iterable):
    """list += iterable."""
    list.extend(iterable)
    return list


def list_concat(a, b):
    """a + b."""
    result = a.copy()
    result.extend(b)
    return result


def list_repeat_left(times, list):
    """times * list."""
    return nj.list_repeat(list, times)


def list_repeated(list, times):
    """list *= times."""
    whole = nj.list_repeat(list, times)
    list.clear()
    list.extend(whole)
    return list


def list_contains(value, list):
    """value in list."""
    for x in list:
        if x == value:
            return True
    return False


def list_del(list, index):
    """del list[index]."""
    n = len(list)
    i = index + n if index < 0 else index
    if i < 0 or i >= n:
        raise IndexError("list assignment index out of range")
    nj.list_delete(list, i, 1, 1)


def list_set_slice(list, index, values):
    """list[a:b:c] = values, where the values are not a list or the slice has a step."""
    new = nj.empty_list(list)
    for x in values:
        new.append(x)
    if index.step is None or index.step == 1:
        list[index.start:index.stop] = new
    else:
        places = [i for i in range(len(list))][index]
        if len(places) != len(new):
            raise ValueError(
                f"attempt to assign sequence of size {len(new)} to extended slice of size {len(places)}"
            )
        for i in range(len(places)):
            list[places[i]] = new[i]


def list_eq(a, b):
    """a == b."""
    if len(a) != len(b):
        return False
    for i in range(len(a)):
        if not (a[i] == b[i]):
            return False
    return True


def list_ne(a, b):
    """a != b."""
    return not nj.list_eq(a, b)


def list_lt(a, b):
    """a < b."""
    for i in range(min(len(a), len(b))):
        if not (a[i] == b[i]):
            return a[i] < b[i]
    return len(a) < len(b)


def list_le(a, b):
    """a <= b."""
    for i in range(min(len(a), len(b))):
        if not (a[i] == b[i]):
            return a[i] <= b[i]
    return len(a) <= len(b)


def list_gt(a, b):
    """a > b."""
    return nj.list_lt(b, a)


def list_ge(a, b):
    """a >= b."""
    return nj.list_le(b, a)


def dict_of(pairs):
    """A new dict with the entries of a dict or of an iterable of pairs."""
    result = {}
    result.update(pairs)
    return result


def dict_update(dict, other):
    """dict.update(other)."""
    if nj.is_container(other) and not nj.is_list(other):
        for key, value in other.items():
            dict[key] = value
    else:
        for key, value in other:
            dict[key] = value


def dict_union(a, b):
    """a | b."""
    result = a.copy()
    for key, value in b.items():
        result[key] = value
    return result


def dict_del(dict, key):
    """del dict[key]."""
    if not nj.dict_drop(dict, key):
        raise KeyError(key)


def dict_eq(a, b):
    """a == b."""
    if len(a) != len(b):
        return False
    for key, value in a.items():
        if key not in b:
            return False
        if not (b[key] == value):
            return False
    return True


def dict_ne(a, b):
    """a != b."""
    return not nj.dict_eq(a, b)


def set_updated(a, b):
    """a |= b."""
    for value in b:
        a.add(value)
    return a


def set_le(a, b):
    """a <= b."""
    for value in a:
        if value not in b:
            return False
    return True


def set_eq(a, b):
    """a == b."""
    return len(a) == len(b) and nj.set_le(a, b)


def set_ne(a, b):
    """a != b."""
    return not nj.set_eq(a, b)


def set_lt(a, b):
    """a < b."""
    return len(a) < len(b) and nj.set_le(a, b)


def set_gt(a, b):
    """a > b."""
    return len(b) < len(a) and nj.set_le(b, a)


def set_ge(a, b):
    """a >= b."""
    return nj.set_le(b, a)


def heap_sift_down(heap, start, position):
    """Moves an element towards the root until its parent is not greater."""
    item = heap[position]
    while position > start:
        parent = (position - 1) >> 1
        if not (item < heap[parent]):
            break
        heap[position] = heap[parent]
        position = parent
    heap[position] = item


def heap_sift_up(heap, position):
    """Moves the smaller child up until a leaf is reached, then the element down to its place."""
    end = len(heap)
    start = position
    item = heap[position]
    child = 2 * position + 1
    while child < end:
        right = child + 1
        if right < end and not (heap[child] < heap[right]):
            child = right
        heap[position] = heap[child]
        position = child
        child = 2 * position + 1
    heap[position] = item
    nj.heap_sift_down(heap, start, position)


def list_to_array(list):
    """A list as an array: np.array(list)."""
    if nj.held_kind(list) == "number":
        out = nj.empty(len(list), nj.held_dtype(list))
        for i in range(len(list)):
            nj.flat_set(out, i, list[i])
        return out
    elif nj.held_kind(list) == "sequence":
        return nj.rows_to_array(list)
    elif nj.held_kind(list) == "array":
        return nj.stack_list(list)
    else:
        nj.require(False, "an array holds numbers: lists of numbers, lists of lists of numbers, or lists of arrays become arrays")


def rows_to_array(list):
    """A list of lists or tuples of numbers as a 2-d array."""
    columns = len(list[0]) if len(list) > 0 else 0
    out = nj.empty((len(list), columns), nj.held_dtype(list))
    for i in range(len(list)):
        row = list[i]
        if len(row) != columns:
            raise ValueError(
                "setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions."
            )
        for j in range(columns):
            out[i, j] = row[j]
    return out


def concatenate_list(arrays, axis=0, out=None):
    """The arrays of a list one after the other along an axis."""
    nj.require(nj.held_kind(arrays) == "array", "the list must hold arrays")
    if len(arrays) == 0:
        raise ValueError("need at least one array to concatenate")
    first = arrays[0].shape
    k = nj.axis_index(axis, len(first))
    total = 0
    for a in arrays:
        for i in range(len(first)):
            if i != k and a.shape[i] != first[i]:
                raise ValueError("all the input array dimensions except for the concatenation axis must match exactly")
        total += a.shape[k]
    result = nj.empty(nj.replace_axis(first, k, total), nj.held_dtype(arrays))
    inner = nj.extent_after(first, k)
    at = 0
    for a in arrays:
        part = nj.contiguous(a)
        nj.copy_block(result, total, at, part.shape[k], inner, part)
        at += part.shape[k]
    return result


def stack_list(arrays, axis=0, out=None):
    """The arrays of a list along a new axis."""
    nj.require(nj.held_kind(arrays) == "array", "the list must hold arrays")
    if len(arrays) == 0:
        raise ValueError("need at least one array to stack")
    first = arrays[0].shape
    k = nj.axis_index(axis, len(first) + 1)
    count = len(arrays)
    result = nj.empty(nj.insert_axis(first, k, count), nj.held_dtype(arrays))
    inner = nj.extent_after(result.shape, k)
    for i in range(count):
        if arrays[i].shape != first:
            raise ValueError("all input arrays must have the same shape")
        nj.copy_block(result, count, i, 1, inner, nj.contiguous(arrays[i]))
    return result


def hstack_list(tup):
    """The arrays of a list along the second axis, or lines end to end."""
    nj.require(nj.held_kind(tup) == "array", "the list must hold arrays")
    if tup[0].ndim < 2:
        return nj.concatenate_list(tup, 0)
    return nj.concatenate_list(tup, 1)


def vstack_list(tup):
    """The arrays of a list along the first axis, lines as rows."""
    if tup[0].ndim == 1:
        return nj.stack_list(tup, 0)
    return nj.concatenate_list(tup, 0)


def column_stack_list(tup):
    """The arrays of a list along the second axis, lines as columns."""
    if tup[0].ndim == 1:
        return nj.stack_list(tup, 1)
    return nj.concatenate_list(tup, 1)


def dstack_list(tup):
    """The arrays of a list along the third axis."""
    nj.require(nj.held_kind(tup) == "array", "the list must hold arrays")
    if tup[0].ndim > 2:
        return nj.concatenate_list(tup, 2)
    layers = nj.stack_list(tup, tup[0].ndim)
    if tup[0].ndim == 1:
        return nj.reshape(layers, (1,) + layers.shape)
    return layers
