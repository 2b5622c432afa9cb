# The module random: CPython's stream, draw by draw.

def seed(a):
    """Seeds the generator; equal seeds give CPython's own sequences."""
    nj.require(nj.is_whole(a), "the seed must be an integer")
    nj.runtime("nj_py_random_seed", a)


def random():
    """A uniform number in [0, 1)."""
    return nj.runtime("nj_py_random_f64")


def getrandbits(k):
    """An integer of so many random bits, at most 63."""
    if k < 0:
        raise ValueError("number of bits must be non-negative")
    if k > 63:
        raise OverflowError("more than 63 bits do not fit int64")
    return nj.runtime("nj_py_random_bits", k)


def uniform(a, b):
    """A uniform number between two."""
    return a + (b - a) * nj.runtime("nj_py_random_f64")


def randrange(start, stop=None, step=1):
    """An element of a range."""
    if stop is None:
        if start <= 0:
            raise ValueError("empty range for randrange()")
        return nj.random_below(np.int64(start))
    else:
        width = np.int64(stop) - np.int64(start)
        if step == 1 and width <= 0:
            raise ValueError(f"empty range for randrange() ({start}, {stop}, {width})")
        if step == 0:
            raise ValueError("zero step for randrange()")
        count = (width + step - 1) // step if step > 0 else (width + step + 1) // step
        if count <= 0:
            raise ValueError("empty range for randrange()")
        return np.int64(start) + np.int64(step) * nj.random_below(count)


def randint(a, b):
    """A uniform integer from a to b, both included."""
    width = np.int64(b) - np.int64(a) + 1
    if width <= 0:
        raise ValueError(f"empty range for randrange() ({a}, {np.int64(b) + 1}, {width})")
    return np.int64(a) + nj.random_below(width)


def choice(seq):
    """An element of a sequence."""
    if len(seq) == 0:
        raise IndexError("Cannot choose from an empty sequence")
    return seq[nj.random_below(len(seq))]


def shuffle(x):
    """Shuffles a list or a 1-d array in place."""
    for i in range(len(x) - 1, 0, -1):
        j = nj.random_below(i + 1)
        held = x[i]
        x[i] = x[j]
        x[j] = held


def sample(population, k):
    """A list of k elements of a sequence, each taken at most once."""
    n = len(population)
    if k < 0 or k > n:
        raise ValueError("Sample larger than population or is negative")
    few = 21
    if k > 5:
        few += 4 ** np.int64(math.ceil(math.log(k * 3) / math.log(4)))
    if n <= few:
        pool = [x for x in population]
        result = pool[:k]
        for i in range(k):
            j = nj.random_below(n - i)
            result[i] = pool[j]
            pool[j] = pool[n - i - 1]
        return result
    result = [population[i] for i in range(k)]
    taken = {-1}
    for i in range(k):
        j = nj.random_below(n)
        while j in taken:
            j = nj.random_below(n)
        taken.add(j)
        result[i] = population[j]
    return result


def choices(population, weights=None, cum_weights=None, k=1):
    """A list of k elements of a sequence, each drawn anew, by weights if there are any."""
    n = len(population)
    if weights is None and cum_weights is None:
        return [population[np.int64(math.floor(nj.runtime("nj_py_random_f64") * n))] for i in range(k)]
    else:
        sums = nj.weight_sums(weights, cum_weights)
        if len(sums) != n:
            raise ValueError("The number of weights does not match the population")
        total = sums[n - 1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if not math.isfinite(total):
            raise ValueError("Total of weights must be finite")
        return [population[nj.weighted_place(sums, nj.runtime("nj_py_random_f64") * total)] for i in range(k)]


def triangular(low=0.0, high=1.0, mode=None):
    """A number of the triangular distribution."""
    u = nj.runtime("nj_py_random_f64")
    if mode is None:
        return nj.triangular_at(low, high, 0.5, u)
    else:
        if high == low:
            return float(low)
        return nj.triangular_at(low, high, (mode - low) / (high - low), u)


def gauss(mu=0.0, sigma=1.0):
    """A normal number; two are made at a time."""
    return mu + nj.runtime("nj_py_random_gauss") * sigma


def normalvariate(mu=0.0, sigma=1.0):
    """A normal number."""
    return mu + nj.kinderman_monahan() * sigma


def lognormvariate(mu=0.0, sigma=1.0):
    """The exponential of a normal number."""
    return math.exp(mu + nj.kinderman_monahan() * sigma)


def expovariate(lambd=1.0):
    """An exponentially distributed number of mean 1/lambd."""
    return -math.log(1.0 - nj.runtime("nj_py_random_f64")) / lambd


def vonmisesvariate(mu, kappa):
    """An angle of the von Mises distribution."""
    if kappa <= 1e-6:
        return math.tau * nj.runtime("nj_py_random_f64")
    s = 0.5 / kappa
    r = s + math.sqrt(1.0 + s * s)
    while True:
        z = math.cos(math.pi * nj.runtime("nj_py_random_f64"))
        d = z / (r + z)
        u = nj.runtime("nj_py_random_f64")
        if u < 1.0 - d * d or u <= (1.0 - d) * math.exp(d):
            break
    q = 1.0 / r
    angle = math.acos((q + z) / (1.0 + q * z))
    if nj.runtime("nj_py_random_f64") > 0.5:
        return (mu + angle) % math.tau
    return (mu - angle) % math.tau


def gammavariate(alpha, beta):
    """A number of the gamma distribution."""
    if alpha <= 0.0 or beta <= 0.0:
        raise ValueError("gammavariate: alpha and beta must be > 0.0")
    return nj.gamma_draw(float(alpha)) * beta


def betavariate(alpha, beta):
    """A number of the beta distribution."""
    if alpha <= 0.0 or beta <= 0.0:
        raise ValueError("gammavariate: alpha and beta must be > 0.0")
    y = nj.gamma_draw(float(alpha))
    if y == 0.0:
        return 0.0
    return y / (y + nj.gamma_draw(float(beta)))


def paretovariate(alpha):
    """A number of the Pareto distribution."""
    return (1.0 - nj.runtime("nj_py_random_f64")) ** (-1.0 / alpha)


def weibullvariate(alpha, beta):
    """A number of the Weibull distribution."""
    return alpha * (-math.log(1.0 - nj.runtime("nj_py_random_f64"))) ** (1.0 / beta)
