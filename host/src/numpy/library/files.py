# Arrays in files.

_MAGIC = b"\x93NUMPY"


def save(file, arr, allow_pickle=True):
    a = np.asarray(arr)
    fortran = a.ndim > 1 and a.flags.f_contiguous and not a.flags.c_contiguous
    header = f"{{'descr': '{a.dtype.str}', 'fortran_order': {fortran}, 'shape': {a.shape}, }}"
    # The header grows in place when an array is extended, for which NumPy leaves room.
    growth = 21 - len(repr(a.shape[-1 if fortran else 0])) if a.ndim else 0
    header += " " * growth
    version, width = (b"\x01\x00", 2) if len(header) < 65000 else (b"\x02\x00", 4)
    start = len(_MAGIC) + 2 + width
    header += " " * (-(start + len(header) + 1) % 64) + "\n"
    data = _MAGIC + version + len(header).to_bytes(width, "little") + header.encode("latin1")
    data += (a.T if fortran else a).tobytes()
    if hasattr(file, "write"):
        file.write(data)
        return
    import os
    path = os.fspath(file)
    if not path.endswith(".npy"):
        path += ".npy"
    with open(path, "wb") as out:
        out.write(data)


def load(file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding="ASCII"):
    if mmap_mode not in (None, "r", "r+", "w+", "c"):
        raise ValueError(f"mode must be one of ['c', 'r', 'r+', 'w+'] (got {mmap_mode!r})")
    if hasattr(file, "read"):
        return _read_any(file)
    if mmap_mode in ("r+", "w+"):
        raise NotImplementedError(f"numpy.load: mmap_mode={mmap_mode!r} would write to the file and is not supported")
    with open(file, "rb") as source:
        a = _read_any(source)
    if mmap_mode == "r":
        # The array is read whole; what a program can see of a mapping is that stores are refused.
        a.flags.writeable = False
    return a


def _read_any(source):
    start = source.read(2)
    if start != b"PK":
        return _read_array(source, start)
    import io
    return _Archive(io.BytesIO(start + source.read()))


class _Archive:
    """The arrays of an .npz file by name."""

    def __init__(self, file):
        import zipfile
        self._zip = zipfile.ZipFile(file)
        self._names = {name.removesuffix(".npy"): name for name in self._zip.namelist()}
        self.files = list(self._names)

    def __getitem__(self, name):
        import io
        if name not in self._names and name not in self._names.values():
            raise KeyError(f"{name} is not a file in the archive")
        data = io.BytesIO(self._zip.read(self._names.get(name, name)))
        return _read_array(data, data.read(2))

    def __contains__(self, name):
        return name in self._names

    def __iter__(self):
        return iter(self.files)

    def __len__(self):
        return len(self.files)

    def keys(self):
        return list(self.files)

    def values(self):
        return [self[name] for name in self.files]

    def items(self):
        return [(name, self[name]) for name in self.files]

    def get(self, name, default=None):
        return self[name] if name in self else default

    def close(self):
        self._zip.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


def savez(file, *args, allow_pickle=True, **kwds):
    _save_archive(file, args, kwds, False)


def savez_compressed(file, *args, allow_pickle=True, **kwds):
    _save_archive(file, args, kwds, True)


def _save_archive(file, args, kwds, compressed):
    import io
    import zipfile
    arrays = dict(kwds)
    for position, a in enumerate(args):
        name = f"arr_{position}"
        if name in arrays:
            raise ValueError(f"Cannot use un-named variables and keyword {name}")
        arrays[name] = a
    if not hasattr(file, "write"):
        import os
        file = os.fspath(file)
        file = file if file.endswith(".npz") else file + ".npz"
    kind = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(file, "w", kind) as archive:
        for name, a in arrays.items():
            data = io.BytesIO()
            save(data, a)
            archive.writestr(name + ".npy", data.getvalue())


def _exactly(source, count, what):
    data = source.read(count)
    if len(data) != count:
        raise ValueError(f"EOF: reading {what}, expected {count} bytes got {len(data)}")
    return data


