//! Reads types in the spelling that `Display` gives them.

use numjit_abi::ExceptionKind;

use super::cursor::{Cursor, Result};
use crate::types::{
    ArrayTy, Container, DictPart, EnumTy, Layout, NamedTupleClass, NamedTupleTy, RecordField,
    RecordTy, Ty, Type, UserExceptionClass,
};

impl Ty {
    /// The type with this spelling, such as `float64[:, ::1]`; none if there is no such type.
    pub fn parse(text: &str) -> Option<Ty> {
        let mut cursor = Cursor::new(text);
        let ty = parse_type(&mut cursor).ok()?;
        cursor.at_end().then_some(ty)
    }
}

/// Reads a type.
pub(super) fn parse_type(cx: &mut Cursor<'_>) -> Result<Ty> {
    if cx.eat_word("readonly") {
        let element = parse_plain(cx)?;
        return parse_array(cx, element, true);
    }
    let ty = parse_plain(cx)?;
    match cx.peek() {
        Some('[') => parse_array(cx, ty, false),
        _ => Ok(ty),
    }
}

fn parse_array(cx: &mut Cursor<'_>, dtype: Ty, readonly: bool) -> Result<Ty> {
    cx.expect("[")?;
    let axes = cx.list(",", "]", |cx| {
        cx.expect(":")?;
        let dense = cx.eat(":");
        if dense {
            cx.expect("1")?;
        }
        Ok(dense)
    })?;
    Ok(Ty::new(Type::Array(ArrayTy {
        dtype,
        ndim: u8::try_from(axes.len()).map_err(|_| "an array has at most 255 axes")?,
        layout: layout(&axes),
        readonly,
    })))
}

fn layout(axes: &[bool]) -> Layout {
    match (axes.first(), axes.last()) {
        (None, _) | (_, Some(true)) => Layout::C,
        (Some(true), _) => Layout::F,
        _ => Layout::A,
    }
}

/// A type that is not an array.
fn parse_plain(cx: &mut Cursor<'_>) -> Result<Ty> {
    let head = cx.expect_word("a type")?;
    if let Some(ty) = simple(head) {
        return Ok(ty);
    }
    if cx.eat("#") {
        return parse_named_tuple(cx, head);
    }
    if head == "Literal" {
        return parse_literal(cx);
    }
    cx.expect("(")?;
    let ty = parse_parts(cx, head)?;
    cx.expect(")")?;
    Ok(Ty::new(ty))
}

/// A type of one word.
fn simple(word: &str) -> Option<Ty> {
    let all = [
        Ty::NEVER,
        Ty::NONE,
        Ty::BOOL,
        Ty::I8,
        Ty::I16,
        Ty::I32,
        Ty::I64,
        Ty::U8,
        Ty::U16,
        Ty::U32,
        Ty::U64,
        Ty::F32,
        Ty::F64,
        Ty::C64,
        Ty::C128,
        Ty::STR,
        Ty::PTR,
        Ty::ELLIPSIS,
    ];
    all.into_iter().find(|ty| ty.to_string() == word)
}

