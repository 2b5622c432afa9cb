# Methods of dicts.

def get(dict, key, default=None):
    """The value of a key, or the default."""
    if nj.holds_none(dict):
        return dict[key] if key in dict else default
    found = nj.dict_find(dict, key)
    if found is None:
        return default
    return nj.dict_value(dict, found)


def pop(dict, key, *default):
    """Removes a key and returns its value, or the default if it is not there."""
    if key not in dict:
        if len(default) == 0:
            raise KeyError(key)
        return default[0]
    return nj.dict_value(dict, nj.dict_take(dict, key))


def setdefault(dict, key, default=None):
    """The value of a key, which is set to the default if it is not there."""
    if key not in dict:
        dict[key] = default
    return dict[key]


def update(dict, other):
    """Sets the entries of another dict, or of an iterable of pairs."""
    nj.dict_update(dict, other)
