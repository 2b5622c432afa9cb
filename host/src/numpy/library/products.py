# Products of vectors and matrices.


def matmul(x1, x2, out=None):
    a, b = np.asarray(x1), np.asarray(x2)
    if a.ndim == 0 or b.ndim == 0:
        operand = 0 if a.ndim == 0 else 1
        raise ValueError(f"matmul: Input operand {operand} does not have enough dimensions (has 0, gufunc core with "
                         "signature (n?,k),(k,m?)->(n?,m?) requires 1)")
    inner = b.shape[0] if b.ndim == 1 else b.shape[-2]
    if a.shape[-1] != inner:
        raise ValueError("matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
                         f"(n?,k),(k,m?)->(n?,m?) (size {inner} is different from {a.shape[-1]})")
    kind = np.result_type(a.dtype, b.dtype)
    if a.ndim <= 2 and b.ndim <= 2:
        return _put(_product(a, b, kind), out)
    x = a if a.ndim > 1 else a.reshape((1, -1))
    y = b if b.ndim > 1 else b.reshape((-1, 1))
    lead = np.broadcast_shapes(x.shape[:-2], y.shape[:-2])
    x = np.broadcast_to(x, lead + x.shape[-2:])
    y = np.broadcast_to(y, lead + y.shape[-2:])
    result = np.empty(lead + (x.shape[-2], y.shape[-1]), kind)
    for index in np.ndindex(*lead):
        result[index] = _product(x[index], y[index], kind)
    if a.ndim == 1:
        result = result[..., 0, :]
    if b.ndim == 1:
        result = result[..., 0]
    return _put(result, out)


def _product(a, b, kind):
    if kind == np.bool_:
        return _row("dot", a.astype(np.int64), b.astype(np.int64)) != 0
    result = _row("dot", a.astype(kind, copy=False), b.astype(kind, copy=False))
    return np.asarray(result).astype(kind, copy=False)[()] if np.ndim(result) == 0 else result.astype(kind, copy=False)


def dot(a, b, out=None):
    a, b = np.asarray(a), np.asarray(b)
    if a.ndim == 0 or b.ndim == 0:
        return _put(np.multiply(a, b), out)
    inner = b.shape[0] if b.ndim == 1 else b.shape[-2]
    if a.shape[-1] != inner:
        axis = 0 if b.ndim == 1 else b.ndim - 2
        raise ValueError(f"shapes {_shape(a)} and {_shape(b)} not aligned: {a.shape[-1]} (dim {a.ndim - 1}) != {inner} "
                         f"(dim {axis})")
    if a.ndim <= 2 and b.ndim <= 2:
        return _put(_product(a, b, np.result_type(a.dtype, b.dtype)), out)
    axis = b.ndim - 2 if b.ndim > 1 else 0
    return _put(tensordot(a, b, ([a.ndim - 1], [axis])), out)


def _shape(a):
    return str(a.shape).replace(" ", "")


def tensordot(a, b, axes=2):
    a, b = np.asarray(a), np.asarray(b)
    if isinstance(axes, int):
        first, second = list(_range(a.ndim - axes, a.ndim)), list(_range(axes))
    else:
        first, second = axes
        first = [first] if np.ndim(first) == 0 else list(first)
        second = [second] if np.ndim(second) == 0 else list(second)
    first, second = _axes(tuple(first), a.ndim), _axes(tuple(second), b.ndim)
    if [a.shape[k] for k in first] != [b.shape[k] for k in second]:
        raise ValueError("shape-mismatch for sum")
    kept_a = [k for k in _range(a.ndim) if k not in first]
    kept_b = [k for k in _range(b.ndim) if k not in second]
    count = _size(a, first)
    rows = a.transpose(kept_a + list(first)).reshape((_size(a, kept_a), count))
    columns = b.transpose(list(second) + kept_b).reshape((count, _size(b, kept_b)))
    result = _product(rows, columns, np.result_type(a.dtype, b.dtype))
    return result.reshape(tuple(a.shape[k] for k in kept_a) + tuple(b.shape[k] for k in kept_b))


