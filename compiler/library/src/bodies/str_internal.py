# Parts of the methods of strings.

def rsplit_at(s, sep, maxsplit):
    """The parts between separators, at most so many splits from the end."""
    if len(sep) == 0:
        raise ValueError("empty separator")
    parts = [""]
    parts.clear()
    end = len(s)
    left = maxsplit
    while left != 0:
        at = s.rfind(sep, 0, end)
        if at < 0:
            break
        parts.append(s[at + len(sep):end])
        end = at
        left -= 1
    parts.append(s[:end])
    parts.reverse()
    return parts


def rsplit_words(s, maxsplit):
    """The words, at most so many splits from the end."""
    if maxsplit < 0:
        return nj.split_words(s, -1)
    parts = [""]
    parts.clear()
    rest = s.rstrip()
    left = maxsplit
    while len(rest) > 0:
        if left == 0:
            parts.append(rest)
            break
        start = len(rest)
        while start > 0 and not rest[start - 1].isspace():
            start -= 1
        parts.append(rest[start:])
        rest = rest[:start].rstrip()
        left -= 1
    parts.reverse()
    return parts


def str_startswith_any(s, prefix, start=None, end=None):
    """Whether the text begins with one of several prefixes."""
    nj.require(nj.is_tuple(prefix), "`prefix` must be a str or a tuple of them")
    for part in prefix:
        if s.startswith(part, start, end):
            return True
    return False


def str_endswith_any(s, suffix, start=None, end=None):
    """Whether the text ends with one of several suffixes."""
    nj.require(nj.is_tuple(suffix), "`suffix` must be a str or a tuple of them")
    for part in suffix:
        if s.endswith(part, start, end):
            return True
    return False


def translated(value):
    """What a translation table has for a character, as text."""
    if value is None:
        return ""
    if nj.is_number(value):
        return chr(value)
    return str(value)


def as_sequence(x):
    """What can be indexed and sliced as it is; anything else as a list."""
    if nj.is_sequence(x) or nj.is_array(x):
        return x
    return [value for value in x]


def as_list(x):
    """The elements as a list."""
    return [value for value in x]


def check_unpack(sequence, count):
    """Raises ValueError if there are fewer elements than names."""
    if len(sequence) < count:
        raise ValueError(f"not enough values to unpack (expected at least {count}, got {len(sequence)})")


def zip_checked(*iterables, strict: literal=False):
    """Tuples of elements of iterables of any kind, which may have to be equally long."""
    if strict:
        return nj.zip_exact(iterables)
    else:
        return nj.zip_any(*iterables)


def zip_exact(iterables):
    """Tuples of elements of iterables that must be equally long."""
    if len(iterables) == 1:
        for a in iterables[0]:
            yield (a,)
    elif len(iterables) == 2:
        second = nj.iterator(iterables[1])
        for a in iterables[0]:
            b = nj.advance(second)
            if not b[0]:
                raise ValueError("zip() argument 2 is shorter than argument 1")
            yield a, b[1]
        if nj.advance(second)[0]:
            raise ValueError("zip() argument 2 is longer than argument 1")
    else:
        last = nj.iterator(iterables[len(iterables) - 1])
        for values in nj.zip_exact(iterables[:len(iterables) - 1]):
            z = nj.advance(last)
            if not z[0]:
                raise ValueError(f"zip() argument {len(iterables)} is shorter than arguments 1-{len(iterables) - 1}")
            yield values + (z[1],)
        if nj.advance(last)[0]:
            raise ValueError(f"zip() argument {len(iterables)} is longer than arguments 1-{len(iterables) - 1}")


def min_any(*args, key: literal=None, default: literal=...):
    """Smallest of the arguments, or of one iterable, by a key and with a default."""
    if len(args) == 1:
        return nj.min_by(args[0], key, default)
    else:
        nj.require(not nj.is_given(default), "`default` goes with a single iterable")
        return nj.min_by(args, key, default)


def max_any(*args, key: literal=None, default: literal=...):
    """Largest of the arguments, or of one iterable, by a key and with a default."""
    if len(args) == 1:
        return nj.max_by(args[0], key, default)
    else:
        nj.require(not nj.is_given(default), "`default` goes with a single iterable")
        return nj.max_by(args, key, default)


def min_by(iterable, key, default: literal):
    """Smallest element by a key, or the default of an empty iterable."""
    rest = nj.iterator(iterable)
    first = nj.advance(rest)
    if not first[0]:
        if nj.is_given(default):
            return default
        else:
            raise ValueError("min() arg is an empty sequence")
    best = first[1]
    if key is None:
        for x in rest:
            if x < best:
                best = x
    else:
        rank = key(best)
        for x in rest:
            value = key(x)
            if value < rank:
                rank = value
                best = x
    return best


def max_by(iterable, key, default: literal):
    """Largest element by a key, or the default of an empty iterable."""
    rest = nj.iterator(iterable)
    first = nj.advance(rest)
    if not first[0]:
        if nj.is_given(default):
            return default
        else:
            raise ValueError("max() arg is an empty sequence")
    best = first[1]
    if key is None:
        for x in rest:
            if x > best:
                best = x
    else:
        rank = key(best)
        for x in rest:
            value = key(x)
            if value > rank:
                rank = value
                best = x
    return best


def pow_mod(base, exp, mod):
    """base ** exp % mod of integers, without large products in between."""
    nj.require(nj.is_whole(base) and nj.is_whole(exp) and nj.is_whole(mod), "pow with three arguments takes integers")
    if mod == 0:
        raise ValueError("pow() 3rd argument cannot be 0")
    if exp >= 0:
        return nj.runtime("nj_pow_mod", base, exp, mod)
    return nj.runtime("nj_pow_mod", nj.inverse_mod(base, mod), -exp, mod)


def inverse_mod(base, mod):
    """The number whose product with base is 1 modulo mod."""
    modulus = abs(mod)
    r0 = modulus
    r1 = base % modulus
    s0 = 0
    s1 = 1
    while r1 != 0:
        quotient = r0 // r1
        r0, r1 = r1, r0 - quotient * r1
        s0, s1 = s1, s0 - quotient * s1
    if r0 != 1:
        raise ValueError("base is not invertible for the given modulus")
    return s0 % modulus
