# Functions of numpy that make arrays.

def ones(shape, dtype: literal=None, order: literal="C"):
    """New array of ones."""
    out = np.empty(shape, nj.dtype_or(dtype, np.float64), order)
    nj.assign(out, 1)
    return out


def full(shape, fill_value, dtype: literal=None, order: literal="C"):
    """New array of one value, of its type unless a dtype is given."""
    out = np.empty(shape, nj.dtype_or(dtype, fill_value), order)
    nj.assign(out, fill_value)
    return out


def ones_like(a, dtype: literal=None):
    """New array of ones in the shape of a."""
    out = nj.empty_like(a, dtype)
    nj.assign(out, 1)
    return out


def full_like(a, fill_value, dtype: literal=None):
    """New array of one value in the shape and dtype of a."""
    out = nj.empty_like(a, dtype)
    nj.assign(out, fill_value)
    return out


def asfortranarray(a, dtype: literal=None):
    """The array in F order, copied unless it is already."""
    return nj.reverse_axes(np.ascontiguousarray(nj.reverse_axes(a), dtype))


def asarray_chkfinite(a, dtype: literal=None):
    """The array, after a check that it holds no nan or infinity."""
    out = np.asarray(a, dtype)
    c = nj.contiguous(out)
    for i in range(c.size):
        if not np.isfinite(nj.flat_get(c, i)):
            raise ValueError("array must not contain infs or NaNs")
    return out


def arange(start, stop=None, step=None, dtype: literal=None):
    """Evenly spaced numbers from start (or 0) up to stop, which is left out."""
    if stop is None:
        if step is None:
            return nj.arange_unit(nj.zero_of(start), start, nj.dtype_or(dtype, nj.accumulator(start)))
        return nj.arange_step(nj.zero_of(start), start, step, nj.dtype_or(dtype, nj.accumulator(nj.common(start, step))))
    if step is None:
        return nj.arange_unit(start, stop, nj.dtype_or(dtype, nj.accumulator(nj.common(start, stop))))
    return nj.arange_step(start, stop, step, nj.dtype_or(dtype, nj.accumulator(nj.common(start, stop, step))))


def linspace(start, stop, num=50, endpoint: literal=True, retstep: literal=False, dtype: literal=None):
    """Evenly spaced numbers from start to stop."""
    if num < 0:
        raise ValueError("Number of samples, num, must be non-negative.")
    out = nj.empty(num, nj.dtype_or(dtype, nj.inexact(nj.common(start, stop, 1.0))))
    if endpoint:
        gaps = num - 1
    else:
        gaps = num
    delta = (stop - start) * 1.0
    if gaps > 0:
        step = np.divide(delta, gaps)
    else:
        step = delta
    for i in range(num):
        nj.flat_set(out, i, start + i * step)
    if endpoint and num > 1:
        nj.flat_set(out, num - 1, stop)
    if retstep:
        return out, step
    return out


def logspace(start, stop, num=50, endpoint: literal=True, base=10.0, dtype: literal=None):
    """Numbers evenly spaced on a logarithmic scale, from base**start to base**stop."""
    exponents = np.linspace(start, stop, num, endpoint)
    out = nj.empty(exponents.size, nj.dtype_or(dtype, exponents))
    for i in range(exponents.size):
        nj.flat_set(out, i, np.power(base, nj.flat_get(exponents, i)))
    return out


def geomspace(start, stop, num=50, endpoint: literal=True, dtype: literal=None):
    """Numbers in geometric progression from start to stop."""
    if start == 0 or stop == 0:
        raise ValueError("Geometric sequence cannot include zero")
    if (start < 0) != (stop < 0):
        raise ValueError("start and stop must have the same sign")
    sign = 1.0
    if start < 0:
        sign = -1.0
    exponents = np.linspace(np.log10(abs(start) * 1.0), np.log10(abs(stop) * 1.0), num, endpoint)
    out = nj.empty(exponents.size, nj.dtype_or(dtype, exponents))
    for i in range(exponents.size):
        nj.flat_set(out, i, sign * np.power(10.0, nj.flat_get(exponents, i)))
    if out.size > 0:
        nj.flat_set(out, 0, start)
        if endpoint and out.size > 1:
            nj.flat_set(out, out.size - 1, stop)
    return out


