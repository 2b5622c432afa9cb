"""What NumPy has and Numba lacks: axes and `keepdims` everywhere, and whole families of functions."""

from .base import HELPERS, CaseFile

LACKS = "Numba does not compile these forms"

SAME = '''
def same(value):
    """A result by value, dtype and shape, whether its numbers are Python's or NumPy's; see `written` for the digits."""
    if isinstance(value, tuple):
        return "(" + ", ".join(same(item) for item in value) + ")"
    array = np.asarray(value)
    sizes = [abs(x) for x in array.ravel().tolist() if abs(x) < np.inf]
    noise = max(sizes, default=0) * 1e-10
    return f"{written(array.tolist(), noise)} {array.dtype} {array.shape}"


def written(value, noise):
    """Text of a number or a nested list: floats with ten significant digits, and what is below the noise, a part in 1e10
    of the largest element of the array, as 0, because rounding errors decide it."""
    if isinstance(value, list):
        return "[" + ", ".join(written(item, noise) for item in value) + "]"
    if isinstance(value, complex):
        return " & ".join(written(part, noise) for part in (value.real, value.imag))
    if isinstance(value, float):
        return f"{0.0 if abs(value) <= noise else value:.10g}"
    return repr(value)
'''

DATA = """
A = ((np.arange(60) * 37 % 61) / 7.0 - 3.0).reshape(3, 4, 5)
B = A[0]
F = np.asfortranarray(B)
S = A[:, ::-1, ::2]
I = np.arange(24).reshape(4, 6) * 7 % 11 - 4
N = np.where(A > 4.0, np.nan, A)
V = np.array([3.0, -1.0, 2.5, 2.5, 0.0, 7.0, -4.0])
E = np.zeros((0, 3))
W = np.array([1.0, 2.0, 3.0, 4.0])
C = B + 1j * B[::-1]
L = np.array([4, 1, 3, 1, 1, 4])
Q = np.array([[4.0, 1.0, 0.5], [1.0, 3.0, -1.0], [0.5, -1.0, 5.0]])
G = np.array([[1.0, 2.0, 0.0], [0.5, -1.0, 3.0], [2.0, 1.0, 1.0]])
Z = G + 1j * G.T
"""

AXES = {
    "np.mean(a, axis=1)": "A S I E",
    "np.mean(a, axis=-1, keepdims=True)": "A F I",
    "np.mean(a, axis=(0, 1))": "A I",
    "np.mean(a, keepdims=True)": "A I",
    "a.mean(0)": "A I F",
    "np.std(a, axis=1)": "A S I",
    "np.var(a, axis=0, ddof=1)": "A F I",
    "np.var(a, axis=(0, 1), keepdims=True)": "A I",
    "a.std(ddof=1)": "A I",
    "np.max(a, axis=1)": "A S I N",
    "np.min(a, axis=(0, 1))": "A I N",
    "a.max(axis=0, keepdims=True)": "A F I",
    "np.min(a, axis=0)": "E",
    "np.any(a > 3, axis=1)": "A I N",
    "np.all(a > -3, axis=0, keepdims=True)": "A I",
    "(a > 2).any(axis=(0, 1))": "A I",
    "np.sum(a, axis=(0, 1))": "A S I",
    "np.sum(a, axis=1, keepdims=True)": "A I E",
    "np.prod(a, axis=0)": "A I",
    "np.argmax(a, axis=1)": "A I N S",
    "np.argmin(a, axis=0, keepdims=True)": "A I",
    "np.argmax(a)": "C",
    "np.median(a, axis=1)": "A S I N",
    "np.median(a, axis=(0, 1))": "A I",
    "np.median(a, axis=-1, keepdims=True)": "A F I",
    "np.quantile(a, 0.3, axis=1)": "A I N",
    "np.quantile(a, np.array([0.1, 0.5]), axis=0)": "A I",
    "np.percentile(a, 30, axis=0, keepdims=True)": "A I",
    "np.quantile(a, 0.4, method='lower')": "A I",
    "np.quantile(a, 0.4, method='higher')": "A I",
    "np.quantile(a, 0.45, method='nearest')": "A I",
    "np.quantile(a, 0.45, method='midpoint')": "A I",
    "np.nansum(a, axis=1)": "N A I",
    "np.nanmean(a, axis=0)": "N A",
    "np.nanmax(a, axis=0)": "N A",
    "np.nanmin(a, axis=(0, 1))": "N A",
    "np.nanstd(a, axis=0)": "N A",
    "np.nanvar(a, axis=0, ddof=1)": "N A",
    "np.nanmedian(a, axis=0)": "N A",
    "np.nanargmax(a)": "N A",
    "np.nanargmin(a, axis=0)": "N A",
    "np.nanquantile(a, 0.2, axis=0)": "N A",
    "np.nancumsum(a, axis=1)": "N A",
    "np.ptp(a, axis=1)": "A I",
    "np.cumprod(a, axis=1)": "A I",
    "np.diff(a, axis=0)": "A I",
    "np.diff(a, n=2, axis=1)": "A I",
    "np.count_nonzero(a, axis=1)": "A I",
    "np.count_nonzero(a, keepdims=True)": "A I",
    "np.average(a, axis=1)": "A I",
    "np.average(a, axis=1, weights=W)": "A",
    "np.cov(a)": "B I C",
    "np.cov(a, rowvar=False)": "B I",
    "np.cov(a, bias=True)": "B",
    "np.cov(a[0], a[1])": "B I",
    "np.corrcoef(a)": "B I",
    "np.gradient(a, axis=0)": "A",
    "np.gradient(a, 2.0, axis=1)": "A",
    "np.gradient(a[0], edge_order=2)": "B",
    "np.gradient(a, W, axis=0)": "B",
}