/// The parts of `Head(...)`, up to the closing parenthesis.
fn parse_parts(cx: &mut Cursor<'_>, head: &str) -> Result<Type> {
    Ok(match head {
        "Optional" => Type::Optional(parse_type(cx)?),
        "UniTuple" => parse_uniform_tuple(cx)?,
        "Tuple" => Type::Tuple(parse_types(cx)?),
        "List" => Type::List(parse_type(cx)?),
        "Record" => parse_record(cx)?,
        "Range" => Type::Range(parse_type(cx)?),
        "Enumerate" => Type::Enumerate(parse_type(cx)?),
        "Zip" => Type::Zip(parse_types(cx)?),
        "NdIndex" => Type::NdIndex(cx.int()?),
        "NdEnumerate" => Type::NdEnumerate(parse_type(cx)?),
        "Flat" => Type::Flat(parse_type(cx)?),
        "Iter" => Type::Iter(parse_type(cx)?),
        "Slice" => parse_slice(cx)?,
        "DType" => Type::DType(parse_type(cx)?),
        "Entity" => Type::Entity(cx.int()?),
        "Method" => parse_method(cx)?,
        "Namespace" => Type::Namespace(cx.int()?),
        "Func" => Type::Func(cx.int()?),
        "Closure" => parse_closure(cx)?,
        "NamedTupleClass" => parse_named_tuple_class(cx)?,
        "Enum" => parse_enum(cx, false)?,
        "IntEnum" => parse_enum(cx, true)?,
        "Generator" => parse_generator(cx)?,
        "ExceptionClass" => parse_exception(cx)?,
        "TypedList" => Type::TypedList(parse_type(cx)?),
        "Dict" => parse_dict(cx)?,
        "Set" => Type::Set(parse_type(cx)?),
        "DictKeys" => Type::DictView(DictPart::Keys, parse_type(cx)?),
        "DictValues" => Type::DictView(DictPart::Values, parse_type(cx)?),
        "DictItems" => Type::DictView(DictPart::Items, parse_type(cx)?),
        "OpenList" => Type::Open(Container::List, cx.int()?),
        "OpenTypedList" => Type::Open(Container::TypedList, cx.int()?),
        "OpenDict" => Type::Open(Container::Dict, cx.int()?),
        "OpenSet" => Type::Open(Container::Set, cx.int()?),
        "UserExceptionClass" => parse_user_exception(cx)?,
        "Class" => Type::Class(cx.int()?),
        "Instance" => Type::Instance(cx.int()?),
        "Overload" => Type::Overload(cx.int()?),
        "Bound" => parse_bound(cx)?,
        "Deferred" => Type::Deferred(cx.int()?),
        _ => return Err(format!("`{head}` is not a type")),
    })
}

fn parse_record(cx: &mut Cursor<'_>) -> Result<Type> {
    let size = cx.int()?;
    cx.expect(",")?;
    let aligned = cx.int::<u8>()? != 0;
    let mut fields = Vec::new();
    while cx.eat(",") {
        let name = cx.string()?.into();
        cx.expect(",")?;
        let offset = cx.int()?;
        cx.expect(",")?;
        let ty = parse_type(cx)?;
        cx.expect(",")?;
        let axes: usize = cx.int()?;
        let mut shape = Vec::new();
        for _ in 0..axes {
            cx.expect(",")?;
            shape.push(cx.int()?);
        }
        fields.push(RecordField {
            name,
            offset,
            ty,
            shape: shape.into(),
        });
    }
    Ok(Type::Record(RecordTy {
        fields: fields.into(),
        size,
        aligned,
    }))
}

/// Types separated by commas, up to but without the closing parenthesis.
fn parse_types(cx: &mut Cursor<'_>) -> Result<Box<[Ty]>> {
    let mut types = Vec::new();
    while cx.peek() != Some(')') {
        if !types.is_empty() {
            cx.expect(",")?;
        }
        types.push(parse_type(cx)?);
    }
    Ok(types.into())
}

fn parse_uniform_tuple(cx: &mut Cursor<'_>) -> Result<Type> {
    let element = parse_type(cx)?;
    cx.expect("x")?;
    let length: u16 = cx.int()?;
    Ok(Type::Tuple(vec![element; length.into()].into()))
}

fn parse_dict(cx: &mut Cursor<'_>) -> Result<Type> {
    let key = parse_type(cx)?;
    cx.expect(",")?;
    Ok(Type::Dict(key, parse_type(cx)?))
}

fn parse_slice(cx: &mut Cursor<'_>) -> Result<Type> {
    let start = parse_type(cx)?;
    cx.expect(",")?;
    let stop = parse_type(cx)?;
    cx.expect(",")?;
    let step = parse_type(cx)?;
    Ok(Type::Slice { start, stop, step })
}

fn parse_method(cx: &mut Cursor<'_>) -> Result<Type> {
    let entity = cx.int()?;
    cx.expect(",")?;
    let receiver = parse_type(cx)?;
    Ok(Type::Method { entity, receiver })
}

