//! The byte form of types: one row a kind, from which both the writer and the reader are made.
//!
//! A row is a tag that no other row has, a variant of [`Type`], and the form of each of its fields. A field
//! that holds a number of this process (of a function, a namespace, a class) needs a form that writes what
//! the number stands for: [`Func`], [`Space`], [`Class`]. A variant without a row does not compile.

use numjit_abi::ExceptionKind;
use numjit_ir::{
    ArrayTy, DictPart, EnumTy, Layout, NamedTupleClass, NamedTupleTy, RecordField, RecordTy, Ty,
    Type, UserExceptionClass,
};

use super::decode::{Decoder, Known};
use super::encode::Encoder;

/// A way to write and read a part of a type.
trait Form<T> {
    fn write(value: &T, encoder: &mut Encoder<'_>);

    /// None where the bytes are not what `write` writes, or mean nothing in this process.
    fn read(decoder: &mut Decoder<'_>, known: &mut Known<'_>) -> Option<T>;
}

/// What says everything by itself.
struct Plain;

/// The number of a function.
struct Func;

/// The number of a namespace.
struct Space;

/// The number of a class whose instances compiled code knows.
struct Class;

/// The number of a set of overloads.
struct Overloads;

/// Makes the writer and the reader of all kinds.
macro_rules! forms {
    (
        $($tag:literal => $variant:ident
            $(($($field:ident: $form:ident),+))?
            $({ $($name:ident: $named:ident),+ })?;)*
        inference only: $($absent:ident),*
    ) => {
        /// Writes a type.
        pub(super) fn write(ty: &Type, encoder: &mut Encoder<'_>) {
            match ty {
                $(Type::$variant $(($($field),+))? $({ $($name),+ })? => {
                    encoder.u8($tag);
                    $($($form::write($field, encoder);)+)?
                    $($($named::write($name, encoder);)+)?
                })*
                $(Type::$absent(..) => encoder.portable = false,)*
            }
        }

        /// Reads a type.
        pub(super) fn read(decoder: &mut Decoder<'_>, known: &mut Known<'_>) -> Option<Type> {
            Some(match decoder.u8()? {
                $($tag => {
                    $($(let $field = $form::read(decoder, known)?;)+)?
                    $($(let $name = $named::read(decoder, known)?;)+)?
                    Type::$variant $(($($field),+))? $({ $($name),+ })?
                })*
                _ => return None,
            })
        }
    };
}

forms! {
    0 => Never;
    1 => None;
    2 => Bool;
    3 => Int { bits: Plain, signed: Plain };
    4 => Float(bits: Plain);
    5 => Complex(bits: Plain);
    6 => LitInt(value: Plain);
    7 => LitBool(value: Plain);
    8 => LitStr(value: Plain);
    9 => Str;
    10 => Optional(inner: Plain);
    11 => Tuple(types: Plain);
    12 => NamedTuple(tuple: Plain);
    13 => List(inner: Plain);
    14 => Array(array: Plain);
    15 => Range(inner: Plain);
    16 => Enumerate(inner: Plain);
    17 => Zip(types: Plain);
    18 => NdIndex(axes: Plain);
    19 => NdEnumerate(inner: Plain);
    20 => Flat(inner: Plain);
    21 => Iter(inner: Plain);
    22 => Slice { start: Plain, stop: Plain, step: Plain };
    23 => Ellipsis;
    24 => DType(inner: Plain);
    25 => Entity(entity: Plain);
    26 => Method { entity: Plain, receiver: Plain };
    27 => Namespace(space: Space);
    28 => Func(func: Func);
    29 => Closure { func: Func, captures: Plain };
    30 => NamedTupleClass(class: Plain);
    31 => ExceptionClass(kind: Plain);
    32 => Ptr;
    33 => UserExceptionClass(class: Plain);
    34 => Exception;
    35 => TypedList(inner: Plain);
    36 => Dict(key: Plain, value: Plain);
    37 => Set(inner: Plain);
    38 => DictView(part: Plain, dict: Plain);
    39 => Generator { func: Func, args: Plain, yields: Plain };
    40 => Class(class: Class);
    41 => Instance(class: Class);
    42 => Overload(set: Overloads);
    43 => Bound { callee: Plain, receiver: Plain };
    44 => Enum(class: Plain);
    60 => Record(record: Plain);
    inference only: Open, Deferred
}

impl Form<u32> for Func {
    fn write(value: &u32, encoder: &mut Encoder<'_>) {
        encoder.func(*value);
    }

    fn read(decoder: &mut Decoder<'_>, known: &mut Known<'_>) -> Option<u32> {
        decoder.func(known)
    }
}

impl Form<u32> for Space {
    fn write(value: &u32, encoder: &mut Encoder<'_>) {
        encoder.space(*value);
    }

