# Structured arrays: records with named fields, over an array of bytes with one axis more.


class record_type:
    """What `np.dtype([...])` gives: the fields of a record, and where they lie."""

    kind, char, byteorder, hasobject, isbuiltin, isnative = "V", "V", "|", False, 0, True
    ndim, shape, subdtype, num = 0, (), None, 20

    def __init__(self, fields, itemsize, aligned=False):
        known = [(name, offset, ty if isinstance(ty, record_type) else np.dtype(ty), tuple(shape))
                 for name, offset, ty, shape in fields]
        self._numjit_layout = tuple(known)
        self.names = tuple(field[0] for field in known)
        if len(set(self.names)) < len(self.names):
            name = next(name for name in self.names if self.names.count(name) > 1)
            raise ValueError(f"field {name!r} occurs more than once")
        self.itemsize = itemsize
        self.isalignedstruct = aligned
        self.alignment = _max([1] + [_alignment(ty) for _, _, ty, _ in known]) if aligned else 1

    @property
    def base(self):
        return self

    @property
    def type(self):
        return void

    @property
    def name(self):
        return f"void{8 * self.itemsize}"

    @property
    def str(self):
        return f"|V{self.itemsize}"

    @property
    def fields(self):
        return {name: (ty, offset) for name, offset, ty, _ in self._numjit_layout}

    @property
    def descr(self):
        entries, end = [], 0
        for name, offset, ty, shape in self._numjit_layout:
            if offset > end:
                entries.append(("", f"|V{offset - end}"))
            text = ty.descr if isinstance(ty, record_type) else ty.str
            entries.append((name, text, shape) if shape else (name, text))
            end = offset + ty.itemsize * _count(shape)
        if self.itemsize > end:
            entries.append(("", f"|V{self.itemsize - end}"))
        return entries

    def _field(self, key):
        for field in self._numjit_layout:
            if field[0] == key:
                return field
        raise KeyError(f"Field named {key!r} not found.")

    def __getitem__(self, key):
        return self._numjit_layout[key][2] if isinstance(key, int) else self._field(key)[2]

    def __len__(self):
        return len(self.names)

    def __eq__(self, other):
        if isinstance(other, (list, tuple)):
            other = np.dtype(other)
        return (isinstance(other, record_type) and self._numjit_layout == other._numjit_layout
                and self.itemsize == other.itemsize)

    def __hash__(self):
        return hash((self.names, self.itemsize))

    def _text(self):
        packed = 0
        entries = []
        for name, offset, ty, shape in self._numjit_layout:
            packed = packed if offset == packed else None
            text = ty._text() if isinstance(ty, record_type) else repr(_code(ty))
            entries.append(f"({name!r}, {text}, {shape})" if shape else f"({name!r}, {text})")
            packed = None if packed is None else packed + ty.itemsize * _count(shape)
        if packed == self.itemsize and not self.isalignedstruct:
            return "[" + ", ".join(entries) + "]"
        formats = [ty._text() if isinstance(ty, record_type) else repr(_code(ty)) for _, _, ty, _ in self._numjit_layout]
        formats = [f"({text}, {field[3]})" if field[3] else text for text, field in zip(formats, self._numjit_layout)]
        aligned = ", 'aligned': True" if self.isalignedstruct else ""
        return (f"{{'names': {list(self.names)!r}, 'formats': [{', '.join(formats)}], "
                f"'offsets': {[field[1] for field in self._numjit_layout]!r}, 'itemsize': {self.itemsize}{aligned}}}")

    def __repr__(self):
        if not self.isalignedstruct:
            return f"dtype({self._text()})"
        entries = [(name, ty if isinstance(ty, record_type) else _code(ty)) + ((shape,) if shape else ())
                   for name, _, ty, shape in self._numjit_layout]
        return f"dtype({entries!r}, align=True)"

    def __str__(self):
        return self._text()

    def __reduce__(self):
        return record_type, ([field for field in self._numjit_layout], self.itemsize, self.isalignedstruct)


def _code(ty):
    """The name of an element type in the description of a record."""
    return "?" if ty.kind == "b" else ty.str.lstrip("|")


def _alignment(ty):
    return ty.alignment


