//! How values of each type lie in the memory of a container; hosts read and write elements by it.

use numjit_abi::element::{ElementKind, Field, place_fields};
use numjit_ir::{Ty, Type};

use crate::layout::{flatten, flatten_signed};

/// Where the scalars of a flattened value lie in an element.
#[derive(Debug)]
pub struct Placement {
    /// Machine type and offset per scalar.
    pub scalars: Vec<(Ty, i32)>,
    /// Kinds, as the runtime reads them.
    pub description: Vec<u8>,
    /// Bytes per element.
    pub size: i64,
    /// Parts as the runtime sees them.
    pub(crate) fields: Vec<Field>,
}

/// How values of a type lie in a container.
pub fn placement(ty: Ty) -> Placement {
    let mut kinds = Vec::new();
    push_kinds(ty, &mut kinds);
    let description = kinds.iter().map(|&kind| kind as u8).collect();
    let (fields, size) = place_fields(kinds);
    let mut offsets = Vec::new();
    for field in &fields {
        let words = if field.kind == ElementKind::Str { 4 } else { 1 };
        offsets.extend((0..words).map(|word| (field.offset + 8 * word) as i32));
    }
    Placement {
        scalars: flatten(ty).into_iter().zip(offsets).collect(),
        description,
        size: size as i64,
        fields,
    }
}

pub(crate) fn push_kinds(ty: Ty, out: &mut Vec<ElementKind>) {
    match ty.get() {
        Type::Enum(class) => push_kinds(class.value, out),
        Type::Str => out.push(ElementKind::Str),
        Type::List(_)
        | Type::TypedList(_)
        | Type::Dict(..)
        | Type::Set(_)
        | Type::DictView(..)
        | Type::Instance(_)
        | Type::Exception => {
            out.push(ElementKind::Owner);
        }
        Type::Array(_) => {
            out.extend([ElementKind::Owner, ElementKind::Word]);
            out.extend(vec![ElementKind::I64; flatten_signed(ty).len() - 2]);
        }
        Type::Optional(inner) => {
            out.push(ElementKind::Bool);
            push_kinds(*inner, out);
        }
        Type::Tuple(types) | Type::Zip(types) => types.iter().for_each(|&ty| push_kinds(ty, out)),
        Type::NamedTuple(tuple) => tuple.types.iter().for_each(|&ty| push_kinds(ty, out)),
        Type::Closure { captures, .. } => captures.iter().for_each(|&ty| push_kinds(ty, out)),
        _ => out.extend(flatten_signed(ty).into_iter().map(scalar_kind)),
    }
}

fn scalar_kind(ty: Ty) -> ElementKind {
    match ty {
        Ty::BOOL => ElementKind::Bool,
        Ty::I8 => ElementKind::I8,
        Ty::U8 => ElementKind::U8,
        Ty::I16 => ElementKind::I16,
        Ty::U16 => ElementKind::U16,
        Ty::I32 => ElementKind::I32,
        Ty::U32 => ElementKind::U32,
        Ty::I64 => ElementKind::I64,
        Ty::U64 => ElementKind::U64,
        Ty::F32 => ElementKind::F32,
        Ty::F64 => ElementKind::F64,
        _ => ElementKind::Word,
    }
}
