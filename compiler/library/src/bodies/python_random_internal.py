# Parts of the module random.

def random_below(n):
    """A uniform integer in [0, n): random bits until they are below n."""
    bits = n.bit_length()
    value = nj.runtime("nj_py_random_bits", bits)
    while value >= n:
        value = nj.runtime("nj_py_random_bits", bits)
    return value


def weight_sums(weights, cum_weights):
    """The running sums of weights, or those that are given."""
    nj.require(weights is None or cum_weights is None, "pass weights or cumulative weights, not both")
    if weights is None:
        return [w for w in cum_weights]
    else:
        sums = [w for w in weights]
        for i in range(1, len(sums)):
            sums[i] += sums[i - 1]
        return sums


def weighted_place(sums, at):
    """The first place whose running sum exceeds a number; the last place at most."""
    low = 0
    high = len(sums) - 1
    while low < high:
        middle = (low + high) // 2
        if at < sums[middle]:
            high = middle
        else:
            low = middle + 1
    return low


def triangular_at(low, high, c, u):
    """The inverse of the triangular distribution at u, with the mode at the fraction c."""
    if u > c:
        return high + (low - high) * math.sqrt((1.0 - u) * (1.0 - c))
    return low + (high - low) * math.sqrt(u * c)


def kinderman_monahan():
    """A standard normal number by the ratio of uniform ones, of Kinderman and Monahan (1977)."""
    magic = 4.0 * math.exp(-0.5) / math.sqrt(2.0)
    while True:
        u = nj.runtime("nj_py_random_f64")
        v = 1.0 - nj.runtime("nj_py_random_f64")
        z = magic * (u - 0.5) / v
        if z * z / 4.0 <= -math.log(v):
            return z


def gamma_draw(alpha):
    """A gamma number of scale 1: Cheng (1977) above 1, Ahrens and Dieter (1974) below."""
    if alpha == 1.0:
        return -math.log(1.0 - nj.runtime("nj_py_random_f64"))
    if alpha < 1.0:
        b = (math.e + alpha) / math.e
        while True:
            p = b * nj.runtime("nj_py_random_f64")
            x = p ** (1.0 / alpha) if p <= 1.0 else -math.log((b - p) / alpha)
            u = nj.runtime("nj_py_random_f64")
            if p > 1.0:
                if u <= x ** (alpha - 1.0):
                    return x
            elif u <= math.exp(-x):
                return x
    spread = math.sqrt(2.0 * alpha - 1.0)
    while True:
        u = nj.runtime("nj_py_random_f64")
        if u <= 1e-7 or u >= 0.9999999:
            continue
        w = 1.0 - nj.runtime("nj_py_random_f64")
        v = math.log(u / (1.0 - u)) / spread
        x = alpha * math.exp(v)
        z = u * u * w
        r = alpha - math.log(4.0) + (alpha + spread) * v - x
        if r + (1.0 + math.log(4.5)) - 4.5 * z >= 0.0 or r >= math.log(z):
            return x
