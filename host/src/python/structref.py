"""Structures of the program in compiled code: `numba.experimental.structref`.

A structure is an instance of a class whose fields are named when its type is made; `hooks` is the native side.
"""

from numba import njit
from numba.extending import overload

new = hooks.new


def register(struct_type):
    """Makes a class of types of a class derived from `types.StructRef`."""
    return hooks.struct_class(struct_type)


def define_proxy(py_class, struct_type, fields):
    """Makes `py_class` the constructor of the structure and the class of its values in Python."""
    define_constructor(py_class, struct_type, fields)
    define_boxing(struct_type, py_class)


def define_constructor(py_class, struct_typeclass, fields):
    """Lets compiled code call `py_class` with a value for each field."""
    params = ", ".join(fields)
    stores = "".join(f"    made.{name} = {name}\n" for name in fields)
    body = f"def ctor({params}):\n    made = new(struct_type)\n{stores}    return made\n"

    def constructor(*types):
        names = {"new": new, "struct_type": struct_typeclass(list(zip(fields, types)))}
        exec(body, names)
        return names["ctor"]

    names = {"constructor": constructor}
    exec(f"def choose({params}):\n    return constructor({params})\n", names)
    overload(py_class)(names["choose"])


def define_boxing(struct_type, obj_class):
    """Makes `obj_class` the class of the structure's values in Python."""
    if not issubclass(obj_class, StructRefProxy):
        raise TypeError(f"{obj_class.__name__} must be derived from structref.StructRefProxy")
    hooks.box_struct_as(struct_type, obj_class)


def define_attributes(struct_typeclass):
    """Nothing is left to do: compiled code reads and sets the fields of every structure."""


class StructRefProxy(hooks.Box):
    """The base of classes that stand for structures in Python."""

    __slots__ = ()

    def __new__(cls, *args):
        count = len(args)
        if (cls, count) not in _CALLERS:
            params = ", ".join(f"a{position}" for position in range(count))
            names = {"cls": cls}
            exec(f"def ctor({params}):\n    return cls({params})\n", names)
            _CALLERS[cls, count] = njit(names["ctor"])
        return _CALLERS[cls, count](*args)


# Functions that make structures, by the class and the number of fields.
_CALLERS = {}
