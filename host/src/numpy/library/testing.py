# Assertions about arrays.


def _report(actual, desired, header, err_msg, verbose, mask=None, order=False):
    a, d = np.asarray(actual), np.asarray(desired)
    lines = ["", header]
    if err_msg:
        lines[-1] += "\n" + str(err_msg)
    if mask is not None:
        lines.extend(_mismatches(a, d, mask))
    if verbose:
        for name, value in (("ACTUAL", actual), ("DESIRED", desired)):
            text = repr(value)
            lines.append(f" {name}: {text}")
    return "\n".join(lines)


def _mismatches(a, d, same):
    same = np.broadcast_to(np.asarray(same), np.broadcast_shapes(a.shape, d.shape))
    wrong = int(np.count_nonzero(~same))
    total = same.size
    lines = [f"Mismatched elements: {wrong} / {total} ({100 * wrong / total:.3g}%)"]
    places = [tuple(int(k) for k in index) for index in np.argwhere(~same)]
    first, second = np.broadcast_to(a, same.shape), np.broadcast_to(d, same.shape)
    if same.ndim:
        shown = places[:5]
        lines.append("Mismatch at index:" if wrong == 1 else
                     "Mismatch at indices:" if wrong <= 5 else "First 5 mismatches are at indices:")
        for place in shown:
            lines.append(f" {list(place)}: {first[place].item()} (ACTUAL), {second[place].item()} (DESIRED)")
    if a.dtype.kind != "b" and d.dtype.kind != "b":
        difference = np.asarray(np.abs(first - second))
        lines.append(f"Max absolute difference among violations: {_number_text(np.max(difference[~same]))}")
        nonzero_ = np.asarray(~same & (second != 0))
        relative = np.max(difference[nonzero_] / np.abs(second[nonzero_])) if np.any(nonzero_) else np.inf
        lines.append(f"Max relative difference among violations: {_number_text(relative)}")
    return lines


def _number_text(number):
    """A number with as many digits as arrays are printed with."""
    return np.array2string(np.asarray(number))


def _compare(actual, desired, same, header, err_msg, verbose, strict=False):
    a, d = np.asarray(actual), np.asarray(desired)
    if a.shape != d.shape and (strict or (a.shape and d.shape)):
        lines = [f"(shapes {a.shape}, {d.shape} mismatch)"]
        raise AssertionError(_array_report(a, d, header, err_msg, verbose, lines))
    if a.dtype.kind in "fc" and np.any(np.isnan(a)) or d.dtype.kind in "fc" and np.any(np.isnan(d)):
        if not np.all(_nans(a) == _nans(d)):
            raise AssertionError(_array_report(a, d, header, err_msg, verbose, ["nan location mismatch:"]))
    result = np.asarray(same(a, d))
    if not np.all(result):
        raise AssertionError(_array_report(a, d, header, err_msg, verbose, _mismatches(a, d, result)))


def _nans(a):
    return np.isnan(a) if a.dtype.kind in "fc" else np.zeros(a.shape, np.bool_)


def _array_report(a, d, header, err_msg, verbose, lines):
    text = ["", header, str(err_msg)] + lines
    if verbose:
        text += [f"{name}: {_short(value)}" for name, value in ((" ACTUAL", a), (" DESIRED", d))]
    return "\n".join(text)


def _short(value):
    text = repr(value)
    lines = text.split("\n")
    if len(lines) > 3:
        lines = lines[:3]
        lines[-1] += "..."
    return "\n".join(lines)


def testing_assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg="", verbose=True, *,
                            strict=False):
    def same(a, d):
        return np.isclose(a, d, rtol, atol, equal_nan)
    _compare(actual, desired, same, f"Not equal to tolerance rtol={rtol:g}, atol={atol:g}", err_msg, verbose, strict)


def testing_assert_array_equal(actual, desired, err_msg="", verbose=True, *, strict=False):
    def same(a, d):
        result = np.asarray(a == d)
        if a.dtype.kind in "fc" and d.dtype.kind in "fc":
            result = result | (np.isnan(a) & np.isnan(d))
        return result
    _compare(actual, desired, same, "Arrays are not equal", err_msg, verbose, strict)


def testing_assert_array_almost_equal(actual, desired, decimal=6, err_msg="", verbose=True):
    def same(a, d):
        near = np.abs(a - d) < 1.5 * 10.0 ** -decimal
        result = near | (a == d)
        if a.dtype.kind in "fc" and d.dtype.kind in "fc":
            result = result | (np.isnan(a) & np.isnan(d))
        return result
    _compare(actual, desired, same, f"Arrays are not almost equal to {decimal} decimals", err_msg, verbose)


def testing_assert_almost_equal(actual, desired, decimal=7, err_msg="", verbose=True):
    if isinstance(actual, (np.ndarray, list, tuple)) or isinstance(desired, (np.ndarray, list, tuple)):
        return testing_assert_array_almost_equal(actual, desired, decimal, err_msg, verbose)
    if actual != actual and desired != desired:
        return None
    if _abs(desired - actual) >= 1.5 * 10.0 ** -decimal:
        raise AssertionError(_report(actual, desired, f"Arrays are not almost equal to {decimal} decimals", err_msg,
                                     verbose))