def _read_array(source, start):
    magic = start + source.read(4)
    if not magic:
        raise EOFError("No data left in file")
    if magic != _MAGIC:
        raise ValueError("This file contains pickled (object) data. If you trust the file you can load it unsafely "
                         "using the `allow_pickle=` keyword argument or `pickle.load()`.")
    major, minor = _exactly(source, 2, "magic string")
    if (major, minor) not in ((1, 0), (2, 0), (3, 0)):
        raise ValueError(f"we only support format version (1,0), (2,0), and (3,0), not {(major, minor)}")
    width = 2 if major == 1 else 4
    length = int.from_bytes(_exactly(source, width, "array header length"), "little")
    if length > 10000000:
        raise ValueError(f"Header info length ({length}) is large and may not be safe to load securely.")
    header = _exactly(source, length, "array header").decode("utf8" if major == 3 else "latin1")
    descr, fortran, shape = _header(header)
    try:
        kind = np.dtype(descr)
    except TypeError:
        raise ValueError(f"descr is not a valid dtype descriptor: {descr!r}") from None
    count = 1
    for n in shape:
        count *= n
    data = source.read(count * kind.itemsize)
    if len(data) != count * kind.itemsize:
        if hasattr(source, "fileno"):
            raise ValueError(f"Failed to read all data for array. Expected {shape} = {count} elements, could only read "
                             f"{len(data) // kind.itemsize} elements. (file seems not fully written?)")
        raise ValueError(f"EOF: reading array data, expected {count * kind.itemsize} bytes got {len(data)}")
    a = _from_bytes(data, kind)
    return a.reshape(shape[::-1]).T if fortran else a.reshape(shape)


def _header(text):
    import ast
    try:
        fields = ast.literal_eval(text.strip())
    except SyntaxError:
        raise ValueError(f"Cannot parse header: {text!r}") from None
    if not isinstance(fields, dict):
        raise ValueError(f"Header is not a dictionary: {fields!r}")
    if set(fields) != {"descr", "fortran_order", "shape"}:
        raise ValueError(f"Header does not contain the correct keys: {sorted(fields)!r}")
    shape = fields["shape"]
    if not isinstance(shape, tuple) or not _all(isinstance(n, int) and n >= 0 for n in shape):
        raise ValueError(f"shape is not valid: {shape!r}")
    if not isinstance(fields["fortran_order"], builtins.bool):
        raise ValueError(f"fortran_order is not a valid bool: {fields['fortran_order']!r}")
    return fields["descr"], fields["fortran_order"], shape


def savetxt(fname, X, fmt="%.18e", delimiter=" ", newline="\n", header="", footer="", comments="# ", encoding=None):
    X = np.asarray(X)
    if X.ndim == 0 or X.ndim > 2:
        raise ValueError(f"Expected 1D or 2D array, got {X.ndim}D array instead")
    rows = X.reshape((-1, 1)) if X.ndim == 1 else X
    pattern = _row_format(fmt, rows.shape[1], delimiter, X.dtype.kind == "c")
    lines = [comments + header.replace("\n", "\n" + comments) + newline] if header else []
    for row in rows.tolist():
        if X.dtype.kind == "c":
            row = [part for number in row for part in (number.real, number.imag)]
        try:
            lines.append(pattern % tuple(row) + newline)
        except TypeError:
            raise TypeError(f"Mismatch between array dtype ('{X.dtype}') and format specifier ('{pattern}')") from None
    if footer:
        lines.append(comments + footer.replace("\n", "\n" + comments) + newline)
    text = "".join(lines)
    if hasattr(fname, "write"):
        try:
            fname.write(text)
        except TypeError:
            fname.write(text.encode(encoding or "latin1"))
        return
    with _opened(fname, "wt", encoding) as out:
        out.write(text)


