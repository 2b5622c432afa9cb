# Methods of strings that make lists or go through them.

def split(s, sep=None, maxsplit=-1):
    """The parts between separators, or between runs of white space."""
    if sep is None:
        return nj.split_words(s, maxsplit)
    return nj.split_at(s, sep, maxsplit)


def rsplit(s, sep=None, maxsplit=-1):
    """The parts between separators; of several splits, the last ones."""
    if sep is None:
        return nj.rsplit_words(s, maxsplit)
    return nj.rsplit_at(s, sep, maxsplit)


def splitlines(s, keepends=False):
    """The lines, without their ends unless asked for."""
    lines = [""]
    lines.clear()
    n = len(s)
    start = 0
    while start < n:
        end = nj.str_line_end(s, start)
        following = end
        if end < n:
            following = end + 1
            if s[end] == "\r" and following < n and s[following] == "\n":
                following += 1
        lines.append(s[start:following] if keepends else s[start:end])
        start = following
    return lines


def join(s, iterable):
    """The strings of an iterable with this one between them."""
    if nj.is_list(iterable):
        return nj.str_join(s, iterable)
    return nj.str_join(s, [part for part in iterable])


def translate(s, table):
    """Each character replaced by what a dict has for its code point: a code point, a string, or None."""
    parts = [""]
    parts.clear()
    for c in s:
        code = ord(c)
        if code in table:
            parts.append(nj.translated(table[code]))
        else:
            parts.append(c)
    return nj.str_join("", parts)
