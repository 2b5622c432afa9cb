# The numpy.fft module.

def fft(a, n=None, axis: literal=-1, norm: literal=None):
    """Discrete Fourier transform along an axis."""
    return nj.fourier(a, n, axis, norm, False)


def ifft(a, n=None, axis: literal=-1, norm: literal=None):
    """Inverse discrete Fourier transform along an axis."""
    return nj.fourier(a, n, axis, norm, True)


def rfft(a, n=None, axis: literal=-1, norm: literal=None):
    """Non-negative frequencies of the Fourier transform of real numbers along an axis."""
    nj.require(nj.is_array(a) and not nj.is_complex(a), "`a` must be an array of real numbers")
    k = nj.axis_index(axis, a.ndim)
    rows = nj.fourier_lines(a, nj.fourier_length(n, a.shape[k]), k, norm, False)
    half = nj.copy_c(rows[:, :rows.shape[1] // 2 + 1])
    return nj.lines_back(half, a.shape, k)


def irfft(a, n=None, axis: literal=-1, norm: literal=None):
    """Real numbers of which an array holds the non-negative frequencies along an axis."""
    nj.require(nj.is_array(a), "`a` must be an array")
    k = nj.axis_index(axis, a.ndim)
    count = nj.fourier_length(n, 2 * (a.shape[k] - 1))
    half = nj.sized_lines(a, k, count // 2 + 1, nj.complex_dtype(nj.inexact(a)))
    rows = nj.zeros((half.shape[0], count), half.dtype)
    for i in range(half.shape[0]):
        for j in range(half.shape[1]):
            value = half[i, j]
            if j == 0 or 2 * j == count:
                rows[i, j] = nj.cast(value.real, half.dtype)
            else:
                rows[i, j] = value
                rows[i, count - j] = np.conjugate(value)
    nj.transform_lines(rows, norm, True)
    return nj.lines_back(nj.copy_c(rows.real), a.shape, k)


def hfft(a, n=None, axis: literal=-1, norm: literal=None):
    """Fourier transform of a Hermitian-symmetric signal of which the first half is given."""
    k = nj.axis_index(axis, a.ndim)
    count = nj.fourier_length(n, 2 * (a.shape[k] - 1))
    return np.fft.irfft(np.conjugate(a), count, axis, nj.turned_norm(norm))


def ihfft(a, n=None, axis: literal=-1, norm: literal=None):
    """First half of the inverse Fourier transform of real numbers."""
    return np.conjugate(np.fft.rfft(a, n, axis, nj.turned_norm(norm)))


def fft2(a, axes: literal=None, norm: literal=None):
    """Discrete Fourier transform along the last two axes, or two others."""
    if axes is None:
        return nj.fourier_axes(a, (-2, -1), norm, False)
    return nj.fourier_axes(a, axes, norm, False)


def ifft2(a, axes: literal=None, norm: literal=None):
    """Inverse discrete Fourier transform along the last two axes, or two others."""
    if axes is None:
        return nj.fourier_axes(a, (-2, -1), norm, True)
    return nj.fourier_axes(a, axes, norm, True)


def fftn(a, axes: literal=None, norm: literal=None):
    """Discrete Fourier transform along all axes, or several."""
    if axes is None:
        return nj.fourier_axes(a, nj.axis_list(0, a.ndim), norm, False)
    return nj.fourier_axes(a, axes, norm, False)


def ifftn(a, axes: literal=None, norm: literal=None):
    """Inverse discrete Fourier transform along all axes, or several."""
    if axes is None:
        return nj.fourier_axes(a, nj.axis_list(0, a.ndim), norm, True)
    return nj.fourier_axes(a, axes, norm, True)


def fftfreq(n, d=1.0):
    """Frequencies of a Fourier transform of n numbers at a distance."""
    out = nj.empty(n, np.float64)
    unit = 1.0 / (n * d)
    for i in range(n):
        if i < (n - 1) // 2 + 1:
            out[i] = i * unit
        else:
            out[i] = (i - n) * unit
    return out


def rfftfreq(n, d=1.0):
    """Non-negative frequencies of a Fourier transform of n numbers at a distance."""
    unit = 1.0 / (n * d)
    out = nj.empty(n // 2 + 1, np.float64)
    for i in range(n // 2 + 1):
        out[i] = i * unit
    return out


def fftshift(x, axes: literal=None):
    """The array with the zero frequency moved to the middle."""
    if axes is None:
        return nj.half_rolled(x, nj.axis_list(0, x.ndim), 0)
    if nj.is_tuple(axes):
        return nj.half_rolled(x, axes, 0)
    return nj.half_rolled(x, (axes,), 0)


def ifftshift(x, axes: literal=None):
    """The array with the zero frequency moved back to the front."""
    if axes is None:
        return nj.half_rolled(x, nj.axis_list(0, x.ndim), 1)
    if nj.is_tuple(axes):
        return nj.half_rolled(x, axes, 1)
    return nj.half_rolled(x, (axes,), 1)