def _row_format(fmt, columns, delimiter, is_complex):
    """One format for a whole row."""
    if isinstance(fmt, (list, tuple)):
        if len(fmt) != columns:
            raise AttributeError(f"fmt has wrong shape.  {fmt}")
        return delimiter.join(fmt)
    count = fmt.count("%")
    if count == 1:
        one = f" ({fmt}+{fmt}j)".replace("+%", "%+", 1) if is_complex else fmt
        return delimiter.join([one] * columns)
    if count == (2 * columns if is_complex else columns):
        return fmt
    raise ValueError(f"fmt has wrong number of % formats:  {fmt}")


def _opened(name, mode, encoding):
    import os
    path = os.fspath(name)
    if path.endswith(".gz"):
        import gzip
        return gzip.open(path, mode, encoding=encoding or "latin1")
    return open(path, mode, encoding=encoding)


def _text_lines(source, encoding):
    """The lines of a path, an open file, or any iterable of texts."""
    import os
    if isinstance(source, (str, os.PathLike)):
        with _opened(source, "rt", encoding) as opened:
            return opened.read().splitlines()
    lines = source.read().splitlines() if hasattr(source, "read") else list(source)
    return [line.decode(encoding or "latin1") if isinstance(line, bytes) else line for line in lines]


def _without_comment(line, comments):
    for mark in comments:
        line = line.split(mark)[0]
    return line


def _fields(line, delimiter, quotechar):
    if quotechar:
        import csv
        rows = list(csv.reader([line], delimiter=delimiter or " ", quotechar=quotechar, skipinitialspace=delimiter is None))
        return rows[0] if rows else []
    return line.split(delimiter)


def _number(text, kind):
    text = text.strip()
    try:
        if kind == "c":
            return complex(text.replace("+-", "-").replace("i", "j"))
        if kind in "iu":
            return int(text)
        return float.fromhex(text) if text[:3].lower().lstrip("+-").startswith("0x") else float(text)
    except ValueError:
        if kind in "iub":
            return float(text)
        raise


def _columns(usecols, count):
    if usecols is None:
        return None
    columns = [usecols] if isinstance(usecols, int) else [one.__index__() for one in usecols]
    return [one % count if one < 0 else one for one in columns]


def loadtxt(fname, dtype=float, comments="#", delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False,
            ndmin=0, encoding=None, max_rows=None, *, quotechar=None, like=None):
    comments = [] if comments is None else [comments] if isinstance(comments, (str, bytes)) else list(comments)
    comments = [mark.decode() if isinstance(mark, bytes) else mark for mark in comments]
    kind = np.dtype(dtype)
    rows = []
    width = None
    for number, line in enumerate(_text_lines(fname, encoding)[skiprows:], 1 + skiprows):
        line = _without_comment(line, comments).strip(" \t\r\n" if delimiter is None else "\r\n")
        if not line.strip():
            continue
        if max_rows is not None and len(rows) == max_rows:
            break
        fields = _fields(line, delimiter, quotechar)
        columns = _columns(usecols, len(fields))
        if width is None:
            width = len(fields)
        elif columns is None and len(fields) != width:
            raise ValueError(f"the number of columns changed from {width} to {len(fields)} at row {number}; use `usecols` "
                             "to select a subset and avoid this error")
        columns = _range(len(fields)) if columns is None else columns
        row = []
        for column in columns:
            if column >= len(fields):
                raise ValueError(f"invalid column index {column} at row {number} with {len(fields)} columns")
            convert = converters if callable(converters) else (converters or {}).get(column)
            try:
                row.append(convert(fields[column]) if convert else _number(fields[column], kind.kind))
            except ValueError:
                raise ValueError(f"could not convert string {fields[column]!r} to {kind.name} at row {number - 1}, column "
                                 f"{column + 1}.") from None
        rows.append(row)
    if not rows:
        _warn(f'loadtxt: input contained no data: "{fname}"')
    a = np.array(rows, kind) if rows else np.empty((0,) if width is None else (0, width), kind)
    return _as_rank(a, ndmin, unpack)


def _as_rank(a, ndmin, unpack):
    if ndmin not in (0, 1, 2):
        raise ValueError("Illegal value of ndmin keyword: %s" % ndmin)
    if a.ndim > ndmin:
        a = np.squeeze(a)
    if a.ndim < ndmin:
        a = np.atleast_1d(a) if ndmin == 1 else np.atleast_2d(a).T
    return a.T if unpack else a


