# The numpy.random module: NumPy's legacy stream.

def seed(seed):
    """Seeds the generator; equal seeds give NumPy's own sequences."""
    nj.random_seed(seed)


@also("numpy.random.random_sample", "numpy.random.ranf", "numpy.random.sample")
def random(size=None):
    """Uniform numbers in [0, 1)."""
    if size is None:
        return nj.random_f64()
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.random_f64())
    return out


def rand(*dims):
    """Uniform numbers in [0, 1) in an array of the given extents."""
    if len(dims) == 0:
        return nj.random_f64()
    return np.random.random(dims)


def standard_normal(size=None):
    """Standard normal numbers."""
    if size is None:
        return nj.random_gauss()
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.random_gauss())
    return out


def randn(*dims):
    """Standard normal numbers in an array of the given extents."""
    if len(dims) == 0:
        return nj.random_gauss()
    return np.random.standard_normal(dims)


def normal(loc=0.0, scale=1.0, size=None):
    """Normal numbers with a mean and a standard deviation."""
    if scale < 0:
        raise ValueError("scale < 0")
    if size is None:
        return loc + scale * nj.random_gauss()
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, loc + scale * nj.random_gauss())
    return out


def lognormal(mean=0.0, sigma=1.0, size=None):
    """Exponentials of normal numbers."""
    if sigma < 0:
        raise ValueError("sigma < 0")
    if size is None:
        return math.exp(mean + sigma * nj.random_gauss())
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, math.exp(mean + sigma * nj.random_gauss()))
    return out


def uniform(low=0.0, high=1.0, size=None):
    """Uniform numbers in [low, high)."""
    extent = high - low
    if size is None:
        return low + extent * nj.random_f64()
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, low + extent * nj.random_f64())
    return out


def randint(low, high=None, size=None):
    """Uniform integers in [low, high), or in [0, low)."""
    if high is None:
        first = 0
        extent = np.int64(low) - 1
    else:
        first = np.int64(low)
        extent = np.int64(high) - 1 - first
    if extent < 0:
        raise ValueError("low >= high")
    if size is None:
        return first + nj.random_interval(extent)
    out = nj.empty(size, np.int64)
    for i in range(out.size):
        nj.flat_set(out, i, first + nj.random_interval(extent))
    return out


def shuffle(x):
    """Shuffles an array in place along its first axis."""
    nj.require(nj.is_array(x), "`x` must be an array")
    if x.ndim == 1:
        for i in range(len(x) - 1, 0, -1):
            j = nj.random_interval(i)
            value = x[i]
            x[i] = x[j]
            x[j] = value
    else:
        for i in range(len(x) - 1, 0, -1):
            j = nj.random_interval(i)
            row = x[i].copy()
            x[i] = x[j]
            x[j] = row


def permutation(x):
    """A shuffled copy of an array, or the numbers below an integer shuffled."""
    if nj.is_array(x):
        if x.ndim == 1:
            out = nj.copy_c(x)
            np.random.shuffle(out)
            return out
        order = np.arange(len(x))
        np.random.shuffle(order)
        rows = nj.copy_c(x)
        for i in range(len(x)):
            rows[i] = x[order[i]]
        return rows
    numbers = np.arange(x)
    np.random.shuffle(numbers)
    return numbers


def choice(a, size=None, replace=True):
    """Elements of an array, or numbers below an integer, drawn with or without replacement."""
    if nj.is_array(a):
        nj.require(a.ndim == 1, "`a` must be an integer or a 1-d array")
        population = len(a)
    else:
        population = np.int64(a)
    if size is None:
        if population <= 0:
            raise ValueError("a cannot be empty")
        position = nj.random_interval(population - 1)
        if nj.is_array(a):
            return a[position]
        return position
    out = nj.empty(size, nj.choice_dtype(a))
    if replace:
        if population <= 0 and out.size > 0:
            raise ValueError("a cannot be empty")
        for i in range(out.size):
            position = nj.random_interval(population - 1)
            if nj.is_array(a):
                nj.flat_set(out, i, a[position])
            else:
                nj.flat_set(out, i, position)
    else:
        if out.size > population:
            raise ValueError("Cannot take a larger sample than population when 'replace=False'")
        order = np.random.permutation(a)
        for i in range(out.size):
            nj.flat_set(out, i, nj.flat_get(order, i))
    return out


def exponential(scale=1.0, size=None):
    """Exponentially distributed numbers."""
    if scale < 0:
        raise ValueError("scale < 0")
    if size is None:
        return scale * -math.log(1.0 - nj.random_f64())
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, scale * -math.log(1.0 - nj.random_f64()))
    return out


