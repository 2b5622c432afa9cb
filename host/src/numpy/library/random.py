# Random numbers from the program's own generator.


def random_seed(seed=None):
    _random_seed(seed)


def random_randint(low, high=None, size=None, dtype=int):
    kind = np.dtype(dtype)
    if np.ndim(low) or (high is not None and np.ndim(high)):
        shape = np.broadcast_shapes(np.shape(low), np.shape(high if high is not None else 0)) if size is None else size
        if high is None:
            low, high = 0, low
        lows = np.broadcast_to(low, shape).ravel().tolist()
        highs = np.broadcast_to(high, shape).ravel().tolist()
        draws = [random_randint(a, b, 1, dtype)[0] for a, b in zip(lows, highs)]
        return np.array(draws, kind).reshape(shape)
    if high is None:
        low, high = 0, low
    low, high = int(low), int(high) - 1
    limits = (0, 1) if kind.kind == "b" else (np.iinfo(kind).min, np.iinfo(kind).max)
    if low < limits[0]:
        raise ValueError("low is out of bounds for " + kind.name)
    if high > limits[1]:
        raise ValueError("high is out of bounds for " + kind.name)
    if low > high:
        raise ValueError("low >= high")
    if size is None:
        draw = _random_intervals(low, high, 1, kind)[0]
        return draw if dtype is not int else int(draw)
    shape = (size,) if np.ndim(size) == 0 else tuple(size)
    count = 1
    for n in shape:
        count *= n
    return _random_intervals(low, high, count, kind).reshape(shape)


def random_each(name, *args, size=None, **keywords):
    """One draw for each element of the parameters, which are broadcast against each other."""
    function = name.rpartition(".")[2]
    values = [np.asarray(value) for value in (*args, *keywords.values())]
    shape = np.broadcast_shapes(*[value.shape for value in values])
    if size is not None:
        shape = np.broadcast_shapes(shape, size)
    columns = [np.broadcast_to(value, shape).ravel().tolist() for value in values]
    draw = getattr(np.random, function)
    rows = [draw(*row[:len(args)], **dict(zip(keywords, row[len(args):]))) for row in zip(*columns)]
    return np.array(rows).reshape(shape)


def random_choice(a, size=None, replace=True, p=None):
    if isinstance(a, (list, tuple)) and a and isinstance(a[0], str):
        places = random_choice(len(a), size, replace, p)
        return a[places] if size is None else [a[place] for place in places]
    a = np.asarray(a)
    if a.ndim == 0:
        population = int(a)
        if population <= 0:
            raise ValueError("a must be greater than 0 unless no samples are taken")
    elif a.ndim == 1:
        population = a.size
        if population == 0:
            raise ValueError("'a' cannot be empty unless no samples are taken")
    else:
        raise ValueError("a must be 1-dimensional")
    shape = () if size is None else (size,) if np.ndim(size) == 0 else tuple(size)
    count = 1
    for n in shape:
        count *= n
    if p is not None:
        p = np.asarray(p, np.float64)
        if p.size != population:
            raise ValueError("'a' and 'p' must have same size")
        if (p < 0).any():
            raise ValueError("probabilities are not non-negative")
        if _abs(float(p.sum()) - 1.0) > 1.4901161193847656e-08 * _max(1, population):
            raise ValueError("probabilities do not sum to 1")
    if replace:
        if p is None:
            places = random_randint(0, population, count)
        else:
            edges = p.cumsum()
            edges /= edges[-1]
            places = np.searchsorted(edges, np.random.random_sample(count), side="right")
    else:
        if count > population:
            raise ValueError("Cannot take a larger sample than population when 'replace=False'")
        if p is None:
            places = np.random.permutation(population)[:count]
        else:
            places = _weighted_without_return(p, count)
    if size is None:
        place = int(places[0])
        return place if a.ndim == 0 else a[place]
    places = places.reshape(shape)
    return places if a.ndim == 0 else a[places]


def _weighted_without_return(p, count):
    if int(np.count_nonzero(p > 0)) < count:
        raise ValueError("Fewer non-zero entries in p than size")
    found = np.zeros(count, np.int64)
    p = p.copy()
    done = 0
    while done < count:
        x = np.random.rand(count - done)
        if done > 0:
            p[found[:done]] = 0
        edges = np.cumsum(p)
        edges /= edges[-1]
        new = np.searchsorted(edges, x, side="right")
        _, first = np.unique(new, return_index=True)
        new = new[np.sort(first)]
        found[done:done + new.size] = new
        done += new.size
    return found


def random_shuffle(x):
    if isinstance(x, np.ndarray):
        raise TypeError("numpy.random.shuffle: this array cannot be shuffled")
    for i in _range(len(x) - 1, 0, -1):
        j = int(_random_intervals(0, i, 1, np.int64)[0])
        x[i], x[j] = x[j], x[i]


def random_permutation(x):
    return _row("random.permutation", np.asarray(x)) if np.ndim(x) else _row("random.permutation", int(x))


def random_bytes(length):
    words = [int(_random_intervals(0, 2 ** 32 - 1, 1, np.uint32)[0]) for _ in _range(-(-length // 4))]
    return b"".join(word.to_bytes(4, "little") for word in words)[:length]


def random_multivariate_normal(mean, cov, size=None, check_valid="warn", tol=1e-8):
    raise NotImplementedError("numpy.random.multivariate_normal is not supported: multiply standard_normal by a "
                              "factor of the covariance instead")


def random_get_state(legacy=True):
    return ("MT19937",) + _random_state()


def random_set_state(state):
    if isinstance(state, dict):
        inner = state["state"]
        state = (state["bit_generator"], inner["key"], inner["pos"], state["has_gauss"], state["gauss"])
    state = tuple(state)
    if state[0] != "MT19937":
        raise ValueError("set_state can only be used with legacy MT19937 state instances.")
    _set_random_state(*(state[1:] + (0, 0.0))[:4])


class random_RandomState:
    """A generator of its own: its methods are the functions of numpy.random on another state."""

    def __init__(self, seed=None):
        kept = _random_state()
        _random_seed(seed)
        self._state = _random_state()
        _set_random_state(*kept)

    def seed(self, seed=None):
        self.__init__(seed)

    def get_state(self, legacy=True):
        return ("MT19937",) + self._state

    def set_state(self, state):
        self._state = tuple(state)[1:]

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        function = getattr(np.random, name)

        def call(*args, **kwargs):
            kept = _random_state()
            _set_random_state(*self._state)
            try:
                return function(*args, **kwargs)
            finally:
                self._state = _random_state()
                _set_random_state(*kept)
        return call