def inner(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.ndim == 0 or b.ndim == 0:
        return np.multiply(a, b)
    return tensordot(a, b, (-1, -1))[()]


def outer(a, b, out=None):
    return _put(np.multiply(np.ravel(np.asarray(a)).reshape((-1, 1)), np.ravel(np.asarray(b))), out)


def vdot(a, b):
    return dot(np.conjugate(np.ravel(np.asarray(a))), np.ravel(np.asarray(b)))


def kron(a, b):
    a, b = np.asarray(a), np.asarray(b)
    n = _max(a.ndim, b.ndim)
    a = a.reshape((1,) * (n - a.ndim) + a.shape)
    b = b.reshape((1,) * (n - b.ndim) + b.shape)
    x = a.reshape(tuple(m for k in a.shape for m in (k, 1)))
    y = b.reshape(tuple(m for k in b.shape for m in (1, k)))
    return (x * y).reshape(tuple(i * j for i, j in zip(a.shape, b.shape)))


def einsum(subscripts, *operands, **kwargs):
    operands = [np.asarray(one) for one in operands]
    inputs, arrow, output = subscripts.replace(" ", "").partition("->")
    terms = inputs.split(",")
    if len(terms) != len(operands) or "." in subscripts:
        raise NotImplementedError("numpy.einsum: this subscript string is not supported")
    if not arrow:
        output = "".join(sorted(c for c in set(inputs) - {","} if inputs.count(c) == 1))
    extents = {}
    for term, operand in zip(terms, operands):
        for letter, n in zip(term, operand.shape):
            if extents.setdefault(letter, n) != n:
                raise ValueError("operands could not be broadcast together with remapped shapes")
    letters = list(output) + [c for c in extents if c not in output]
    result = None
    for term, operand in zip(terms, operands):
        while len(set(term)) < len(term):
            letter = next(c for c in term if term.count(c) > 1)
            first = term.index(letter)
            second = term.index(letter, first + 1)
            operand = np.diagonal(operand, 0, first, second)
            term = term[:first] + term[first + 1:second] + term[second + 1:] + letter
        order = [term.index(c) for c in letters if c in term]
        shape = tuple(extents[c] if c in term else 1 for c in letters)
        shaped = operand.transpose(order).reshape(shape) if term else operand
        result = shaped if result is None else result * shaped
    shape = tuple(extents[c] for c in letters)
    result = np.broadcast_to(result, shape)
    over = tuple(_range(len(output), len(letters)))
    kind = np.result_type(*[operand.dtype for operand in operands])
    if not over:
        return np.array(result)[()]
    return np.any(result, over) if kind == np.bool_ else np.sum(result, over, kind)


def cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None):
    x = np.asarray(m, np.float64)
    x = x.reshape((1, -1)) if x.ndim < 2 else x
    if not rowvar and x.shape[0] != 1:
        x = x.T
    if y is not None:
        other = np.asarray(y, np.float64)
        other = other.reshape((1, -1)) if other.ndim < 2 else other
        x = np.concatenate((x, other if rowvar else other.T), 0)
    if ddof is None:
        ddof = 0 if bias else 1
    x = x - np.average(x, axis=1).reshape((-1, 1))
    c = dot(x, x.T) * np.true_divide(1, x.shape[1] - ddof)
    return np.squeeze(c)[()] if c.size == 1 else c


def corrcoef(x, y=None, rowvar=True):
    c = np.asarray(cov(x, y, rowvar))
    if c.ndim == 0:
        return c / c
    scale = np.sqrt(np.diag(c))
    c = c / scale.reshape((-1, 1))
    return np.clip(c / scale, -1, 1)


def linalg_norm(x, ord=None, axis=None, keepdims=False):
    x = np.asarray(x)
    if x.dtype.kind in "biu":
        x = x.astype(np.float64)
    if axis is None:
        if ord is None or (ord in ("f", "fro") and x.ndim == 2) or (ord == 2 and x.ndim == 1):
            flat = np.ravel(x)
            if flat.dtype.kind == "c":
                squares = _product(flat.real, flat.real, flat.real.dtype) + _product(flat.imag, flat.imag,
                                                                                      flat.real.dtype)
            else:
                squares = _product(flat, flat, flat.dtype)
            return _finish(np.sqrt(squares), x, tuple(_range(x.ndim)), None, keepdims)
        axis = tuple(_range(x.ndim))
    axes = _axes(axis, x.ndim)
    size = np.abs(x)
    if len(axes) == 1:
        if ord == np.inf:
            return np.max(size, axes, None, keepdims)
        if ord == -np.inf:
            return np.min(size, axes, None, keepdims)
        if ord == 0:
            return np.sum((x != 0).astype(size.dtype), axes, None, None, keepdims)
        if ord == 1:
            return np.sum(size, axes, None, None, keepdims)
        if ord is None or ord == 2:
            return np.sqrt(np.sum(size * size, axes, None, None, keepdims))
        return np.power(np.sum(np.power(size, ord), axes, None, None, keepdims), 1.0 / ord)
    if len(axes) != 2:
        raise ValueError("Improper number of dimensions to norm.")
    if ord in (None, "fro", "f"):
        return np.sqrt(np.sum(size * size, axes, None, None, keepdims))
    rows, columns = axes
    if ord in (1, -1, np.inf, -np.inf):
        over, then = (rows, columns) if _abs(ord) == 1 else (columns, rows)
        sums = np.sum(size, over, None, None, True)
        pick = np.max if ord > 0 else np.min
        return _finish(pick(sums, axes), x, axes, None, keepdims)
    return _row("linalg.norm", x, ord)