def standard_exponential(size=None):
    """Exponentially distributed numbers of mean 1."""
    return np.random.exponential(1.0, size)


def laplace(loc=0.0, scale=1.0, size=None):
    """Laplace distributed numbers."""
    if scale < 0:
        raise ValueError("scale < 0")
    if size is None:
        return nj.laplace(loc, scale)
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.laplace(loc, scale))
    return out


def logistic(loc=0.0, scale=1.0, size=None):
    """Numbers of the logistic distribution."""
    if scale < 0:
        raise ValueError("scale < 0")
    if size is None:
        return nj.logistic(loc, scale)
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.logistic(loc, scale))
    return out


def gumbel(loc=0.0, scale=1.0, size=None):
    """Numbers of the Gumbel distribution."""
    if scale < 0:
        raise ValueError("scale < 0")
    if size is None:
        return nj.gumbel(loc, scale)
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.gumbel(loc, scale))
    return out


def rayleigh(scale=1.0, size=None):
    """Rayleigh distributed numbers."""
    if scale < 0:
        raise ValueError("scale < 0")
    if size is None:
        return scale * math.sqrt(-2.0 * math.log(1.0 - nj.random_f64()))
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, scale * math.sqrt(-2.0 * math.log(1.0 - nj.random_f64())))
    return out


def weibull(a, size=None):
    """Weibull distributed numbers of scale 1."""
    if a < 0:
        raise ValueError("a < 0")
    if size is None:
        return nj.weibull(a)
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.weibull(a))
    return out


def pareto(a, size=None):
    """Numbers of the Pareto II distribution."""
    if a <= 0:
        raise ValueError("a <= 0")
    if size is None:
        return math.exp(-math.log(1.0 - nj.random_f64()) / a) - 1.0
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, math.exp(-math.log(1.0 - nj.random_f64()) / a) - 1.0)
    return out


def power(a, size=None):
    """Numbers in [0, 1] of a power distribution."""
    if a <= 0:
        raise ValueError("a <= 0")
    if size is None:
        return nj.power_variate(a)
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.power_variate(a))
    return out


def standard_cauchy(size=None):
    """Numbers of the standard Cauchy distribution."""
    if size is None:
        return nj.cauchy()
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.cauchy())
    return out


def triangular(left, mode, right, size=None):
    """Numbers of the triangular distribution."""
    if left > mode:
        raise ValueError("left > mode")
    if mode > right:
        raise ValueError("mode > right")
    if left == right:
        raise ValueError("left == right")
    if size is None:
        return nj.triangular(left, mode, right)
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.triangular(left, mode, right))
    return out


def poisson(lam=1.0, size=None):
    """Poisson distributed integers."""
    if not lam >= 0:
        raise ValueError("lam < 0 or lam is NaN")
    if size is None:
        return nj.runtime("nj_random_poisson", lam)
    out = nj.empty(size, np.int64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.runtime("nj_random_poisson", lam))
    return out


def geometric(p, size=None):
    """Number of trials up to the first success."""
    if p <= 0.0 or p > 1.0:
        raise ValueError("p <= 0, p > 1 or p contains NaNs")
    if size is None:
        return nj.geometric(p)
    out = nj.empty(size, np.int64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.geometric(p))
    return out


def standard_gamma(shape, size=None):
    """Gamma distributed numbers of scale 1."""
    if shape < 0:
        raise ValueError("shape < 0")
    if size is None:
        return nj.runtime("nj_random_gamma", shape)
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.runtime("nj_random_gamma", shape))
    return out


def gamma(shape, scale=1.0, size=None):
    """Gamma distributed numbers."""
    if shape < 0:
        raise ValueError("shape < 0")
    if scale < 0:
        raise ValueError("scale < 0")
    if size is None:
        return scale * nj.runtime("nj_random_gamma", shape)
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, scale * nj.runtime("nj_random_gamma", shape))
    return out


def beta(a, b, size=None):
    """Beta distributed numbers."""
    if a <= 0:
        raise ValueError("a <= 0")
    if b <= 0:
        raise ValueError("b <= 0")
    if size is None:
        return nj.runtime("nj_random_beta", a, b)
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.runtime("nj_random_beta", a, b))
    return out


def chisquare(df, size=None):
    """Chi-square distributed numbers."""
    if df <= 0:
        raise ValueError("df <= 0")
    if size is None:
        return 2.0 * nj.runtime("nj_random_gamma", df / 2.0)
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, 2.0 * nj.runtime("nj_random_gamma", df / 2.0))
    return out


def noncentral_chisquare(df, nonc, size=None):
    """Noncentral chi-square distributed numbers."""
    if df <= 0:
        raise ValueError("df <= 0")
    if nonc < 0:
        raise ValueError("nonc < 0")
    if size is None:
        return nj.runtime("nj_random_noncentral_chisquare", df, nonc)
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.runtime("nj_random_noncentral_chisquare", df, nonc))
    return out


