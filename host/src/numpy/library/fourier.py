# Fourier transforms.


def fft_fftfreq(n, d=1.0):
    places = np.concatenate((np.arange(0, (n - 1) // 2 + 1), np.arange(-(n // 2), 0)))
    return places * (1.0 / (n * d))


def fft_rfftfreq(n, d=1.0):
    return np.arange(0, n // 2 + 1) * (1.0 / (n * d))


def fft_fftshift(x, axes=None):
    x = np.asarray(x)
    axes = _axes(axes, x.ndim)
    return np.roll(x, tuple(x.shape[k] // 2 for k in axes), axes)


def fft_ifftshift(x, axes=None):
    x = np.asarray(x)
    axes = _axes(axes, x.ndim)
    return np.roll(x, tuple(-(x.shape[k] // 2) for k in axes), axes)


def _fourier(name, a, n, axis, norm, out):
    if norm not in (None, "backward", "ortho", "forward"):
        raise ValueError(f'Invalid norm value {norm}; should be "backward", "ortho" or "forward".')
    a = np.asarray(a)
    n = None if n is None else int(n)
    return _put(_row("fft." + name, a, n, axis=_axis(axis, a.ndim), norm=norm), out)


def fft_fft(a, n=None, axis=-1, norm=None, out=None):
    return _fourier("fft", a, n, axis, norm, out)


def fft_ifft(a, n=None, axis=-1, norm=None, out=None):
    return _fourier("ifft", a, n, axis, norm, out)


def fft_rfft(a, n=None, axis=-1, norm=None, out=None):
    return _fourier("rfft", a, n, axis, norm, out)


def fft_irfft(a, n=None, axis=-1, norm=None, out=None):
    return _fourier("irfft", a, n, axis, norm, out)


def fft_hfft(a, n=None, axis=-1, norm=None, out=None):
    return _fourier("hfft", a, n, axis, norm, out)


def fft_ihfft(a, n=None, axis=-1, norm=None, out=None):
    return _fourier("ihfft", a, n, axis, norm, out)


def _each_axis(function, a, s, axes, norm):
    a = np.asarray(a)
    axes = list(_range(a.ndim))[-len(s):] if axes is None and s is not None else axes
    axes = _axes(None if axes is None else tuple(axes), a.ndim)
    for k, axis in reversed(list(enumerate(axes))):
        a = function(a, None if s is None else s[k], axis, norm)
    return a


def fft_fftn(a, s=None, axes=None, norm=None, out=None):
    return _put(_each_axis(fft_fft, a, s, axes, norm), out)


def fft_ifftn(a, s=None, axes=None, norm=None, out=None):
    return _put(_each_axis(fft_ifft, a, s, axes, norm), out)


def fft_fft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return fft_fftn(a, s, axes, norm, out)


def fft_ifft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return fft_ifftn(a, s, axes, norm, out)


def fft_rfftn(a, s=None, axes=None, norm=None, out=None):
    a = np.asarray(a)
    axes = list(_range(a.ndim))[-len(s):] if axes is None and s is not None else axes
    axes = _axes(None if axes is None else tuple(axes), a.ndim)
    a = fft_rfft(a, None if s is None else s[-1], axes[-1], norm)
    return _put(_each_axis(fft_fft, a, None if s is None else s[:-1], axes[:-1], norm), out)


def fft_irfftn(a, s=None, axes=None, norm=None, out=None):
    a = np.asarray(a)
    axes = list(_range(a.ndim))[-len(s):] if axes is None and s is not None else axes
    axes = _axes(None if axes is None else tuple(axes), a.ndim)
    a = _each_axis(fft_ifft, a, None if s is None else s[:-1], axes[:-1], norm)
    return _put(fft_irfft(a, None if s is None else s[-1], axes[-1], norm), out)


def fft_rfft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return fft_rfftn(a, s, axes, norm, out)


def fft_irfft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return fft_irfftn(a, s, axes, norm, out)
