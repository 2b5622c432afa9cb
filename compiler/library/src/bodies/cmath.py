# Functions of the cmath module that are written in the Python subset.

def phase(z):
    """Angle of a complex number."""
    return math.atan2(z.imag, z.real)


def polar(z):
    """Modulus and angle of a complex number."""
    return abs(z), math.atan2(z.imag, z.real)


def rect(r, phi):
    """The complex number with a modulus and an angle."""
    return complex(r * math.cos(phi), r * math.sin(phi))


def log(z, base=None):
    """Logarithm, natural unless a base is given."""
    if base is None:
        return np.log(complex(z))
    return np.log(complex(z)) / np.log(complex(base))


def isclose(a, b, rel_tol=1e-09, abs_tol=0.0):
    """Whether two complex numbers are close to each other."""
    if a == b:
        return True
    if math.isinf(abs(a)) or math.isinf(abs(b)):
        return False
    difference = abs(a - b)
    return difference <= rel_tol * abs(b) or difference <= rel_tol * abs(a) or difference <= abs_tol
