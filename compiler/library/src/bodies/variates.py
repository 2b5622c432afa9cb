# Single draws of distributions, by NumPy's legacy algorithms.

def laplace(loc, scale):
    """One Laplace distributed number."""
    u = nj.random_f64()
    while u == 0.0:
        u = nj.random_f64()
    if u >= 0.5:
        return loc - scale * math.log(2.0 - u - u)
    return loc + scale * math.log(u + u)


def logistic(loc, scale):
    """One number of the logistic distribution."""
    u = nj.random_f64()
    while u == 0.0:
        u = nj.random_f64()
    return loc + scale * math.log(u / (1.0 - u))


def gumbel(loc, scale):
    """One number of the Gumbel distribution."""
    u = 1.0 - nj.random_f64()
    while u >= 1.0:
        u = 1.0 - nj.random_f64()
    return loc - scale * math.log(-math.log(u))


def weibull(a):
    """One Weibull distributed number."""
    if a == 0.0:
        return 0.0
    return math.pow(-math.log(1.0 - nj.random_f64()), 1.0 / a)


def power_variate(a):
    """One number of a power distribution."""
    return math.pow(1.0 - math.exp(math.log(1.0 - nj.random_f64())), 1.0 / a)


def cauchy():
    """One number of the standard Cauchy distribution."""
    first = nj.random_gauss()
    return np.divide(first, nj.random_gauss())


def triangular(left, mode, right):
    """One number of the triangular distribution."""
    base = right - left
    left_base = mode - left
    ratio = left_base / base
    left_product = left_base * base
    right_product = (right - mode) * base
    u = nj.random_f64()
    if u <= ratio:
        return left + math.sqrt(u * left_product)
    return right - math.sqrt((1.0 - u) * right_product)


def geometric(p):
    """One geometric number."""
    if p >= 0.333333333333333333333333:
        count = 1
        total = p
        product = p
        q = 1.0 - p
        u = nj.random_f64()
        while u > total:
            product *= q
            total += product
            count += 1
        return count
    return int(math.ceil(math.log(1.0 - nj.random_f64()) / math.log(1.0 - p)))


def multinomial_into(out, at, n, p):
    """Stores the numbers of outcomes of n trials from a flat position on."""
    left = np.int64(n)
    rest = 1.0
    for i in range(p.size - 1):
        drawn = nj.runtime("nj_random_binomial", left, nj.flat_get(p, i) / rest)
        nj.flat_set(out, at + i, drawn)
        left -= drawn
        if left <= 0:
            break
        rest -= nj.flat_get(p, i)
    if left > 0:
        nj.flat_set(out, at + p.size - 1, left)


def dirichlet_into(out, at, alpha):
    """Stores one Dirichlet distributed point from a flat position on."""
    total = 0.0
    for i in range(alpha.size):
        value = nj.runtime("nj_random_gamma", nj.flat_get(alpha, i))
        nj.flat_set(out, at + i, value)
        total += value
    scale = 1.0 / total
    for i in range(alpha.size):
        nj.flat_set(out, at + i, nj.flat_get(out, at + i) * scale)