def eye(N, M=None, k=0, dtype: literal=None):
    """Matrix with ones on a diagonal and zeros elsewhere."""
    rows = np.int64(N)
    if M is None:
        columns = rows
    else:
        columns = np.int64(M)
    out = nj.zeros((rows, columns), nj.dtype_or(dtype, np.float64))
    first = max(0, -k)
    last = min(rows, columns - k)
    for i in range(first, last):
        nj.flat_set(out, i * columns + i + k, 1)
    return out


def identity(n, dtype: literal=None):
    """Square matrix with ones on the diagonal."""
    return np.eye(n, n, 0, dtype)


def tri(N, M=None, k=0, dtype: literal=None):
    """Matrix with ones at and below a diagonal."""
    rows = np.int64(N)
    if M is None:
        columns = rows
    else:
        columns = np.int64(M)
    out = nj.zeros((rows, columns), nj.dtype_or(dtype, np.float64))
    for i in range(rows):
        for j in range(max(0, min(columns, i + k + 1))):
            nj.flat_set(out, i * columns + j, 1)
    return out


def tril(m, k=0):
    """Copy of a matrix with zeros above a diagonal."""
    if m.ndim != 2:
        return np.where(nj.mask_below(nj.as_array(m), k), m, nj.cast(0, m.dtype))
    out = nj.zeros(m.shape, m.dtype)
    for i in range(m.shape[0]):
        for j in range(max(0, min(m.shape[1], i + k + 1))):
            out[i, j] = m[i, j]
    return out


def triu(m, k=0):
    """Copy of a matrix with zeros below a diagonal."""
    if m.ndim != 2:
        return np.where(nj.mask_below(nj.as_array(m), k - 1), nj.cast(0, m.dtype), m)
    out = nj.zeros(m.shape, m.dtype)
    for i in range(m.shape[0]):
        for j in range(max(0, i + k), m.shape[1]):
            out[i, j] = m[i, j]
    return out


def diag(v, k=0):
    """Diagonal of a matrix, or a matrix with the elements of a line on a diagonal."""
    if v.ndim == 1:
        size = len(v) + abs(k)
        matrix = nj.zeros((size, size), v.dtype)
        for i in range(len(v)):
            matrix[i + max(0, -k), i + max(0, k)] = v[i]
        return matrix
    nj.require(v.ndim == 2, "`v` must be a 1-d or 2-d array")
    row = max(0, -k)
    column = max(0, k)
    count = max(0, min(v.shape[0] - row, v.shape[1] - column))
    line = nj.empty(count, v.dtype)
    for i in range(count):
        line[i] = v[row + i, column + i]
    return line


def diagflat(v, k=0):
    """Matrix with the elements of an array on a diagonal."""
    return np.diag(nj.as_line(v), k)


def vander(x, N=None, increasing=False):
    """Matrix of powers of the elements of a line."""
    nj.require(x.ndim == 1, "`x` must be a 1-d array")
    if N is None:
        columns = len(x)
    else:
        columns = np.int64(N)
    out = nj.empty((len(x), columns), nj.common(x, 1))
    for i in range(len(x)):
        value = nj.cast(1, out.dtype)
        for j in range(columns):
            if increasing:
                out[i, j] = value
            else:
                out[i, columns - 1 - j] = value
            value = nj.cast(value * x[i], out.dtype)
    return out


def bartlett(M):
    """Triangular window."""
    return nj.window(M, 0)


def hanning(M):
    """Hann window."""
    return nj.window(M, 1)


def hamming(M):
    """Hamming window."""
    return nj.window(M, 2)


def blackman(M):
    """Blackman window."""
    return nj.window(M, 3)