    fn read(decoder: &mut Decoder<'_>, known: &mut Known<'_>) -> Option<u32> {
        known.names.spaces.id(decoder.u32()?)
    }
}

impl Form<u32> for Class {
    fn write(value: &u32, encoder: &mut Encoder<'_>) {
        encoder.instance(*value);
    }

    fn read(decoder: &mut Decoder<'_>, known: &mut Known<'_>) -> Option<u32> {
        known.names.instances.id(decoder.u32()?)
    }
}

impl Form<u32> for Overloads {
    fn write(value: &u32, encoder: &mut Encoder<'_>) {
        encoder.overload(*value);
    }

    fn read(decoder: &mut Decoder<'_>, known: &mut Known<'_>) -> Option<u32> {
        known.names.overloads.id(decoder.u32()?)
    }
}

impl Form<u8> for Plain {
    fn write(value: &u8, encoder: &mut Encoder<'_>) {
        encoder.u8(*value);
    }

    fn read(decoder: &mut Decoder<'_>, _: &mut Known<'_>) -> Option<u8> {
        decoder.u8()
    }
}

/// A number that is the same in every process of one build, such as that of a library entity.
impl Form<u32> for Plain {
    fn write(value: &u32, encoder: &mut Encoder<'_>) {
        encoder.u32(*value);
    }

    fn read(decoder: &mut Decoder<'_>, _: &mut Known<'_>) -> Option<u32> {
        decoder.u32()
    }
}

impl Form<i64> for Plain {
    fn write(value: &i64, encoder: &mut Encoder<'_>) {
        encoder.u64(*value as u64);
    }

    fn read(decoder: &mut Decoder<'_>, _: &mut Known<'_>) -> Option<i64> {
        Some(decoder.u64()? as i64)
    }
}

impl Form<bool> for Plain {
    fn write(value: &bool, encoder: &mut Encoder<'_>) {
        encoder.u8(u8::from(*value));
    }

