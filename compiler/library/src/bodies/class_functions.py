# Functions that belong to classes: dict.fromkeys, str.maketrans.

@also("builtins.dict.fromkeys")
def dict_fromkeys(iterable, value=None):
    """A new dict with the elements of an iterable as keys and one value for all."""
    return {key: value for key in iterable}


@also("builtins.str.maketrans")
def str_maketrans(x, y=None, z=None):
    """A table for str.translate: from the characters of a string to those of another, and those to leave out."""
    nj.require(y is not None, "pass the characters to replace and those to replace them by")
    if len(x) != len(y):
        raise ValueError("the first two maketrans arguments must have equal length")
    if z is None:
        return {ord(x[i]): ord(y[i]) for i in range(len(x))}
    else:
        return nj.table_with_gaps(x, y, z)


def table_with_gaps(x, y, z):
    """A translation table with characters that are left out."""
    table = {0: ""}
    table.clear()
    for i in range(len(x)):
        table[ord(x[i])] = y[i]
    for c in z:
        table[ord(c)] = ""
    return table


def enum_name(value, values, names):
    """The name of the first member with a value."""
    for i in range(len(values)):
        if values[i] == value:
            return names[i]
    return ""


def enum_value(value, values, name):
    """A value that a member has."""
    for known in values:
        if known == value:
            return value
    raise ValueError(f"{value!r} is not a valid {name}")
