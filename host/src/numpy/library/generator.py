# numpy.random.Generator over PCG64, and default_rng.


def random_default_rng(seed=None):
    if isinstance(seed, random_Generator):
        return seed
    return random_Generator(_pcg64(_seed_words(seed)))


def _seed_words(seed):
    """The 32-bit words of a seed, least significant first."""
    if seed is None:
        import os
        return list(np.frombuffer(os.urandom(16), np.uint32).tolist())
    if isinstance(seed, (list, tuple, np.ndarray)):
        words = []
        for part in seed:
            words += _seed_words(int(part))
        return words
    seed = seed.__index__()
    if seed < 0:
        raise ValueError("expected non-negative integer")
    words = []
    while True:
        words.append(seed & 0xFFFFFFFF)
        seed >>= 32
        if not seed:
            return words


def _count(size):
    count = 1
    for n in (size if isinstance(size, (tuple, list)) else (size,)):
        count *= int(n)
    return count


_MISSING_METHODS = (
    "bytes", "bit_generator", "dirichlet", "gumbel", "hypergeometric", "laplace", "logistic", "multivariate_hypergeometric",
    "multivariate_normal", "noncentral_f", "permuted", "spawn", "triangular",
)


class random_Generator:
    """A generator of its own with NumPy's stream."""

    def __init__(self, bit_generator):
        self._bits = bit_generator

    def __repr__(self):
        return "Generator(PCG64)"

    def _several(self, draw, size, values, kind):
        """One draw of `draw(count, *values)` each, or one for each element of the broadcast parameters."""
        if _all(np.ndim(value) == 0 for value in values):
            if size is None:
                return draw(1, *[float(value) for value in values])[0].item()
            return draw(_count(size), *[float(value) for value in values]).reshape(size)
        arrays = [np.asarray(value, np.float64) for value in values]
        shape = np.broadcast_shapes(*[value.shape for value in arrays])
        if size is not None:
            shape = np.broadcast_shapes(shape, (size,) if np.ndim(size) == 0 else tuple(size))
        columns = [np.broadcast_to(value, shape).ravel().tolist() for value in arrays]
        return np.array([draw(1, *row)[0] for row in zip(*columns)], kind).reshape(shape)

    def _floats(self, name, size, *values):
        def draw(count, a=0.0, b=0.0):
            return _pcg64_floats(self._bits, name, count, a, b)
        return self._several(draw, size, values, np.float64)

    def _counts(self, name, size, *values):
        def draw(count, a=0.0, b=0.0):
            return _pcg64_counts(self._bits, name, count, a, b)
        return self._several(draw, size, values, np.int64)

    def _double(self, name, dtype):
        if np.dtype(dtype) != np.float64:
            raise NotImplementedError(f"numpy.random.Generator.{name}: only dtype=np.float64 is supported")

    def random(self, size=None, dtype=np.float64, out=None):
        self._double("random", dtype)
        if out is not None:
            out[...] = self._floats("random", out.shape)
            return out
        return self._floats("random", size)

    def standard_normal(self, size=None, dtype=np.float64, out=None):
        self._double("standard_normal", dtype)
        if out is not None:
            out[...] = self._floats("normal", out.shape)
            return out
        return self._floats("normal", size)

    def standard_exponential(self, size=None, dtype=np.float64, method="zig", out=None):
        self._double("standard_exponential", dtype)
        if method != "zig":
            raise NotImplementedError("numpy.random.Generator.standard_exponential: only method='zig' is supported")
        if out is not None:
            out[...] = self._floats("exponential", out.shape)
            return out
        return self._floats("exponential", size)

    def _scaled(self, name, size, values, formula):
        """A formula of standard deviates and parameters, one deviate for each result."""
        shape = np.broadcast_shapes(*[np.shape(value) for value in values])
        if size is not None:
            shape = np.broadcast_shapes(shape, (size,) if np.ndim(size) == 0 else tuple(size))
        elif not shape:
            return float(formula(self._floats(name, None), *values))
        return formula(self._floats(name, shape), *[np.asarray(value) for value in values])

    def normal(self, loc=0.0, scale=1.0, size=None):
        if np.any(np.less(scale, 0)):
            raise ValueError("scale < 0")
        return self._scaled("normal", size, (loc, scale), lambda x, loc, scale: loc + scale * x)

    def lognormal(self, mean=0.0, sigma=1.0, size=None):
        if np.any(np.less(sigma, 0)):
            raise ValueError("sigma < 0")
        return self._scaled("normal", size, (mean, sigma), lambda x, mean, sigma: np.exp(mean + sigma * x))

    def uniform(self, low=0.0, high=1.0, size=None):
        return self._scaled("random", size, (low, high), lambda x, low, high: low + (high - low) * x)

    def exponential(self, scale=1.0, size=None):
        if np.any(np.less(scale, 0)):
            raise ValueError("scale < 0")
        return self._scaled("exponential", size, (scale,), lambda x, scale: scale * x)

    def rayleigh(self, scale=1.0, size=None):
        return self._scaled("exponential", size, (scale,), lambda x, scale: scale * np.sqrt(2.0 * x))

    def weibull(self, a, size=None):
        return self._scaled("exponential", size, (a,), lambda x, a: x ** (1.0 / a))

    def pareto(self, a, size=None):
        return self._scaled("exponential", size, (a,), lambda x, a: np.expm1(x / a))

    def power(self, a, size=None):
        return self._scaled("exponential", size, (a,), lambda x, a: (-np.expm1(-x)) ** (1.0 / a))

    def standard_gamma(self, shape, size=None, dtype=np.float64):
        self._double("standard_gamma", dtype)
        return self._floats("gamma", size, shape)

    def gamma(self, shape, scale=1.0, size=None):
        if size is None and np.ndim(scale):
            size = np.broadcast_shapes(np.shape(shape), np.shape(scale))
        return self._floats("gamma", size, shape) * scale

    def chisquare(self, df, size=None):
        return 2.0 * self._floats("gamma", size, np.divide(df, 2.0))

    def beta(self, a, b, size=None):
        if np.any(np.less(a, 0.05)) or np.any(np.less(b, 0.05)):
            raise NotImplementedError("numpy.random.Generator.beta: parameters below 0.05 are not supported")
        return self._floats("beta", size, a, b)

    def noncentral_chisquare(self, df, nonc, size=None):
        return self._floats("noncentral_chisquare", size, df, nonc)

    def f(self, dfnum, dfden, size=None):
        return self._floats("f", size, dfnum, dfden)

    def standard_t(self, df, size=None):
        return self._floats("standard_t", size, df)

    def standard_cauchy(self, size=None):
        count = 1 if size is None else _count(size)
        pairs = _pcg64_floats(self._bits, "normal", 2 * count, 0.0, 0.0)
        result = pairs[::2] / pairs[1::2]
        return float(result[0]) if size is None else result.reshape(size)

    def wald(self, mean, scale, size=None):
        if np.any(np.greater(np.divide(mean, scale), 10.0)):
            raise NotImplementedError("numpy.random.Generator.wald: a mean above ten times the scale is not supported")
        return self._floats("wald", size, mean, scale)

    def vonmises(self, mu, kappa, size=None):
        if np.any(np.greater(kappa, 1e6)):
            raise NotImplementedError("numpy.random.Generator.vonmises: `kappa` above 1e6 is not supported")
        return self._floats("vonmises", size, mu, kappa)

    def poisson(self, lam=1.0, size=None):
        if np.any(np.less(lam, 0)):
            raise ValueError("lam < 0 or lam is NaN")
        return self._counts("poisson", size, lam)

    def binomial(self, n, p, size=None):
        if np.any(np.less(p, 0)) or np.any(np.greater(p, 1)):
            raise ValueError("p < 0, p > 1 or p is NaN")
        return self._counts("binomial", size, n, p)

    def negative_binomial(self, n, p, size=None):
        return self._counts("negative_binomial", size, n, p)

    def geometric(self, p, size=None):
        return self._counts("geometric", size, p)

    def zipf(self, a, size=None):
        if np.any(np.less(a, 2.0)) or np.any(np.greater(a, 1000.0)):
            raise NotImplementedError("numpy.random.Generator.zipf: only `a` from 2 to 1000 is supported")
        return self._counts("zipf", size, a)

    def logseries(self, p, size=None):
        return self._counts("logseries", size, p)

    def integers(self, low, high=None, size=None, dtype=np.int64, endpoint=False):
        kind = np.dtype(dtype)
        if kind.itemsize < 4:
            raise NotImplementedError("numpy.random.Generator.integers: only element types of 32 and 64 bits are supported")
        if np.ndim(low) or (high is not None and np.ndim(high)):
            raise NotImplementedError("numpy.random.Generator.integers: `low` and `high` must be numbers")
        if high is None:
            low, high = 0, low
        low, span = int(low), int(high) - int(low) - (0 if endpoint else 1)
        if span < 0:
            raise ValueError("low > high" if endpoint else "low >= high")
        if low < np.iinfo(kind).min:
            raise ValueError(f"low is out of bounds for {kind.name}")
        if low + span > np.iinfo(kind).max:
            raise ValueError(f"high is out of bounds for {kind.name}")
        count = 1 if size is None else _count(size)
        draws = _pcg64_integers(self._bits, low if low < 2 ** 63 else low - 2 ** 64, span, count, kind.itemsize == 4)
        draws = draws.astype(kind)
        return draws[0] if size is None else draws.reshape(size)

    def _order(self, count, first=1, masked=False):
        return _pcg64_order(self._bits, count, first, masked)

    def permutation(self, x, axis=0):
        if np.ndim(x) == 0:
            return self._order(int(x), masked=True)
        x = np.asarray(x)
        return np.take(x, self._order(x.shape[axis], masked=True), axis)

    def shuffle(self, x, axis=0):
        if isinstance(x, np.ndarray):
            x[...] = np.take(x, self._order(x.shape[axis], masked=True), axis)
        else:
            x[:] = [x[place] for place in self._order(len(x), masked=True).tolist()]

    def choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True):
        a = np.asarray(a)
        population = int(a) if a.ndim == 0 else a.shape[axis]
        count = 1 if size is None else _count(size)
        if population == 0 and count:
            raise ValueError("a cannot be empty unless no samples are taken")
        if p is not None:
            places = self._weighted(np.asarray(p, np.float64), population, count, replace)
        elif replace:
            places = _pcg64_integers(self._bits, 0, population - 1, count, False)
        elif count > population:
            raise ValueError("Cannot take a larger sample than population when replace is False")
        else:
            places = self._sample(population, count, shuffle)
        if size is None:
            place = int(places[0])
            return place if a.ndim == 0 else a[place]
        places = places.reshape(size)
        return places if a.ndim == 0 else np.take(a, places, axis)

    def _weighted(self, p, population, count, replace):
        if p.shape != (population,):
            raise ValueError("a and p must have same size")
        if (p < 0).any():
            raise ValueError("Probabilities are not non-negative")
        if _abs(float(p.sum()) - 1.0) > 1.4901161193847656e-08:
            raise ValueError("Probabilities do not sum to 1. See Notes section of docstring for more information.")
        if replace:
            edges = p.cumsum()
            return np.searchsorted(edges / edges[-1], self.random(count), side="right")
        if int(np.count_nonzero(p > 0)) < count:
            raise ValueError("Fewer non-zero entries in p than size")
        found = np.zeros(count, np.int64)
        done = 0
        p = p.copy()
        while done < count:
            x = self.random(count - done)
            if done > 0:
                p[found[:done]] = 0
            edges = p.cumsum()
            new = np.searchsorted(edges / edges[-1], x, side="right")
            _, first = np.unique(new, return_index=True)
            new = new[np.sort(first)]
            found[done:done + new.size] = new
            done += new.size
        return found

    def _sample(self, population, count, shuffle):
        """Places without return: the end of a shuffled line, or Floyd's algorithm for small samples."""
        if population > 10000 and count > population // (50 if shuffle else 20):
            return self._order(population, _max(population - count, 1))[population - count:].copy()
        seen = set()
        places = []
        for j in _range(population - count, population):
            place = int(_pcg64_integers(self._bits, 0, j, 1, False)[0])
            place = j if place in seen else place
            seen.add(place)
            places.append(place)
        places = np.array(places, np.int64)
        return places[self._order(count)] if shuffle else places

    def __getattr__(self, name):
        if name in _MISSING_METHODS:
            raise NotImplementedError(f"numpy.random.Generator.{name} is not supported")
        raise AttributeError(f"'Generator' object has no attribute {name!r}")

    def multinomial(self, n, pvals, size=None):
        if np.ndim(n) or np.ndim(pvals) != 1:
            raise NotImplementedError("numpy.random.Generator.multinomial: `n` must be a number and `pvals` 1-d")
        p = np.asarray(pvals, np.float64)
        count = 1 if size is None else _count(size)
        rows = np.zeros((count, p.size), np.int64)
        for row in rows:
            left, rest = int(n), 1.0
            for k in _range(p.size - 1):
                row[k] = self._counts("binomial", None, left, p[k] / rest)
                left -= int(row[k])
                if left <= 0:
                    break
                rest -= float(p[k])
            if left > 0:
                row[-1] = left
        return rows[0] if size is None else rows.reshape(((size,) if np.ndim(size) == 0 else tuple(size)) + (p.size,))
