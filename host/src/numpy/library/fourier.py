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
