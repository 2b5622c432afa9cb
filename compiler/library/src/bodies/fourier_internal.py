# Helpers of the Fourier transforms.

def fourier_length(n, count):
    """Number of data points, at least one."""
    if n is None:
        length = count
    else:
        length = np.int64(n)
    if length < 1:
        raise ValueError(f"Invalid number of FFT data points ({length}) specified.")
    return length


def sized_lines(a, k, count, dtype):
    """The lines along an axis as rows of a new matrix in a dtype, cut or filled with zeros to a length."""
    rows = nj.lines_along(a, k)
    out = nj.zeros((rows.shape[0], count), dtype)
    for i in range(rows.shape[0]):
        for j in range(min(count, rows.shape[1])):
            out[i, j] = nj.cast(rows[i, j], dtype)
    return out


def transform_lines(rows, norm: literal, inverse: literal):
    """Transforms each row in place, scaled as the norm asks."""
    count = rows.shape[1]
    nj.runtime("nj_fft", nj.dtype_code(rows), rows.shape[0], count, inverse, rows)
    scale = nj.fourier_scale(count, norm, inverse)
    if scale != 1.0:
        for i in range(rows.size):
            nj.flat_set(rows, i, nj.cast(nj.flat_get(rows, i) * scale, rows.dtype))


def fourier_scale(count, norm: literal, inverse: literal):
    """The factor that a norm asks for."""
    if norm is None:
        return nj.fourier_scale(count, "backward", inverse)
    nj.require(norm == "backward" or norm == "ortho" or norm == "forward", "`norm` must be 'backward', 'ortho' or 'forward'")
    if norm == "ortho":
        return 1.0 / math.sqrt(count)
    if inverse:
        if norm == "backward":
            return 1.0 / count
        return 1.0
    if norm == "forward":
        return 1.0 / count
    return 1.0


def turned_norm(norm: literal):
    """The norm of the opposite direction."""
    if norm is None:
        return "forward"
    if norm == "backward":
        return "forward"
    if norm == "forward":
        return "backward"
    return "ortho"


def fourier_lines(a, count, k, norm: literal, inverse: literal):
    """The transforms of the lines along an axis as rows."""
    rows = nj.sized_lines(a, k, count, nj.complex_dtype(nj.inexact(a)))
    nj.transform_lines(rows, norm, inverse)
    return rows


def fourier(a, n, axis: literal, norm: literal, inverse: literal):
    """The transform along an axis."""
    nj.require(nj.is_array(a), "`a` must be an array")
    k = nj.axis_index(axis, a.ndim)
    rows = nj.fourier_lines(a, nj.fourier_length(n, a.shape[k]), k, norm, inverse)
    return nj.lines_back(rows, a.shape, k)


def fourier_axes(a, axes: literal, norm: literal, inverse: literal):
    """The transform along several axes, the last one first."""
    if len(axes) == 1:
        return nj.fourier(a, None, axes[0], norm, inverse)
    return nj.fourier(nj.fourier_axes(a, axes[1:], norm, inverse), None, axes[0], norm, inverse)


def half_rolled(x, axes: literal, extra):
    """The array rolled by half its extent on several axes; backwards for an extra of one."""
    if len(axes) == 0:
        return nj.copy_c(x)
    k = nj.axis_index(axes[0], x.ndim)
    return np.roll(nj.half_rolled(x, axes[1:], extra), (x.shape[k] + extra) // 2, axes[0])
