# Functions of the module operator.

def add(a, b):
    """a + b."""
    return a + b


def sub(a, b):
    """a - b."""
    return a - b


def mul(a, b):
    """a * b."""
    return a * b


def truediv(a, b):
    """a / b."""
    return a / b


def floordiv(a, b):
    """a // b."""
    return a // b


def mod(a, b):
    """a % b."""
    return a % b


def pow(a, b):
    """a ** b."""
    return a ** b


def matmul(a, b):
    """a @ b."""
    return a @ b


def lshift(a, b):
    """a << b."""
    return a << b


def rshift(a, b):
    """a >> b."""
    return a >> b


def and_(a, b):
    """a & b."""
    return a & b


def or_(a, b):
    """a | b."""
    return a | b


def xor(a, b):
    """a ^ b."""
    return a ^ b


def neg(a):
    """-a."""
    return -a


def pos(a):
    """+a."""
    return +a


@also("operator.inv")
def invert(a):
    """~a."""
    return ~a


def not_(a):
    """not a."""
    return not a


def truth(a):
    """Truth value of a."""
    return True if a else False


def eq(a, b):
    """a == b."""
    return a == b


def ne(a, b):
    """a != b."""
    return a != b


def lt(a, b):
    """a < b."""
    return a < b


def le(a, b):
    """a <= b."""
    return a <= b


def gt(a, b):
    """a > b."""
    return a > b


def ge(a, b):
    """a >= b."""
    return a >= b


def is_(a, b):
    """a is b."""
    return a is b


def is_not(a, b):
    """a is not b."""
    return a is not b


def contains(a, b):
    """b in a."""
    return b in a


def getitem(a, b):
    """a[b]."""
    return a[b]


def setitem(a, b, c):
    """Assigns a[b] = c."""
    a[b] = c


def iadd(a, b):
    """a += b, and the result."""
    a += b
    return a


def isub(a, b):
    """a -= b, and the result."""
    a -= b
    return a


def imul(a, b):
    """a *= b, and the result."""
    a *= b
    return a


def itruediv(a, b):
    """a /= b, and the result."""
    a /= b
    return a


def ifloordiv(a, b):
    """a //= b, and the result."""
    a //= b
    return a


def imod(a, b):
    """a %= b, and the result."""
    a %= b
    return a


def ipow(a, b):
    """a **= b, and the result."""
    a **= b
    return a


def iand(a, b):
    """a &= b, and the result."""
    a &= b
    return a


def ior(a, b):
    """a |= b, and the result."""
    a |= b
    return a


def ixor(a, b):
    """a ^= b, and the result."""
    a ^= b
    return a


def ilshift(a, b):
    """a <<= b, and the result."""
    a <<= b
    return a


def irshift(a, b):
    """a >>= b, and the result."""
    a >>= b
    return a


def imatmul(a, b):
    """a @= b, and the result."""
    a @= b
    return a
