"""Arithmetic of NumPy scalars and arrays at module level (NEP 50).

Expected output: CPython and NumPy at module level, Numba in compiled functions.
Written by tests/conformance/regenerate.py; do not edit.
"""

import numpy as np


def describe(value):
    """A value with its type; arrays with dtype and shape."""
    if isinstance(value, np.ndarray):
        return f"{value.tolist()!r} {value.dtype} {value.shape}"
    if isinstance(value, tuple):
        return "(" + ", ".join(describe(item) for item in value) + ")"
    return f"{value!r} {type(value).__name__}"


def failure(error):
    """The class of an exception and the first line of its text; of a compile error only the class."""
    name = type(error).__name__
    if name == "TypingError":
        return "raised TypingError"
    return f"raised {name}: {str(error).splitlines()[0] if str(error) else ''}"


def case(name, call, view=describe):
    """Print the outcome of one call on one line."""
    try:
        text = view(call())
    except Exception as error:
        text = failure(error)
    print(f"{name}: {text}")


A = {
    "bool": np.bool_(True),
    "int8": np.int8(100),
    "int32": np.int32(2000000000),
    "int64": np.int64(-7),
    "uint8": np.uint8(200),
    "uint64": np.uint64(2**63),
    "float32": np.float32(0.1),
    "float64": np.float64(-2.5),
    "complex64": np.complex64(1 + 2j),
}
B = {
    "int": 3,
    "float": 0.5,
    "bool": True,
    "complex": 2j,
    "int8": np.int8(3),
    "int64": np.int64(3),
    "uint8": np.uint8(3),
    "uint32": np.uint32(3),
    "float32": np.float32(0.5),
    "float64": np.float64(0.5),
}
for left, a in A.items():
    for right, b in B.items():
        case(f"{left} + {right}", lambda: a + b)
        case(f"{left} * {right}", lambda: a * b)
        case(f"{left} == {right}", lambda: a == b)
        if "complex" not in (left, right) and left != "complex64" and (left, right) != ("bool", "bool"):
            case(f"{left} // {right}", lambda: a // b)
            case(f"{left} < {right}", lambda: a < b)
for kind in ("int8", "uint8", "int32", "float32", "float64"):
    array = np.array([1, 2, 100]).astype(kind)
    case(f"{kind}[:] + 1", lambda: array + 1)
    case(f"{kind}[:] * 1.5", lambda: array * 1.5)
    case(f"{kind}[:] / 2", lambda: array / 2)
    case(f"{kind}[:] // 3", lambda: array // 3)
    case(f"{kind}[:] % 3", lambda: array % 3)
    case(f"{kind}[:] ** 2", lambda: array**2)
    case(f"{kind}[:] + int64", lambda: array + np.int64(1))
    case(f"{kind}[:] + float32", lambda: array + np.float32(1))
    case(f"{kind}[:] + float64", lambda: array + np.float64(1))
    case(f"{kind}[:] + int16[:]", lambda: array + np.array([1, 2, 3], dtype=np.int16))
    case(f"{kind}[:] > 1", lambda: array > 1)
    case(f"-{kind}[:]", lambda: -array)
    case(f"abs({kind}[:])", lambda: abs(array))
    case(f"{kind}[0] + {kind}[1]", lambda: array[0] + array[1])
    case(f"{kind}[2] + 1", lambda: array[2] + 1)
    case(f"sum of {kind}", lambda: array.sum())
    case(f"mean of {kind}", lambda: array.mean())
    case(f"max of {kind}", lambda: array.max())
    case(f"float({kind})", lambda: float(array[0]))
    case(f"int({kind})", lambda: int(array[2]))
case("int64[:] + uint64[:]", lambda: np.array([1]) + np.array([1], dtype=np.uint64))
case("int32[:] + float32[:]", lambda: np.array([1], dtype=np.int32) + np.array([1.5], dtype=np.float32))
case("int8[:] + uint8[:]", lambda: np.array([1], dtype=np.int8) + np.array([1], dtype=np.uint8))
case("bool[:] + bool[:]", lambda: np.array([True, False]) + np.array([True, True]))
case("& of masks", lambda: (np.arange(5) > 1) & (np.arange(5) < 4))
case("| of masks", lambda: (np.arange(5) < 1) | (np.arange(5) > 3))
case("~ of mask", lambda: ~(np.arange(3) > 1))
case("float and int64 scalar", lambda: 0.5 + np.int64(1))
case("int and float32 scalar", lambda: 3 * np.float32(0.5))
case("wrap of uint8 array", lambda: np.array([250, 251], dtype=np.uint8) + np.uint8(10))
case("too large for uint8", lambda: np.array([1], dtype=np.uint8) + 300)
case("division by zero in array", lambda: np.array([1.0, -1.0, 0.0]) / 0.0)
