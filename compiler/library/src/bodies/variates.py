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


def loggam(x):
    """Logarithm of the gamma function as NumPy's generators compute it."""
    if x == 1.0 or x == 2.0:
        return 0.0
    coefficients = (8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04, 8.417508417508418e-04, -1.917526917526918e-03, 6.410256410256410e-03, -2.955065359477124e-02, 1.796443723688307e-01, -1.39243221690590e+00)
    steps = 0
    if x < 7.0:
        steps = int(7.0 - x)
    shifted = x + steps
    inverse_square = (1.0 / shifted) * (1.0 / shifted)
    sum_ = coefficients[9]
    for i in range(8, -1, -1):
        sum_ *= inverse_square
        sum_ += coefficients[i]
    result = sum_ / shifted + 0.5 * 1.8378770664093453 + (shifted - 0.5) * math.log(shifted) - shifted
    if x < 7.0:
        for i in range(1, steps + 1):
            result -= math.log(shifted - 1.0)
            shifted -= 1.0
    return result


def poisson(lam):
    """One Poisson distributed integer."""
    if lam >= 10.0:
        return nj.poisson_large(lam)
    if lam == 0.0:
        return 0
    limit = math.exp(-lam)
    count = 0
    product = nj.random_f64()
    while product > limit:
        count += 1
        product *= nj.random_f64()
    return count


def poisson_large(lam):
    """One Poisson distributed integer for a mean of 10 or more, by transformed rejection."""
    root = math.sqrt(lam)
    log_lam = math.log(lam)
    b = 0.931 + 2.53 * root
    a = -0.059 + 0.02483 * b
    inverse_alpha = 1.1239 + 1.1328 / (b - 3.4)
    vr = 0.9277 - 3.6224 / (b - 2.0)
    while True:
        u = nj.random_f64() - 0.5
        v = nj.random_f64()
        us = 0.5 - abs(u)
        k = int(math.floor((2.0 * a / us + b) * u + lam + 0.43))
        if us >= 0.07 and v <= vr:
            return k
        if k < 0 or (us < 0.013 and v > us):
            continue
        if math.log(v) + math.log(inverse_alpha) - math.log(a / (us * us) + b) <= -lam + k * log_lam - nj.loggam(k + 1.0):
            return k


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
