"""Random array expressions, compiled and as NumPy computes them, over element types, shapes and strides.

    numjit run tests/properties/expressions.py [SEED [COUNT]]        prints the results of compiled functions
    python tests/properties/expressions.py --plain [SEED [COUNT]]    prints NumPy's, for the same expressions
    python tests/properties/expressions.py --compare BINARY [SEED [COUNT]]

The last form runs both and compares them line by line: shapes and element types must agree, numbers to nine digits. It exits with 1 if a line differs, and says which.
"""

import random
import subprocess
import sys

import numpy as np

UNARY = ["np.abs({})", "-({} * 1)", "np.sqrt(np.abs({}))", "np.sin({})", "np.exp(-np.abs({}))", "np.floor({} / 3.0)",
         "np.sign({} * 1.0)", "np.square({})"]
BINARY = ["({} + {})", "({} - {})", "({} * {})", "np.maximum({}, {})", "np.minimum({}, {})", "np.hypot({}, {})",
          "np.where({} > {}, 1.5, -2.0)", "np.arctan2({} * 1.0, {} * 1.0)"]
WHOLE = ["np.sum({}, axis=0)", "np.sum({})", "np.max({}, axis=-1)", "np.mean({}, axis=0, keepdims=True)",
         "np.sort({}, axis=0)", "np.median({}, axis=0)", "np.cumsum({}, axis=0)", "np.argmax({}, axis=0)", "{}", "{}.T",
         "np.std({}, axis=-1)", "np.flip({}, 0)", "np.roll({}, 1)", "np.diff({}, axis=0)", "np.ptp({}, axis=0)",
         "np.repeat({}, 2, axis=0)", "np.any({} > 1, axis=0)", "np.quantile({}, 0.25, axis=0)",
         "np.add.reduce({}, axis=0)", "np.maximum.accumulate({}, axis=0)", "np.sum({}, axis=-1, where=x > 0)",
         "np.max({}, axis=0, initial=2.0)", "np.concatenate([{}, x * 1.0], axis=0)", "np.stack([{}, x * 1.0], axis=-1)",
         "np.add({}, 1, where=x > 0, out=np.zeros(x.shape))", "np.einsum('...i->...', {})", "np.tensordot({}, y, 0)",
         "np.einsum('...i,...i->...', {}, y)", "{}[[0, -1]]", "np.multiply.outer({}, z)", "np.moveaxis({}, 0, -1)",
         "np.lib.stride_tricks.sliding_window_view({}, 1, axis=0)", "np.cumsum({}, axis=-1, dtype=np.float64)",
         "np.inner({}, y)", "np.unique({}, return_counts=True)[1]", "np.prod({}, axis=0, keepdims=True)",
         "np.ravel({}, order='F')", "np.reshape({}, x.shape[::-1], order='F')", "np.rot90(np.atleast_2d({}))",
         "np.nanmean({}, axis=0)", "np.take({}, [0, 0, -1], axis=0)", "np.linalg.norm({}, axis=0)"]
# Element types beside which Numba and NumPy give numbers the same type.
DTYPES = ["float64", "float64", "int64"]


def expression(rng, depth):
    """A random elementwise expression of x, y and z."""
    if depth == 0 or rng.random() < 0.2:
        return rng.choice(["x", "y", "z", "x", "y", "2.5"])
    if rng.random() < 0.4:
        return rng.choice(UNARY).format(expression(rng, depth - 1))
    return rng.choice(BINARY).format(expression(rng, depth - 1), expression(rng, depth - 1))


def operand(rng, shape, dtype):
    """An array of a shape: contiguous, transposed, reversed or with gaps."""
    extents = list(shape)
    form = rng.choice(["plain", "gaps", "reversed", "columns", "broadcast", "windows"])
    if form == "gaps":
        extents = [2 * n for n in extents]
    count = 1
    for n in extents:
        count *= n
    values = np.array([rng.randint(0, 40) / 4 - 3 for _ in range(count)])
    if dtype == "int64":
        values = np.floor(values)
    a = values.astype(dtype).reshape(tuple(extents))
    if form == "gaps":
        return a[tuple(slice(None, None, 2) for _ in extents)]
    if form == "reversed":
        return a[tuple(slice(None, None, -1) for _ in extents)]
    if form == "columns":
        return np.asfortranarray(a)
    if form == "broadcast" and shape[0] > 0:
        return np.broadcast_to(a[:1], shape)
    if form == "windows" and len(shape) == 2 and shape[0] > 0 and shape[1] > 0:
        # Neighbouring rows share elements.
        line = a.ravel()[:shape[0] + shape[1] - 1]
        if line.size == shape[0] + shape[1] - 1:
            return np.lib.stride_tricks.sliding_window_view(line, shape[1])
    return a


def program(rng, number):
    """One function as text, and its arguments."""
    shape = rng.choice([(5,), (3, 4), (2, 3, 2), (1, 4), (4, 1), (0, 3), (2, 0), (1,)])
    small = rng.choice([shape, shape[-1:], tuple(1 for _ in shape)])
    inner = f"(x * 1 + {expression(rng, 3)})"
    text = f"def f{number}(x, y, z):\n    return {rng.choice(WHOLE).format(inner)}\n"
    arrays = [operand(rng, s, rng.choice(DTYPES)) for s in (shape, shape, small)]
    return text, arrays


def written(value):
    """A result as text: element type, shape and numbers."""
    value = np.asarray(value)
    numbers = [f"{number + 0.0:.9g}" for number in value.ravel().tolist()]
    return f"{value.dtype} {value.shape} " + " ".join(numbers)


def print_results(seed, count, plain):
    """One line for each expression."""
    rng = random.Random(seed)
    if not plain:
        from numba import njit
    for number in range(count):
        text, arrays = program(rng, number)
        namespace = {"np": np}
        exec(text, namespace)
        function = namespace[f"f{number}"]
        if not plain:
            function = njit(function)
        try:
            print(number, written(function(*arrays)))
        except Exception as error:
            print(number, type(error).__name__, text.splitlines()[1].strip(), [str(a.dtype) for a in arrays])


def compare(binary, rest):
    """The lines on which compiled code and NumPy differ."""
    plain = subprocess.run([sys.executable, "-W", "ignore", __file__, "--plain", *rest], capture_output=True, text=True)
    compiled = subprocess.run([binary, "run", __file__, *rest], capture_output=True, text=True)
    expected, found = plain.stdout.splitlines(), compiled.stdout.splitlines()
    wrong = [pair for pair in zip(expected, found) if pair[0] != pair[1]]
    for pair in wrong:
        print("NumPy: {}\nnumjit: {}".format(*pair))
    print(f"{len(wrong)} of {len(expected)} expressions differ")
    return bool(wrong) or len(expected) != len(found)


def main(arguments):
    """Run the form that the arguments ask for."""
    if arguments[:1] == ["--compare"]:
        sys.exit(compare(arguments[1], arguments[2:]))
    plain = arguments[:1] == ["--plain"]
    numbers = [int(text) for text in arguments[plain:]]
    print_results(*(numbers + [1, 100][len(numbers):]), plain)


if __name__ == "__main__":
    main(sys.argv[1:])
