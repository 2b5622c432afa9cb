"""Classes of the program in compiled code: what `numba.experimental.jitclass` does when it decorates.

The classes that the compiler knows are made here; `hooks` is the native side.
"""

from numba import njit

_FUNCTION = type(lambda: None)
_DISPATCHER = hooks.Dispatcher

# Where a class keeps its annotations.
_ANNOTATED = {"__annotations__", "__annotate__", "__annotate_func__"}

# The special methods that instances may have.
_SPECIAL = {f"__{name}__" for name in (
    "init abs bool complex contains float getitem hash index invert int len setitem delitem str repr eq ne ge gt "
    "le lt neg pos call").split()}
for _name in "add floordiv lshift matmul mod mul pow rshift sub truediv and or xor".split():
    _SPECIAL |= {f"__{_name}__", f"__i{_name}__", f"__r{_name}__"}

# What every Python class has, and what compiled code has no use for.
_IGNORED = {
    "__module__", "__dict__", "__weakref__", "__doc__", "__qualname__", "__annotations__", "__firstlineno__",
    "__static_attributes__", "__annotate__", "__annotate_func__", "__annotations_cache__", "class_type",
    "__classcell__", "__orig_bases__", "__parameters__", "__slots__", "__type_params__",
}


def jitclass(cls_or_spec=None, spec=None):
    """Compiles a class; `spec` names the types of its fields that annotations do not."""
    if cls_or_spec is not None and spec is None and not isinstance(cls_or_spec, type):
        cls_or_spec, spec = None, cls_or_spec

    def wrap(cls):
        return cls if hooks.is_disabled() else _compile(cls, spec)

    return wrap if cls_or_spec is None else wrap(cls_or_spec)


def _compile(cls, spec):
    if not isinstance(cls, type):
        raise TypeError(f"jitclass takes a class, not {cls!r}")
    bases = [base for base in cls.__mro__[1:] if hooks.number_of(base) is not None]
    fields = {}
    for base in reversed(bases):
        fields.update(hooks.fields_of(base))
    fields.update(_own_fields(cls, spec, bases))
    members = _members(cls)
    _check_members(fields, members)
    numbers = [hooks.number_of(base) for base in bases]
    scopes = [base.__name__ for base in cls.__mro__ if base is not object]
    number = hooks.declare(cls.__name__, scopes, numbers, False)
    hooks.define(number, list(fields.items()))
    made = _python_class(cls, number, members, bases)
    _REGISTERED[number] = members
    _SUPERS[number] = _inherited(cls, members)
    hooks.register(number, made, _triples(members) + _SUPERS[number])
    return made


def _own_fields(cls, spec, bases):
    fields = dict(spec) if spec is not None else {}
    for name, ty in fields.items():
        if not isinstance(name, str):
            raise TypeError(f"spec keys should be strings, got {name!r}")
        if not hooks.is_type(ty):
            raise TypeError(f"spec values should be Numba type instances, got {ty!r}")
    inherited = {name for base in bases for name in hooks.fields_of(base)}
    for name, hint in _hints(cls).items():
        if name not in fields and name not in inherited:
            fields[name] = as_numba_type(hint)
    return {_mangled(cls, name): ty for name, ty in fields.items()}


def _hints(cls):
    hints = {}
    for base in reversed(cls.__mro__):
        if _ANNOTATED & vars(base).keys():
            hints.update(base.__annotations__)
    if any(isinstance(hint, str) for hint in hints.values()):
        import typing
        hints = typing.get_type_hints(cls)
    return hints


def _mangled(cls, name):
    if name.startswith("__") and not name.endswith("__"):
        return f"_{cls.__name__.lstrip('_')}{name}"
    return name


def as_numba_type(hint):
    """The type of compiled code that an annotation stands for."""
    if hooks.is_type(hint):
        return hint
    number = hooks.number_of(hint) if isinstance(hint, type) else None
    if number is not None:
        return hooks.instance_type(number)
    plain = {int: "int64", float: "float64", complex: "complex128", bool: "boolean", str: "unicode_type"}
    if isinstance(hint, type) and hint in plain:
        return hooks.parse_type(plain[hint])
    if hint is None or hint is type(None):
        return hooks.parse_type(None)
    made = _generic_type(hint)
    if made is None:
        try:
            return hooks.parse_type(hint)
        except TypeError:
            raise TypeError(f"Cannot infer Numba type of Python type {hint}") from None
    return made


