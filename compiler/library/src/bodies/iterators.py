# Builtins that give their values one at a time.

def iter(iterable):
    """Iterator over the elements of an iterable."""
    for x in iterable:
        yield x


def reversed(sequence):
    """Iterator over the elements of a sequence, last first."""
    position = len(sequence)
    while position > 0:
        position -= 1
        yield sequence[position]


def map(function, *iterables):
    """Iterator over the results of a function for each element."""
    nj.require(len(iterables) > 0, "map needs an iterable")
    if len(iterables) == 1:
        for x in iterables[0]:
            yield function(x)
    else:
        for values in nj.zip_any(*iterables):
            yield function(*values)


def filter(function, iterable):
    """Iterator over the elements for which a function is true, or which are true themselves for None."""
    for x in iterable:
        if function is None:
            if x:
                yield x
        elif function(x):
            yield x
