# Methods of slices.

def indices(s, length):
    """Start, stop and step for a sequence of a length."""
    if length < 0:
        raise ValueError("length should not be negative")
    step = 1
    if s.step is not None:
        step = np.int64(s.step)
    if step == 0:
        raise ValueError("slice step cannot be zero")
    lowest = -1 if step < 0 else 0
    highest = length - 1 if step < 0 else length
    start = highest if step < 0 else lowest
    if s.start is not None:
        start = nj.slice_bound(np.int64(s.start), length, lowest, highest)
    stop = lowest if step < 0 else highest
    if s.stop is not None:
        stop = nj.slice_bound(np.int64(s.stop), length, lowest, highest)
    return start, stop, step