def _count(shape):
    count = 1
    for n in shape:
        count *= n
    return count


def record_type_of(obj, align=False, copy=False, **more):
    if isinstance(obj, record_type):
        return obj
    if isinstance(obj, dict):
        if "names" not in obj:
            return _from_entries([(name, *rest) for name, rest in obj.items()], align, True)
        formats = [_element(one) for one in obj["formats"]]
        entries = list(zip(obj["names"], formats))
        offsets = obj.get("offsets")
        made = _placed(entries, align, offsets)
        return record_type(made._numjit_layout, obj.get("itemsize", made.itemsize), align)
    return _placed([(entry[0], _element(entry[1], entry[2] if len(entry) > 2 else ())) for entry in obj], align, None)


def _from_entries(entries, align, with_offsets):
    formats = [(name, _element(ty)) for name, ty, _ in entries]
    return _placed(formats, align, [offset for _, _, offset in entries])


def _element(description, shape=()):
    """(element type, shape) of one field."""
    shape = (shape,) if isinstance(shape, int) else tuple(shape)
    if isinstance(description, tuple) and len(description) == 2:
        inner, more = _element(description[0], description[1])
        return inner, shape + more
    if isinstance(description, str) and description[:1] == "(":
        text, _, rest = description[1:].partition(")")
        return _element(rest, tuple(int(n) for n in text.split(",") if n.strip()))
    if isinstance(description, (list, dict)):
        return record_type_of(description), shape
    if isinstance(description, record_type):
        return description, shape
    if isinstance(description, str) and description.lstrip("<=|")[:1] in ("U", "S", "V", "M", "m") or description is str:
        raise TypeError(f"fields of the type {description!r} are not supported: fields hold numbers and records")
    return np.dtype(description), shape


