# Functions of the math module that are written in the Python subset.

def factorial(n):
    """n! for n up to 20, the largest that fits an int64."""
    if n < 0:
        raise ValueError("factorial() not defined for negative values")
    if n > 20:
        raise OverflowError("factorial() result does not fit int64")
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def comb(n, k):
    """Number of ways to choose k of n items."""
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    if k > n:
        return 0
    if k > n - k:
        k = n - k
    result = 1
    for i in range(1, k + 1):
        common = math.gcd(result, i)
        result = (result // common) * ((n - k + i) // (i // common))
    return result


def perm(n, k=None):
    """Number of ways to arrange k of n items."""
    if k is None:
        return math.factorial(n)
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    if k > n:
        return 0
    result = 1
    for i in range(n - k + 1, n + 1):
        result *= i
    return result


def isqrt(n):
    """Integer part of the square root."""
    if n < 0:
        raise ValueError("isqrt() argument must be nonnegative")
    root = int(math.sqrt(float(n)))
    while root > 3037000499 or root * root > n:
        root -= 1
    while root < 3037000499 and (root + 1) * (root + 1) <= n:
        root += 1
    return root


def isclose(a, b, rel_tol=1e-09, abs_tol=0.0):
    """Whether two numbers are close to each other."""
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if math.isinf(a) or math.isinf(b):
        return False
    difference = abs(a - b)
    return difference <= rel_tol * abs(b) or difference <= rel_tol * abs(a) or difference <= abs_tol


def frexp(x):
    """Mantissa and exponent: x == m * 2**e with 0.5 <= abs(m) < 1."""
    value = float(x)
    if value == 0.0 or math.isnan(value) or math.isinf(value):
        return value, np.int32(0)
    exponent = int(math.floor(math.log2(abs(value)))) + 1
    mantissa = math.ldexp(math.ldexp(value, -(exponent // 2)), -(exponent - exponent // 2))
    if abs(mantissa) >= 1.0:
        mantissa = math.ldexp(mantissa, -1)
        exponent += 1
    if abs(mantissa) < 0.5:
        mantissa = math.ldexp(mantissa, 1)
        exponent -= 1
    return mantissa, np.int32(exponent)


def modf(x):
    """Fractional and integer part, both with the sign of x."""
    value = float(x)
    whole = np.trunc(value)
    if math.isinf(value):
        return math.copysign(0.0, value), value
    return math.copysign(value - whole, value), whole


def remainder(x, y):
    """IEEE remainder: x - n*y with n the integer nearest to x/y."""
    if math.isnan(x) or math.isnan(y):
        return float(x) + float(y)
    if math.isinf(x) or y == 0:
        raise ValueError("math domain error")
    value = float(x)
    if math.isinf(y):
        return value
    divisor = abs(float(y))
    rest = math.fmod(abs(value), divisor)
    other = divisor - rest
    if rest < other:
        result = rest
    elif rest > other:
        result = -other
    else:
        result = rest - 2.0 * math.fmod(0.5 * (abs(value) - rest), divisor)
    return math.copysign(1.0, value) * result


def ulp(x):
    """Value of the least significant bit of x."""
    value = abs(float(x))
    if math.isnan(value) or math.isinf(value):
        return value
    following = math.nextafter(value, math.inf)
    if math.isinf(following):
        return value - math.nextafter(value, -math.inf)
    return following - value


def prod(iterable, start=1):
    """Product of the elements."""
    result = start
    for x in iterable:
        result = result * x
    return result


def dist(p, q):
    """Euclidean distance of two points."""
    if len(p) != len(q):
        raise ValueError("both points must have the same number of dimensions")
    result = 0.0
    for i in range(len(p)):
        result = math.hypot(result, float(p[i] - q[i]))
    return result


def fsum(seq):
    """Sum of the elements, rounded once: exact partial sums that do not overlap, after Shewchuk (1997)."""
    partials = [0.0]
    partials.clear()
    special = 0.0
    for item in seq:
        x = float(item)
        if math.isinf(x) or math.isnan(x):
            if math.isinf(x) and math.isinf(special) and x != special:
                raise ValueError("-inf + inf in fsum")
            special += x
        else:
            kept = 0
            for i in range(len(partials)):
                y = partials[i]
                if abs(x) < abs(y):
                    x, y = y, x
                high = x + y
                low = y - (high - x)
                if low != 0.0:
                    partials[kept] = low
                    kept += 1
                x = high
            if math.isinf(x):
                raise OverflowError("intermediate overflow in fsum")
            del partials[kept:]
            partials.append(x)
    if special != 0.0:
        return special
    return nj.sum_of_partials(partials)


def sumprod(p, q):
    """Sum of the products of the elements of two sequences."""
    if len(p) != len(q):
        raise ValueError("Inputs are not the same length")
    result = p[0] * q[0] * 0
    for i in range(len(p)):
        result += p[i] * q[i]
    return result