def testing_assert_equal(actual, desired, err_msg="", verbose=True, *, strict=False):
    if isinstance(desired, dict):
        if not isinstance(actual, dict):
            raise AssertionError(repr(type(actual)))
        testing_assert_equal(len(actual), len(desired), err_msg, verbose)
        for key in desired:
            if key not in actual:
                raise AssertionError(repr(key))
            testing_assert_equal(actual[key], desired[key], f"key={key!r}\n{err_msg}", verbose)
        return
    if isinstance(desired, (list, tuple)) and isinstance(actual, (list, tuple)):
        testing_assert_equal(len(actual), len(desired), err_msg, verbose)
        for k in _range(len(desired)):
            testing_assert_equal(actual[k], desired[k], f"item={k!r}\n{err_msg}", verbose)
        return
    if isinstance(actual, np.ndarray) or isinstance(desired, np.ndarray):
        return testing_assert_array_equal(actual, desired, err_msg, verbose, strict=strict)
    if actual == desired or (actual != actual and desired != desired):
        return
    raise AssertionError(_report(actual, desired, "Items are not equal:", err_msg, verbose))


def testing_assert_(val, msg=""):
    if not val:
        raise AssertionError(msg)


def testing_assert_array_less(x, y, err_msg="", verbose=True, *, strict=False):
    _compare(x, y, lambda a, d: a < d, "Arrays are not strictly ordered `x < y`", err_msg, verbose, strict)


def testing_assert_raises(exception_class, *args, **kwargs):
    class Raises:
        def __enter__(self):
            return self

        def __exit__(self, kind, value, traceback):
            self.exception = value
            if kind is None:
                raise AssertionError(f"{exception_class.__name__} not raised")
            return issubclass(kind, exception_class)

    if not args:
        return Raises()
    with Raises():
        args[0](*args[1:], **kwargs)


def testing_assert_raises_regex(exception_class, expected_regexp, *args, **kwargs):
    import re
    if args:
        try:
            args[0](*args[1:], **kwargs)
        except exception_class as error:
            if re.search(expected_regexp, str(error)):
                return
            raise AssertionError(f'"{expected_regexp}" does not match "{error}"') from None
        raise AssertionError(f"{exception_class.__name__} not raised")
    return _RaisesRegex(exception_class, expected_regexp)


class _RaisesRegex:
    def __init__(self, wanted, pattern):
        self.wanted, self.pattern, self.exception = wanted, pattern, None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        import re
        if kind is None:
            raise AssertionError(f"{self.wanted.__name__} not raised")
        if not issubclass(kind, self.wanted):
            return False
        self.exception = error
        if not re.search(self.pattern, str(error)):
            raise AssertionError(f'"{self.pattern}" does not match "{error}"')
        return True


def testing_assert_approx_equal(actual, desired, significant=7, err_msg="", verbose=True):
    import math
    if actual == desired or (actual != actual and desired != desired):
        return
    scale = 0.5 * (_abs(desired) + _abs(actual))
    scale = 10.0 ** math.floor(math.log10(scale)) if scale else 1.0
    if _abs(desired / scale - actual / scale) >= 10.0 ** -(significant - 1):
        raise AssertionError(f"\nItems are not equal to {significant} significant digits:\n{err_msg}\n ACTUAL: {actual!r}\n "
                             f"DESIRED: {desired!r}")


def testing_assert_string_equal(actual, desired):
    if actual != desired:
        raise AssertionError(f"Differences in strings:\n- {actual}\n+ {desired}")


def _ulps(x, y):
    """Distances of floats in units of the last place."""
    x, y = np.asarray(x), np.asarray(y)
    wide = np.int64 if x.dtype == np.float64 else np.int32
    a, b = x.astype(x.dtype).view(wide).astype(np.int64), y.astype(x.dtype).view(wide).astype(np.int64)
    low = np.iinfo(wide).min
    a, b = np.where(a < 0, low - a, a), np.where(b < 0, low - b, b)
    return np.abs(a - b)


def testing_assert_array_max_ulp(a, b, maxulp=1, dtype=None):
    distances = _ulps(np.atleast_1d(np.asarray(a, dtype)), np.atleast_1d(np.asarray(b, dtype)))
    if not np.all(distances <= maxulp):
        raise AssertionError(f"Arrays are not almost equal up to {maxulp} ULP (max difference is {np.max(distances)} ULP)")
    return distances


def testing_assert_array_almost_equal_nulp(x, y, nulp=1):
    distances = _ulps(np.atleast_1d(x), np.atleast_1d(y))
    if not np.all(distances <= nulp):
        raise AssertionError(f"Arrays are not equal to {nulp} ULP (max is {np.max(distances)})")


def testing_assert_warns(warning_class, *args, **kwargs):
    import warnings
    if not args:
        return _Warns(warning_class)
    with _Warns(warning_class):
        return args[0](*args[1:], **kwargs)


class _Warns:
    def __init__(self, wanted):
        import warnings
        self.wanted, self._catch = wanted, warnings.catch_warnings(record=True)

    def __enter__(self):
        import warnings
        self.seen = self._catch.__enter__()
        warnings.simplefilter("always")
        return self

    def __exit__(self, kind, error, traceback):
        self._catch.__exit__(kind, error, traceback)
        if kind is None and not _any(issubclass(one.category, self.wanted) for one in self.seen):
            raise AssertionError(f"No warning raised matching {self.wanted.__name__}")


def testing_assert_no_warnings(*args, **kwargs):
    import warnings
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        result = args[0](*args[1:], **kwargs) if args else None
    if seen:
        raise AssertionError(f"Got warnings: {seen}")
    return result


def testing_assert_array_compare(comparison, x, y, err_msg="", verbose=True, header="", precision=6):
    if not np.all(comparison(np.asarray(x), np.asarray(y))):
        raise AssertionError(f"\n{header}\n{err_msg}\n ACTUAL: {x!r}\n DESIRED: {y!r}")