def _placed(entries, align, offsets):
    layout, at, widest = [], 0, 1
    for k, (name, (ty, shape)) in enumerate(entries):
        name = name[0] if isinstance(name, tuple) else name or f"f{k}"
        step = _alignment(ty) if align else 1
        widest = _max(widest, step)
        offset = -(-at // step) * step if offsets is None else offsets[k]
        layout.append((name, offset, ty, shape))
        at = _max(at, offset + ty.itemsize * _count(shape))
    return record_type(layout, -(-at // widest) * widest, align)


class void:
    """The class of elements of structured arrays; only its name is used."""


class structured:
    """An array of records, or one of them."""

    __array_priority__ = 20.0
    __hash__ = None

    def __init__(self, data, dtype, attributes=False):
        object.__setattr__(self, "_numjit_bytes", data)
        object.__setattr__(self, "dtype", dtype)
        object.__setattr__(self, "_attributes", attributes)

    shape = property(lambda self: self._numjit_bytes.shape[:-1])
    strides = property(lambda self: self._numjit_bytes.strides[:-1])
    ndim = property(lambda self: self._numjit_bytes.ndim - 1)
    itemsize = property(lambda self: self.dtype.itemsize)
    size = property(lambda self: _count(self.shape))
    nbytes = property(lambda self: self.size * self.itemsize)
    flags = property(lambda self: self._numjit_bytes.flags)

    @property
    def T(self):
        axes = list(_range(self.ndim))[::-1] + [self.ndim]
        return self._like(self._numjit_bytes.transpose(axes))

    def _like(self, data):
        return structured(data, self.dtype, self._attributes)

    def _part(self, name):
        _, offset, ty, shape = self.dtype._field(name)
        data = self._numjit_bytes[..., offset:offset + ty.itemsize * _count(shape)]
        if isinstance(ty, record_type):
            return structured(data.reshape(self.shape + shape + (ty.itemsize,)) if shape else data, ty, self._attributes)
        numbers = data.view(ty)
        return _with_shape(numbers, self.shape, shape)

    def field(self, name):
        return self[name]

    def __getitem__(self, key):
        if isinstance(key, str):
            part = self._part(key)
            return part[()] if self.ndim == 0 and not isinstance(part, structured) else part
        if isinstance(key, list) and key and _all(isinstance(one, str) for one in key):
            fields = [self.dtype._field(one) for one in key]
            return structured(self._numjit_bytes, record_type(fields, self.dtype.itemsize), self._attributes)
        if self.ndim == 0:
            return self if key == () else self[self.dtype.names[key]]
        return self._like(self._numjit_bytes[_whole(key)])

    def __setitem__(self, key, value):
        if isinstance(key, str):
            self._part(key)[...] = value
            return
        if self.ndim == 0 and isinstance(key, int):
            self[self.dtype.names[key]] = value
            return
        target = self if self.ndim == 0 else self._like(self._numjit_bytes[_whole(key)]) if _is_view(key) else None
        if target is None:
            copy = self._like(self._numjit_bytes[_whole(key)])
            copy[...] = value
            self._numjit_bytes[_whole(key)] = copy._numjit_bytes
            return
        if isinstance(value, structured):
            for name, other in zip(self.dtype.names, value.dtype.names):
                target[name] = value[other]
        elif isinstance(value, tuple):
            if len(value) != len(self.dtype.names):
                raise ValueError(f"could not assign tuple of length {len(value)} to structure with "
                                 f"{len(self.dtype.names)} fields.")
            for name, one in zip(self.dtype.names, value):
                target[name] = one
        elif isinstance(value, list):
            if len(value) != len(target):
                raise ValueError(f"could not broadcast input array from shape ({len(value)},) into shape {target.shape}")
            for k, one in enumerate(value):
                target[k] = one
        else:
            for name in self.dtype.names:
                target[name] = value

    def __getattr__(self, name):
        dtype = object.__getattribute__(self, "dtype")
        if name in dtype.names and object.__getattribute__(self, "_attributes"):
            return self[name]
        raise AttributeError(f"'numpy.{'void' if self.ndim == 0 else 'ndarray'}' object has no attribute {name!r}")

    def __setattr__(self, name, value):
        if name in self.dtype.names and self._attributes:
            self[name] = value
        else:
            raise AttributeError(f"'numpy.ndarray' object has no attribute {name!r}")

    def __len__(self):
        if self.ndim == 0:
            return len(self.dtype.names)
        return self.shape[0]

    def __iter__(self):
        if self.ndim == 0:
            return iter(self.tolist())
        return iter([self[k] for k in _range(self.shape[0])])

    def __eq__(self, other):
        if isinstance(other, tuple):
            return self.tolist() == other
        if not isinstance(other, structured):
            return NotImplemented
        same = np.ones(np.broadcast_shapes(self.shape, other.shape), np.bool_)
        for name in self.dtype.names:
            equal = self[name] == other[name]
            extra = np.ndim(equal) - same.ndim
            same = same & (np.all(equal, axis=tuple(_range(-extra, 0))) if extra else equal)
        return same[()] if same.ndim == 0 else same

    def __ne__(self, other):
        same = self.__eq__(other)
        return same if same is NotImplemented else np.logical_not(same)

    def tolist(self):
        if self.ndim:
            return [self[k].tolist() for k in _range(self.shape[0])]
        parts = [self[name] for name in self.dtype.names]
        # NumPy leaves fields that are arrays as arrays.
        return tuple(part if isinstance(part, np.ndarray) else part.tolist() for part in parts)

    def item(self, *args):
        return (self.reshape(-1)[args[0]] if args and self.ndim else self).tolist()

    def copy(self, order="C"):
        return self._like(self._numjit_bytes.copy())

    def reshape(self, *shape):
        shape = shape[0] if len(shape) == 1 and not isinstance(shape[0], int) else shape
        return self._like(self._numjit_bytes.reshape(tuple(shape) + (self.dtype.itemsize,)))

    def ravel(self):
        return self.reshape(-1)

    flatten = ravel

    def view(self, *kinds, dtype=None, type=None):
        for kind in kinds + (dtype, type):
            if kind is recarray:
                return structured(self._numjit_bytes, self.dtype, True)
            if isinstance(kind, record_type):
                return structured(self._numjit_bytes.reshape(self.shape + (kind.itemsize,)), kind, self._attributes)
            if kind is np.ndarray:
                return structured(self._numjit_bytes, self.dtype, False)
        kind = np.dtype(kinds[0] if kinds else dtype)
        return self._numjit_bytes.view(kind)

    def astype(self, dtype, copy=True):
        dtype = np.dtype(dtype)
        made = structured_zeros(self.shape, dtype)
        for name, other in zip(dtype.names, self.dtype.names):
            made[name] = self[other]
        return made

    def fill(self, value):
        self[...] = value

    def tobytes(self):
        return self._numjit_bytes.tobytes()

    def argsort(self, axis=-1, kind=None, order=None):
        names = [order] if isinstance(order, str) else list(order or self.dtype.names)
        return np.lexsort(tuple(np.asarray(self[name]) for name in reversed(names)))

    def sort(self, axis=-1, kind=None, order=None):
        self[...] = self[self.argsort(axis, kind, order)].copy()

    def _element_text(self):
        parts = []
        for name in self.dtype.names:
            part = self[name]
            if isinstance(part, structured):
                parts.append(part._element_text())
            elif np.ndim(part):
                parts.append(str(part).replace("\n", ""))
            else:
                parts.append(str(part) if part.dtype.kind != "f" else _float_text(part))
        return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"

    def __repr__(self):
        kind = "rec.array" if self._attributes else "array"
        if self.ndim == 0:
            return f"np.{'record' if self._attributes else 'void'}({self}, dtype={self.dtype})"
        body = _nested_text(self, ", ")
        return f"{kind}({body}, dtype={self.dtype})" if len(body) + len(str(self.dtype)) < 60 else \
            f"{kind}({body},\n      dtype={self.dtype})"

    def __str__(self):
        if self.ndim == 0:
            return str(tuple(_plain(self[name]) for name in self.dtype.names))
        return _nested_text(self, " ")


def _plain(part):
    """What stands for a field in the text of a record."""
    if isinstance(part, structured):
        return tuple(_plain(part[name]) for name in part.dtype.names) if part.ndim == 0 else part.tolist()
    return part.tolist()


def _with_shape(numbers, lead, shape):
    """The elements of one field: numbers lie next to each other on the last axis, which becomes the field's shape."""
    if not shape:
        return numbers[..., 0] if lead else numbers.reshape(())
    if len(shape) == 1:
        return numbers
    strides, step = [], numbers.dtype.itemsize
    for n in reversed(shape):
        strides.insert(0, step)
        step *= n
    return np.lib.stride_tricks.as_strided(numbers, lead + shape, numbers.strides[:-1] + tuple(strides))


def _is_view(key):
    parts = key if isinstance(key, tuple) else (key,)
    return _all(isinstance(part, (int, slice, np.integer)) or part is Ellipsis or part is None for part in parts)


def _whole(key):
    """An index of records as one of bytes."""
    parts = key if isinstance(key, tuple) else (key,)
    return parts + (slice(None),)


def _float_text(x):
    return np.format_float_positional(x, trim=".") if 1e-4 <= _abs(x) < 1e16 or x == 0 else str(x)


def _nested_text(a, comma):
    if a.ndim == 1:
        columns = []
        for name in a.dtype.names:
            part = a[name]
            if isinstance(part, structured) or np.ndim(part) > 1:
                columns.append([str(one) if not isinstance(one, structured) else one._element_text() for one in part])
            else:
                text = np.array2string(np.asarray(part), separator="\n", threshold=1 << 60, max_line_width=1 << 30)
                columns.append([line.lstrip(" [").rstrip("]") for line in text[1:-1].split("\n")] if len(part) else [])
        for column in columns:
            width = _max([len(text) for text in column], default=0)
            column[:] = [text.rjust(width) for text in column]
        single = "," if len(columns) == 1 else ""
        return "[" + comma.join(f"({', '.join(row)}{single})" for row in zip(*columns)) + "]"
    return "[" + (comma.rstrip() + "\n ").join(_nested_text(one, comma) for one in a) + "]"


class recarray:
    """Structured arrays whose fields are attributes."""

    def __new__(cls, shape, dtype=None, formats=None, names=None, **more):
        if dtype is None:
            dtype = _record_of(formats, names)
        return structured(structured_zeros(shape, np.dtype(dtype))._numjit_bytes, np.dtype(dtype), True)


def _record_of(formats, names):
    formats = formats.split(",") if isinstance(formats, str) else list(formats)
    names = [f"f{k}" for k in _range(len(formats))] if names is None else names
    names = [name.strip() for name in names.split(",")] if isinstance(names, str) else names
    return record_type_of(list(zip(names, [one.strip() if isinstance(one, str) else one for one in formats])))


class rec:
    """The module numpy.rec."""

    recarray = recarray

    @staticmethod
    def array(obj, dtype=None, formats=None, names=None, **more):
        if isinstance(obj, structured):
            return structured(obj._numjit_bytes, obj.dtype, True)
        dtype = np.dtype(dtype) if dtype is not None else _record_of(formats, names)
        return structured(structured_array(obj, dtype)._numjit_bytes, dtype, True)

    @staticmethod
    def fromarrays(arrayList, dtype=None, formats=None, names=None, **more):
        arrays = [np.asarray(one) for one in arrayList]
        if dtype is None:
            dtype = _record_of(formats or [one.dtype for one in arrays], names)
        made = structured_zeros(arrays[0].shape, np.dtype(dtype))
        for name, one in zip(made.dtype.names, arrays):
            made[name] = one
        return structured(made._numjit_bytes, made.dtype, True)


def structured_zeros(shape, dtype=None, order="C", **more):
    dtype = np.dtype(dtype)
    shape = (shape,) if isinstance(shape, (int, np.integer)) else tuple(shape)
    return structured(np.zeros(shape + (dtype.itemsize,), np.uint8), dtype)


structured_empty = structured_zeros


def structured_ones(shape, dtype=None, order="C", **more):
    made = structured_zeros(shape, dtype)
    made[...] = 1
    return made


def structured_full(shape, fill_value, dtype=None, order="C", **more):
    made = structured_zeros(shape, dtype or fill_value.dtype)
    made[...] = fill_value
    return made


def _extents(obj):
    return () if isinstance(obj, tuple) or not isinstance(obj, list) else (len(obj),) + (_extents(obj[0]) if obj else ())


def structured_array(object, dtype=None, copy=True, **more):
    dtype = dtype if dtype is None else np.dtype(dtype)
    if isinstance(object, structured):
        dtype = object.dtype if dtype is None else dtype
        if dtype == object.dtype:
            return object.copy() if copy else object
        return object.astype(dtype)
    if isinstance(object, list) and object and isinstance(object[0], structured):
        made = structured_zeros((len(object),) + object[0].shape, dtype or object[0].dtype)
        for k, one in enumerate(object):
            made[k] = one
        return made
    made = structured_zeros(_extents(object), dtype)
    made[...] = object
    return made


def structured_asarray(a, dtype=None, **more):
    return structured_array(a, dtype, copy=False)


structured_asanyarray = structured_ascontiguousarray = structured_asarray


def structured_copy(a, order="K", **more):
    return a.copy()


def structured_zeros_like(a, dtype=None, **more):
    return structured_zeros(a.shape, a.dtype if dtype is None else dtype)


structured_empty_like = structured_zeros_like


def structured_frombuffer(buffer, dtype=None, count=-1, offset=0, **more):
    dtype = np.dtype(dtype)
    data = np.frombuffer(buffer, np.uint8, -1, offset)
    count = len(data) // dtype.itemsize if count < 0 else count
    return structured(data[:count * dtype.itemsize].reshape((count, dtype.itemsize)), dtype)


def structured_sort(a, axis=-1, kind=None, order=None, **more):
    made = a.copy()
    made.sort(axis, kind, order)
    return made


def structured_argsort(a, axis=-1, kind=None, order=None, **more):
    return a.argsort(axis, kind, order)


def structured_concatenate(arrays, axis=0, **more):
    axis = axis + arrays[0].ndim if axis < 0 else axis
    return structured(np.concatenate([one._numjit_bytes for one in arrays], axis), arrays[0].dtype)


def structured_array_equal(a1, a2, equal_nan=False):
    return a1.shape == a2.shape and builtins.bool(np.all(a1 == a2))


def structured_shape(a):
    return a.shape


def structured_ndim(a):
    return a.ndim


def structured_size(a, axis=None):
    return a.size


def structured_array_repr(arr, **more):
    return repr(arr)
