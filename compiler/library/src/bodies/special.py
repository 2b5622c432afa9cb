# The scipy.special module: functions of numbers and of arrays.

def erf(x):
    """Error function."""
    return nj.each(x, "nj_erf_f64")


def erfc(x):
    """Complementary error function."""
    return nj.each(x, "nj_erfc_f64")


def erfinv(y):
    """Inverse of the error function."""
    return nj.each(y, "nj_erfinv")


def erfcinv(y):
    """Inverse of the complementary error function."""
    return nj.each(y, "nj_erfcinv")


def gamma(z):
    """Gamma function; nan at negative integers."""
    return nj.each(z, "nj_gamma_f64")


def gammaln(x):
    """Logarithm of the absolute value of the gamma function."""
    return nj.each(x, "nj_lgamma_f64")


@also("scipy.special.digamma")
def psi(z):
    """Digamma function, the derivative of the logarithm of the gamma function."""
    return nj.each(z, "nj_digamma")


def j0(x):
    """Bessel function of the first kind of order 0."""
    return nj.each(x, "nj_bessel_j0")


def j1(x):
    """Bessel function of the first kind of order 1."""
    return nj.each(x, "nj_bessel_j1")


def y0(x):
    """Bessel function of the second kind of order 0."""
    return nj.each(x, "nj_bessel_y0")


def y1(x):
    """Bessel function of the second kind of order 1."""
    return nj.each(x, "nj_bessel_y1")


def i0(x):
    """Modified Bessel function of the first kind of order 0."""
    return nj.each(x, "nj_bessel_i0")


def i1(x):
    """Modified Bessel function of the first kind of order 1."""
    return nj.each(x, "nj_bessel_i1")


def ndtr(x):
    """Standard normal distribution function."""
    return nj.each(x, "nj_normal_cdf")


def ndtri(y):
    """Quantile of the standard normal distribution."""
    return nj.each(y, "nj_normal_quantile")


def expit(x):
    """Logistic function 1 / (1 + exp(-x))."""
    return nj.each(x, "nj_expit")


def log_expit(x):
    """Logarithm of the logistic function."""
    return nj.each(x, "nj_log_expit")


def logit(x):
    """log(x / (1 - x))."""
    return nj.each(x, "nj_logit")


def exp10(x):
    """Ten to the power x."""
    return nj.each(x, "nj_exp10")


def entr(x):
    """-x log(x); 0 at zero and minus infinity below."""
    return nj.each(x, "nj_entropy")


def xlogy(x, y):
    """x log(y), 0 where x is 0."""
    return nj.each_pair(x, y, "nj_xlogy")


def xlog1py(x, y):
    """x log(1 + y), 0 where x is 0."""
    return nj.each_pair(x, y, "nj_xlog1py")


def beta(a, b):
    """Beta function."""
    return nj.each_pair(a, b, "nj_beta")


def betaln(a, b):
    """Logarithm of the absolute value of the beta function."""
    return nj.each_pair(a, b, "nj_betaln")


def gammainc(a, x):
    """Regularised lower incomplete gamma function."""
    return nj.each_pair(a, x, "nj_gammainc")


def gammaincc(a, x):
    """Regularised upper incomplete gamma function."""
    return nj.each_pair(a, x, "nj_gammaincc")


def cbrt(x):
    """Cube root."""
    return np.cbrt(x)


def exp2(x):
    """Power of two."""
    return np.exp2(x)


def expm1(x):
    """exp(x) - 1, exact near 0."""
    return np.expm1(x)


def log1p(x):
    """log(1 + x), exact near 0."""
    return np.log1p(x)


def sinc(x):
    """sin(pi x) / (pi x), 1 at zero."""
    return np.sinc(x)