ORDER = {
    "np.sort(a, axis=0)": "A I F N",
    "np.sort(a, axis=None)": "A I N",
    "np.argsort(a, axis=0, kind='stable')": "I N",
    "np.argsort(a, axis=None, kind='stable')": "I",
    "np.unique(a, return_counts=True)": "L I",
    "np.unique(a, return_index=True, return_inverse=True)": "L I",
    "np.unique(a, equal_nan=False).size": "N",
    "np.lexsort((a[0], a[1]))": "I",
    "np.take_along_axis(a, np.argsort(a, axis=0), axis=0)": "I",
    "np.take_along_axis(a, np.array([[0, -1]]), axis=1)": "I",
    "np.delete(a, 1, axis=0)": "I",
    "np.delete(a, np.array([0, 2]), axis=1)": "I",
    "np.delete(a, slice(0, 3), axis=1)": "I",
    "np.delete(a, np.array([0, 5]))": "L I",
    "np.insert(a, 1, 7, axis=0)": "I",
    "np.insert(a, np.array([0, 3]), 9)": "L",
    "np.repeat(a, 2, axis=1)": "I",
    "np.repeat(a, np.array([1, 0, 2, 1]), axis=0)": "I",
    "np.roll(a, 1, axis=0)": "I F",
    "np.roll(a, (1, 2), axis=(0, 1))": "I",
    "np.tile(a, (2, 1))": "I L",
    "np.tile(a, 2)": "I L",
    "np.dstack((a, a))": "I L",
    "np.squeeze(a[:1], axis=0)": "I",
    "np.indices((2, 3))": "I",
    "np.tril_indices(3, 1, 4)": "I",
    "np.triu_indices_from(a)": "I",
    "np.meshgrid(a[0], a[1])": "I",
    "np.broadcast_shapes((2, 1), (1, 3))": "I",
    "np.ravel_multi_index((1, 2), a.shape)": "I",
    "np.unravel_index(7, a.shape)": "I",
    "np.compress(np.array([1, 0, 1]), a, axis=0)": "I",
    "np.select((a < 0, a > 3), (a * 10, -a))": "I L V",
    "np.select((a < 0, a > 3), (a * 10, -a), default=7)": "I L",
    "np.choose(np.array([0, 1, 1]), (a[:3], -a[:3]))": "L",
    "np.pad(a, 1)": "I L",
    "np.pad(a, ((1, 0), (0, 2)), constant_values=5)": "I",
    "np.pad(a, 2, mode='edge')": "I L",
    "np.pad(a, 3, mode='reflect')": "I L",
    "np.pad(a, 3, mode='symmetric')": "I L",
    "np.pad(a, 9, mode='wrap')": "I L",
    "np.diagonal(a)": "I F",
    "np.diag_indices(a.shape[0])": "I",
}

