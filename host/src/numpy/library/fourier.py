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


def _turns(k, n, sign):
    """exp(sign * 2j * pi * k / n), exact at quarter turns."""
    quarters, rest = np.divmod(4 * (k % n), n)
    angle = rest * (np.pi / 2 / n)
    c, s = np.cos(angle), np.sin(angle)
    c[rest == 0], s[rest == 0] = 1.0, 0.0
    result = np.empty(k.shape, np.complex128)
    result.real = np.choose(quarters, (c, -s, -c, s))
    result.imag = sign * np.choose(quarters, (s, c, -s, -c))
    return result


def _transform(x, sign):
    """The discrete Fourier transform of the last axis, by splitting off the smallest factor of its length."""
    n = x.shape[-1]
    factor = next((k for k in _range(2, int(n ** 0.5) + 1) if n % k == 0), n)
    if factor == n:
        places = np.arange(n)
        return x @ _turns(np.outer(places, places), n, sign)
    parts = [_transform(x[..., k::factor], sign) for k in _range(factor)]
    places = np.arange(n)
    total = 0
    for k, part in enumerate(parts):
        total = total + np.concatenate([part] * factor, -1) * _turns(k * places, n, sign)
    return total


def _sized(a, n, axis):
    a = np.moveaxis(np.asarray(a), axis, -1)
    if n is not None and n < a.shape[-1]:
        a = a[..., :n]
    elif n is not None and n > a.shape[-1]:
        a = np.concatenate((a, np.zeros(a.shape[:-1] + (n - a.shape[-1],), a.dtype)), -1)
    if a.shape[-1] < 1:
        raise ValueError(f"Invalid number of FFT data points ({a.shape[-1]}) specified.")
    return a


def _scale(norm, n, inverse):
    if norm not in (None, "backward", "ortho", "forward"):
        raise ValueError(f'Invalid norm value {norm}; should be "backward", "ortho" or "forward".')
    if norm == "ortho":
        return 1 / n ** 0.5
    return 1 / n if inverse != (norm == "forward") else 1


def _fourier(a, n, axis, norm, inverse):
    a = _sized(a, n, axis).astype(np.complex128)
    result = _transform(a, 1 if inverse else -1) * _scale(norm, a.shape[-1], inverse)
    return np.moveaxis(result, -1, axis)


def fft_fft(a, n=None, axis=-1, norm=None, out=None):
    return _put(_fourier(a, n, axis, norm, False), out)


def fft_ifft(a, n=None, axis=-1, norm=None, out=None):
    return _put(_fourier(a, n, axis, norm, True), out)


def fft_rfft(a, n=None, axis=-1, norm=None, out=None):
    whole = np.moveaxis(_fourier(a, n, axis, norm, False), axis, -1)
    return _put(np.moveaxis(whole[..., :whole.shape[-1] // 2 + 1].copy(), -1, axis), out)


def fft_irfft(a, n=None, axis=-1, norm=None, out=None):
    a = np.asarray(a)
    n = 2 * (a.shape[axis] - 1) if n is None else n
    half = _sized(a, n // 2 + 1, axis)
    rest = np.conj(half[..., 1:(n + 1) // 2][..., ::-1])
    return _put(np.moveaxis(_fourier(np.concatenate((half, rest), -1), n, -1, norm, True).real.copy(), -1, axis), out)


def _each_axis(function, a, s, axes, norm):
    a = np.asarray(a)
    axes = list(_range(a.ndim))[-len(s):] if axes is None and s is not None else axes
    axes = _axes(None if axes is None else tuple(axes), a.ndim)
    for k, axis in enumerate(axes):
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
