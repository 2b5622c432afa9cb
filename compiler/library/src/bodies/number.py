# Methods of numbers that are written in the Python subset.

def view(x, dtype: literal):
    """The number's bytes as a number of another dtype of the same size."""
    return nj.array((x,), None).view(dtype)[0]