def genfromtxt(fname, dtype=float, comments="#", delimiter=None, skip_header=0, skip_footer=0, converters=None,
               missing_values=None, filling_values=None, usecols=None, names=None, excludelist=None, deletechars="",
               replace_space="_", autostrip=False, case_sensitive=True, defaultfmt="f%i", unpack=None, usemask=False,
               loose=True, invalid_raise=True, max_rows=None, encoding=None, *, ndmin=0, like=None):
    if names is not None or usemask or dtype is None:
        raise NotImplementedError("numpy.genfromtxt: the arguments `names` and `usemask`, and `dtype=None`, are not supported")
    kind = np.dtype(dtype)
    lines = _text_lines(fname, encoding)[skip_header:]
    marks = [] if comments is None else [comments]
    lines = [_without_comment(line, marks) for line in lines]
    lines = [line for line in lines if line.strip()]
    lines = lines[:len(lines) - skip_footer] if skip_footer else lines
    lines = lines[:max_rows] if max_rows is not None else lines
    missing = {""} | ({missing_values} if isinstance(missing_values, str) else set(missing_values or ()))
    nothing = -1 if kind.kind in "iu" else False if kind.kind == "b" else float("nan")
    filling = nothing if filling_values is None else filling_values
    rows = []
    for line in lines:
        if isinstance(delimiter, int):
            fields = [line[at:at + delimiter] for at in _range(0, len(line), delimiter)]
        elif isinstance(delimiter, (list, tuple)):
            ends = np.cumsum(delimiter).tolist()
            fields = [line[start:stop] for start, stop in zip([0] + ends, ends)]
        else:
            fields = line.split(delimiter)
        columns = _columns(usecols, len(fields)) or _range(len(fields))
        row = []
        for column in columns:
            text = fields[column].strip()
            convert = (converters or {}).get(column)
            if convert:
                row.append(convert(text))
                continue
            try:
                row.append(filling if text in missing else _number(text, kind.kind))
            except ValueError:
                if not loose:
                    raise
                row.append(filling)
        rows.append(row)
    widths = {len(row) for row in rows}
    if len(widths) > 1:
        if invalid_raise:
            wrong = [(number + 1 + skip_header, len(row)) for number, row in enumerate(rows) if len(row) != len(rows[0])]
            places = "".join(f"\n    Line #{line} (got {count} columns instead of {len(rows[0])})" for line, count in wrong)
            raise ValueError("Some errors were detected !" + places)
        rows = [row for row in rows if len(row) == len(rows[0])]
    if not rows:
        _warn(f'genfromtxt: Empty input file: "{fname}"')
        return np.empty((0,), kind)
    return _as_rank(np.array(rows, kind), ndmin, unpack)


def fromstring(string, dtype=float, count=-1, *, sep, like=None):
    if sep == "":
        raise ValueError("The binary mode of fromstring is removed, use frombuffer instead")
    fields = string.split() if sep.isspace() else string.split(sep)
    fields = [field for field in fields if field.strip()]
    kind = np.dtype(dtype)
    numbers = [_number(field, kind.kind) for field in fields]
    if count >= 0 and len(numbers) < count:
        raise ValueError("string is smaller than requested size")
    return np.array(numbers[:count] if count >= 0 else numbers, kind)


def fromfile(file, dtype=float, count=-1, sep="", offset=0, *, like=None):
    if sep != "":
        text = file.read() if hasattr(file, "read") else open(file).read()
        return fromstring(text.decode() if isinstance(text, bytes) else text, dtype, count, sep=sep)
    kind = np.dtype(dtype)
    if hasattr(file, "read"):
        file.seek(offset, 1)
        data = file.read() if count < 0 else file.read(count * kind.itemsize)
    else:
        with open(file, "rb") as source:
            source.seek(offset)
            data = source.read() if count < 0 else source.read(count * kind.itemsize)
    return _from_bytes(data[:len(data) // kind.itemsize * kind.itemsize], kind)
