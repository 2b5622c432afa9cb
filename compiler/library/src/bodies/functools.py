# Functions of the module functools.

def reduce(function, sequence, *initial):
    """Folds a sequence from the left with a function of two arguments."""
    nj.require(len(initial) < 2, "reduce takes at most one initial value")
    if len(initial) == 1:
        total = initial[0]
        for x in sequence:
            total = function(total, x)
        return total
    rest = nj.iterator(sequence)
    first = nj.advance(rest)
    if not first[0]:
        raise TypeError("reduce() of empty iterable with no initial value")
    total = first[1]
    for x in rest:
        total = function(total, x)
    return total