def f(dfnum, dfden, size=None):
    """F distributed numbers."""
    if dfnum <= 0:
        raise ValueError("dfnum <= 0")
    if dfden <= 0:
        raise ValueError("dfden <= 0")
    if size is None:
        return nj.runtime("nj_random_f", dfnum, dfden)
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.runtime("nj_random_f", dfnum, dfden))
    return out


def standard_t(df, size=None):
    """Numbers of Student's t distribution."""
    if df <= 0:
        raise ValueError("df <= 0")
    if size is None:
        return nj.runtime("nj_random_standard_t", df)
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.runtime("nj_random_standard_t", df))
    return out


def wald(mean, scale, size=None):
    """Inverse Gaussian numbers."""
    if mean <= 0:
        raise ValueError("mean <= 0")
    if scale <= 0:
        raise ValueError("scale <= 0")
    if size is None:
        return nj.runtime("nj_random_wald", mean, scale)
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.runtime("nj_random_wald", mean, scale))
    return out


def vonmises(mu, kappa, size=None):
    """Numbers of the von Mises distribution."""
    if kappa < 0:
        raise ValueError("kappa < 0")
    if size is None:
        return nj.runtime("nj_random_vonmises", mu, kappa)
    out = nj.empty(size, np.float64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.runtime("nj_random_vonmises", mu, kappa))
    return out


def binomial(n, p, size=None):
    """Binomially distributed integers."""
    if n < 0:
        raise ValueError("n < 0")
    if not (p >= 0.0 and p <= 1.0):
        raise ValueError("p < 0, p > 1 or p is NaN")
    if size is None:
        return nj.runtime("nj_random_binomial", n, p)
    out = nj.empty(size, np.int64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.runtime("nj_random_binomial", n, p))
    return out


def negative_binomial(n, p, size=None):
    """Negative binomially distributed integers."""
    if n <= 0:
        raise ValueError("n <= 0")
    if not (p > 0.0 and p <= 1.0):
        raise ValueError("p <= 0, p > 1 or p contains NaNs")
    if size is None:
        return nj.runtime("nj_random_negative_binomial", n, p)
    out = nj.empty(size, np.int64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.runtime("nj_random_negative_binomial", n, p))
    return out


def zipf(a, size=None):
    """Integers of the zeta distribution."""
    if not a > 1:
        raise ValueError("a <= 1 or a is NaN")
    if size is None:
        return nj.runtime("nj_random_zipf", a)
    out = nj.empty(size, np.int64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.runtime("nj_random_zipf", a))
    return out


def logseries(p, size=None):
    """Integers of the logarithmic series distribution."""
    if not (p >= 0.0 and p < 1.0):
        raise ValueError("p < 0, p >= 1 or p contains NaNs")
    if size is None:
        return nj.runtime("nj_random_logseries", p)
    out = nj.empty(size, np.int64)
    for i in range(out.size):
        nj.flat_set(out, i, nj.runtime("nj_random_logseries", p))
    return out


def multinomial(n, pvals, size=None):
    """Numbers of outcomes of each kind in n trials."""
    p = nj.as_line(pvals)
    count = p.size
    total = 0.0
    for i in range(count - 1):
        if nj.flat_get(p, i) < 0.0 or nj.flat_get(p, i) > 1.0:
            raise ValueError("pvals < 0, pvals > 1 or pvals contains NaNs")
        total += nj.flat_get(p, i)
    if total > 1.0 + 1e-12:
        raise ValueError("sum(pvals[:-1]) > 1.0")
    if n < 0:
        raise ValueError("n < 0")
    if size is None:
        one = nj.zeros(count, np.int64)
        nj.multinomial_into(one, 0, n, p)
        return one
    shape = nj.shape_of(size)
    out = nj.zeros(shape + (count,), np.int64)
    for i in range(nj.extents_product(shape)):
        nj.multinomial_into(out, i * count, n, p)
    return out


def dirichlet(alpha, size=None):
    """Points of the simplex, Dirichlet distributed."""
    a = nj.as_line(alpha)
    count = a.size
    for i in range(count):
        if not nj.flat_get(a, i) > 0:
            raise ValueError("alpha <= 0")
    if size is None:
        one = nj.empty(count, np.float64)
        nj.dirichlet_into(one, 0, a)
        return one
    shape = nj.shape_of(size)
    out = nj.empty(shape + (count,), np.float64)
    for i in range(nj.extents_product(shape)):
        nj.dirichlet_into(out, i * count, a)
    return out