    fn read(decoder: &mut Decoder<'_>, _: &mut Known<'_>) -> Option<bool> {
        match decoder.u8()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Form<Box<str>> for Plain {
    fn write(value: &Box<str>, encoder: &mut Encoder<'_>) {
        encoder.text(value);
    }

    fn read(decoder: &mut Decoder<'_>, _: &mut Known<'_>) -> Option<Box<str>> {
        decoder.text().map(Box::from)
    }
}

impl Form<Ty> for Plain {
    fn write(value: &Ty, encoder: &mut Encoder<'_>) {
        encoder.ty(*value);
    }

    fn read(decoder: &mut Decoder<'_>, known: &mut Known<'_>) -> Option<Ty> {
        decoder.ty(known)
    }
}

impl<T> Form<Box<[T]>> for Plain
where
    Plain: Form<T>,
{
    fn write(value: &Box<[T]>, encoder: &mut Encoder<'_>) {
        encoder.u32(value.len() as u32);
        value.iter().for_each(|item| Plain::write(item, encoder));
    }

    fn read(decoder: &mut Decoder<'_>, known: &mut Known<'_>) -> Option<Box<[T]>> {
        let items = decoder.list(|decoder| Plain::read(decoder, known))?;
        Some(items.into())
    }
}

impl Form<ArrayTy> for Plain {
    fn write(value: &ArrayTy, encoder: &mut Encoder<'_>) {
        let ArrayTy {
            dtype,
            ndim,
            layout,
            readonly,
        } = value;
        encoder.u8(*ndim);
        encoder.u8(match layout {
            Layout::C => 0,
            Layout::F => 1,
            Layout::A => 2,
        });
        Plain::write(readonly, encoder);
        encoder.ty(*dtype);
    }

    fn read(decoder: &mut Decoder<'_>, known: &mut Known<'_>) -> Option<ArrayTy> {
        Some(ArrayTy {
            ndim: decoder.u8()?,
            layout: match decoder.u8()? {
                0 => Layout::C,
                1 => Layout::F,
                2 => Layout::A,
                _ => return None,
            },
            readonly: Plain::read(decoder, known)?,
            dtype: decoder.ty(known)?,
        })
    }
}

impl Form<NamedTupleClass> for Plain {
    fn write(value: &NamedTupleClass, encoder: &mut Encoder<'_>) {
        let NamedTupleClass {
            name,
            class,
            fields,
        } = value;
        encoder.class(*class);
        encoder.text(name);
        Plain::write(fields, encoder);
    }

    fn read(decoder: &mut Decoder<'_>, known: &mut Known<'_>) -> Option<NamedTupleClass> {
        Some(NamedTupleClass {
            class: known.names.classes.id(decoder.u32()?)?,
            name: Plain::read(decoder, known)?,
            fields: Plain::read(decoder, known)?,
        })
    }
}

/// A class is a namespace of the host. Its members are asked for where they matter; those that stand in code are
/// answers with their values.
impl Form<EnumTy> for Plain {
    fn write(value: &EnumTy, encoder: &mut Encoder<'_>) {
        let EnumTy {
            name,
            class,
            value,
            is_int,
        } = value;
        encoder.space(*class);
        encoder.text(name);
        encoder.ty(*value);
        Plain::write(is_int, encoder);
    }

    fn read(decoder: &mut Decoder<'_>, known: &mut Known<'_>) -> Option<EnumTy> {
        Some(EnumTy {
            class: known.names.spaces.id(decoder.u32()?)?,
            name: Plain::read(decoder, known)?,
            value: decoder.ty(known)?,
            is_int: Plain::read(decoder, known)?,
        })
    }
}

impl Form<NamedTupleTy> for Plain {
    fn write(value: &NamedTupleTy, encoder: &mut Encoder<'_>) {
        let NamedTupleTy {
            name,
            class,
            fields,
            types,
        } = value;
        encoder.class(*class);
        encoder.text(name);
        Plain::write(fields, encoder);
        encoder.types(types);
    }

    fn read(decoder: &mut Decoder<'_>, known: &mut Known<'_>) -> Option<NamedTupleTy> {
        let NamedTupleClass {
            name,
            class,
            fields,
        } = Plain::read(decoder, known)?;
        Some(NamedTupleTy {
            name,
            class,
            fields,
            types: Plain::read(decoder, known)?,
        })
    }
}

impl Form<ExceptionKind> for Plain {
    fn write(value: &ExceptionKind, encoder: &mut Encoder<'_>) {
        encoder.u32(*value as u32);
    }

    fn read(decoder: &mut Decoder<'_>, _: &mut Known<'_>) -> Option<ExceptionKind> {
        ExceptionKind::from_code(i32::try_from(decoder.u32()?).ok()?)
    }
}

/// The code of the class stands in machine code as it is: another code is another answer. Hosts give classes
/// codes that follow from where they are defined.
impl Form<UserExceptionClass> for Plain {
    fn write(value: &UserExceptionClass, encoder: &mut Encoder<'_>) {
        let UserExceptionClass { name, code } = value;
        encoder.text(name);
        encoder.u32(*code as u32);
    }

    fn read(decoder: &mut Decoder<'_>, known: &mut Known<'_>) -> Option<UserExceptionClass> {
        Some(UserExceptionClass {
            name: Plain::read(decoder, known)?,
            code: decoder.u32()? as i32,
        })
    }
}

impl Form<DictPart> for Plain {
    fn write(value: &DictPart, encoder: &mut Encoder<'_>) {
        encoder.u8(match value {
            DictPart::Keys => 0,
            DictPart::Values => 1,
            DictPart::Items => 2,
        });
    }

    fn read(decoder: &mut Decoder<'_>, _: &mut Known<'_>) -> Option<DictPart> {
        Some(match decoder.u8()? {
            0 => DictPart::Keys,
            1 => DictPart::Values,
            2 => DictPart::Items,
            _ => return None,
        })
    }
}

impl Form<RecordTy> for Plain {
    fn write(value: &RecordTy, encoder: &mut Encoder<'_>) {
        let RecordTy {
            fields,
            size,
            aligned,
        } = value;
        encoder.u32(*size);
        Plain::write(aligned, encoder);
        Plain::write(fields, encoder);
    }

    fn read(decoder: &mut Decoder<'_>, known: &mut Known<'_>) -> Option<RecordTy> {
        Some(RecordTy {
            size: Plain::read(decoder, known)?,
            aligned: Plain::read(decoder, known)?,
            fields: Plain::read(decoder, known)?,
        })
    }
}

impl Form<RecordField> for Plain {
    fn write(value: &RecordField, encoder: &mut Encoder<'_>) {
        let RecordField {
            name,
            offset,
            ty,
            shape,
        } = value;
        encoder.text(name);
        encoder.u32(*offset);
        encoder.ty(*ty);
        Plain::write(shape, encoder);
    }

    fn read(decoder: &mut Decoder<'_>, known: &mut Known<'_>) -> Option<RecordField> {
        Some(RecordField {
            name: Plain::read(decoder, known)?,
            offset: Plain::read(decoder, known)?,
            ty: decoder.ty(known)?,
            shape: Plain::read(decoder, known)?,
        })
    }
}

/// Writes an exception class of the program.
pub(super) fn write_exception_class(class: &UserExceptionClass, encoder: &mut Encoder<'_>) {
    Plain::write(class, encoder);
}

/// Writes a named tuple class.
pub(super) fn write_named_tuple_class(class: &NamedTupleClass, encoder: &mut Encoder<'_>) {
    Plain::write(class, encoder);
}

/// Writes the type of the members of an enumeration.
pub(super) fn write_enum(class: &EnumTy, encoder: &mut Encoder<'_>) {
    Plain::write(class, encoder);
}

/// Writes the type of a named tuple.
pub(super) fn write_named_tuple(tuple: &NamedTupleTy, encoder: &mut Encoder<'_>) {
    Plain::write(tuple, encoder);
}