SPECTRA = {
    "np.fft.fft(a)": "B C I F",
    "np.fft.ifft(a)": "B C I",
    "np.fft.fft(a, axis=0)": "B C",
    "np.fft.fft(a, 3)": "B C",
    "np.fft.fft(a, 7, norm='ortho')": "B C",
    "np.fft.ifft(a, norm='forward')": "C",
    "np.fft.fft2(a)": "B",
    "np.fft.ifft2(a)": "C",
    "np.fft.fftn(a)": "A",
    "np.fft.rfft(a)": "B I",
    "np.fft.rfft(a, 4, axis=0)": "B",
    "np.fft.irfft(a)": "C B",
    "np.fft.irfft(a, 7)": "C",
    "np.fft.hfft(a)": "C",
    "np.fft.fftfreq(5, 0.5)": "V",
    "np.fft.rfftfreq(6)": "V",
    "np.fft.fftshift(a)": "V B",
    "np.fft.ifftshift(a, axes=1)": "B",
    "np.fft.fft(a, 0)": "V",
}

FACTORS = {
    "np.linalg.solve(a, a[0])": "G Q Z",
    "np.linalg.inv(a)": "G Q Z",
    "np.linalg.det(a)": "G Q Z",
    "np.linalg.cholesky(a)": "Q",
    "np.linalg.cholesky(a, upper=True)": "Q",
    "np.linalg.qr(a)[0]": "G Q Z",
    "np.linalg.qr(a)[1]": "G Q Z",
    "np.linalg.qr(a, mode='r')": "G",
    "np.linalg.svd(a)[1]": "G Q Z B",
    "np.linalg.svd(a, compute_uv=False)": "G Z",
    "np.linalg.eigvalsh(a)": "Q",
    "np.linalg.pinv(a)": "G B",
    "np.linalg.matrix_rank(a)": "G B Q",
    "np.linalg.cond(a)": "G Q",
    "np.linalg.matrix_power(a, -3)": "G Q",
    "np.linalg.norm(a, axis=1)": "G B",
    "np.linalg.norm(a, np.inf, axis=0, keepdims=True)": "G B",
    "np.linalg.norm(a, 2)": "G B",
    "np.linalg.norm(a, 1)": "G B",
    "np.linalg.cholesky(-a)": "Q",
}

RANDOM = {
    "np.random.standard_gamma(2.5, 3)": "",
    "np.random.gamma(0.4, 2.0, 3)": "",
    "np.random.beta(0.5, 0.7, 3)": "",
    "np.random.beta(2.0, 3.0, 3)": "",
    "np.random.chisquare(3.0, 3)": "",
    "np.random.noncentral_chisquare(3.0, 1.5, 3)": "",
    "np.random.noncentral_chisquare(0.5, 1.5, 3)": "",
    "np.random.f(3.0, 5.0, 3)": "",
    "np.random.standard_t(4.0, 3)": "",
    "np.random.wald(2.0, 3.0, 3)": "",
    "np.random.vonmises(1.0, 2.0, 3)": "",
    "np.random.binomial(10, 0.3, 5)": "",
    "np.random.binomial(1000, 0.6, 5)": "",
    "np.random.negative_binomial(3, 0.4, 5)": "",
    "np.random.poisson(4.0, 5)": "",
    "np.random.poisson(40.0, 5)": "",
    "np.random.zipf(2.5, 5)": "",
    "np.random.logseries(0.7, 5)": "",
    "np.random.multinomial(20, np.array([0.2, 0.3, 0.5]), 2)": "",
    "np.random.dirichlet(np.array([1.0, 2.0, 0.5]), 2)": "",
}


def body(table, seeded=False):
    """A compiled function for each expression, and its calls on the named arrays."""
    definitions, lines = [DATA] if not seeded else [], []
    for number, (expression, names) in enumerate(table.items()):
        arguments = "" if seeded else "a"
        start = "    np.random.seed(12345)\n" if seeded else ""
        definitions.append(f"@njit\ndef f{number}({arguments}):\n{start}    return {expression}\n")
        for name in names.split() or [""]:
            lines.append(f'case("{expression} {name}".strip(), lambda: f{number}({name}), same)')
    return "\n\n".join(part.strip("\n") + "\n" for part in definitions) + "\n\n" + "\n".join(lines) + "\n"


def beyond(name, about, table, seeded=False):
    """A case file of one table."""
    return CaseFile(name, about, body(table, seeded), helpers=HELPERS + "\n" + SAME, reason=LACKS)


def files():
    """All files of this subject."""
    return [
        beyond("numpy_axes", "Reductions and statistics along axes, with `keepdims`, and with nan left out.", AXES),
        beyond("numpy_order", "Sorting, selecting and rearranging in NumPy's forms.", ORDER),
        beyond("numpy_spectra", "Fourier transforms.", SPECTRA),
        beyond("numpy_factors", "Factorisations of matrices.", FACTORS),
        beyond("numpy_distributions", "Distributions of the legacy generator, with NumPy's stream.", RANDOM, True),
    ]