fn parse_bound(cx: &mut Cursor<'_>) -> Result<Type> {
    let callee = parse_type(cx)?;
    cx.expect(",")?;
    let receiver = parse_type(cx)?;
    Ok(Type::Bound { callee, receiver })
}

fn parse_closure(cx: &mut Cursor<'_>) -> Result<Type> {
    let func = cx.int()?;
    let captures = match cx.eat(",") {
        true => parse_types(cx)?,
        false => Box::default(),
    };
    Ok(Type::Closure { func, captures })
}

fn parse_enum(cx: &mut Cursor<'_>, is_int: bool) -> Result<Type> {
    let name = cx.expect_word("a class name")?.into();
    cx.expect("#")?;
    let class = cx.int()?;
    cx.expect(",")?;
    let value = parse_type(cx)?;
    Ok(Type::Enum(EnumTy {
        name,
        class,
        value,
        is_int,
    }))
}

fn parse_generator(cx: &mut Cursor<'_>) -> Result<Type> {
    let func = cx.int()?;
    cx.expect(",")?;
    let yields = parse_type(cx)?;
    let args = match cx.eat(",") {
        true => parse_types(cx)?,
        false => Box::default(),
    };
    Ok(Type::Generator { func, args, yields })
}

fn parse_exception(cx: &mut Cursor<'_>) -> Result<Type> {
    let name = cx.expect_word("an exception class")?;
    let kind = ExceptionKind::from_name(name);
    let kind = kind.ok_or_else(|| format!("`{name}` is not an exception class"))?;
    Ok(Type::ExceptionClass(kind))
}

fn parse_user_exception(cx: &mut Cursor<'_>) -> Result<Type> {
    let name = cx.expect_word("a class name")?.into();
    cx.expect("#")?;
    let code = cx.int()?;
    Ok(Type::UserExceptionClass(UserExceptionClass { name, code }))
}

/// What follows `Name#`.
fn parse_named_tuple(cx: &mut Cursor<'_>, name: &str) -> Result<Ty> {
    let class = cx.int()?;
    cx.expect("(")?;
    let members = cx.list(",", ")", |cx| {
        let field: Box<str> = cx.expect_word("a field name")?.into();
        cx.expect(":")?;
        Ok((field, parse_type(cx)?))
    })?;
    let (fields, types): (Vec<_>, Vec<_>) = members.into_iter().unzip();
    Ok(Ty::new(Type::NamedTuple(NamedTupleTy {
        name: name.into(),
        class,
        fields: fields.into(),
        types: types.into(),
    })))
}

fn parse_named_tuple_class(cx: &mut Cursor<'_>) -> Result<Type> {
    let name = cx.expect_word("a class name")?.into();
    cx.expect("#")?;
    let class = cx.int()?;
    let mut fields: Vec<Box<str>> = Vec::new();
    while cx.eat(",") {
        fields.push(cx.expect_word("a field name")?.into());
    }
    Ok(Type::NamedTupleClass(NamedTupleClass {
        name,
        class,
        fields: fields.into(),
    }))
}

/// What follows `Literal`.
fn parse_literal(cx: &mut Cursor<'_>) -> Result<Ty> {
    cx.expect("[")?;
    let kind = cx.expect_word("int, bool or str")?;
    cx.expect("]")?;
    cx.expect("(")?;
    let ty = match kind {
        "int" => Type::LitInt(cx.int()?),
        "bool" => Type::LitBool(parse_bool(cx)?),
        "str" => Type::LitStr(cx.string()?.into()),
        _ => return Err(format!("there are no literals of `{kind}`")),
    };
    cx.expect(")")?;
    Ok(Ty::new(ty))
}

fn parse_bool(cx: &mut Cursor<'_>) -> Result<bool> {
    match cx.expect_word("True or False")? {
        "True" => Ok(true),
        "False" => Ok(false),
        other => Err(format!("`{other}` is not True or False")),
    }
}
