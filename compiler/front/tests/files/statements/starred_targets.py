def ends(t):
    first, *middle, last = t
    return first, middle, last