def _generic_type(hint):
    from numba import types
    origin = getattr(hint, "__origin__", None)
    args = getattr(hint, "__args__", ())
    if origin is list:
        return types.ListType(as_numba_type(args[0]))
    if origin is dict:
        return types.DictType(as_numba_type(args[0]), as_numba_type(args[1]))
    if origin is set:
        return types.Set(as_numba_type(args[0]))
    if origin is tuple:
        return types.Tuple([as_numba_type(arg) for arg in args])
    others = [arg for arg in args if arg is not type(None)]
    if len(args) == 2 and len(others) == 1:
        return types.optional(as_numba_type(others[0]))
    return None


def _members(cls):
    """The members of the class and of those it inherits from, as the compiler takes them."""
    members = {}
    for base in reversed(cls.__mro__):
        if base is object or base is hooks.Box:
            continue
        number = hooks.number_of(base)
        if number is not None:
            members.update(_REGISTERED[number])
            continue
        for name, value in vars(base).items():
            if name not in _IGNORED and not (name == "__hash__" and value is None):
                members[name] = _compiled(value)
    return members


# The members of compiled classes, by their numbers.
_REGISTERED = {}


def _compiled(value):
    if isinstance(value, _FUNCTION):
        return ("method", njit(value))
    if isinstance(value, _DISPATCHER):
        return ("method", value)
    if isinstance(value, staticmethod):
        return ("static", _compiled(value.__func__)[1])
    if isinstance(value, property):
        parts = [part if part is None else _compiled(part)[1] for part in (value.fget, value.fset, value.fdel)]
        return ("property", property(*parts, doc=value.__doc__))
    return ("value", value)


def _check_members(fields, members):
    shadowed = [name for name, member in members.items() if name in fields and member[0] != "value"]
    if shadowed:
        raise NameError(f"name shadowing: {', '.join(shadowed)}")
    for name, (kind, value) in members.items():
        if kind == "property" and value.fdel is not None:
            raise TypeError(f"deleter is not supported: {name}")
        if kind == "value" and (isinstance(value, (classmethod, type)) or not _is_constant(value)):
            raise TypeError(f"class members are not yet supported: {name}")
        special = name.startswith("__") and name.endswith("__")
        if special and name not in _SPECIAL:
            raise TypeError(f"Method '{name}' is not supported.")


def _is_constant(value):
    return isinstance(value, (bool, int, float, complex, str, tuple)) or hasattr(value, "dtype")


def _python_class(cls, number, members, bases):
    names = {"class_type": hooks.class_type(number), "__doc__": cls.__doc__, "__module__": cls.__module__,
             "__qualname__": cls.__qualname__}
    for name, (kind, value) in members.items():
        if name != "__init__":
            names[name] = staticmethod(value) if kind == "static" else value
    return type(cls)(cls.__name__, (bases[0] if bases else hooks.Box,), names)


def _triples(members):
    return [(kind, name, value) for name, (kind, value) in members.items()]


def _inherited(cls, members):
    """What `super()` finds in the methods of each class, under the name `super(Class).method`."""
    found = []
    above = {}
    for base in reversed(cls.__mro__):
        if base is object or base is hooks.Box:
            continue
        key = f"{base.__module__}.{base.__qualname__}"
        found += [(kind, f"super({key}).{name}", value) for name, (kind, value) in above.items()]
        number = hooks.number_of(base)
        if number is not None:
            found += _SUPERS[number]
            above.update(_REGISTERED[number])
            continue
        own = vars(base)
        for name, value in own.items():
            if name not in _IGNORED and isinstance(value, (_FUNCTION, staticmethod, property)):
                same = members.get(name)
                above[name] = same if same is not None and _is_of(same[1], value) else _compiled(value)
    return found


def _is_of(compiled, value):
    return getattr(compiled, "py_func", None) is value


# What `super()` finds in compiled classes, by their numbers.
_SUPERS = {}
