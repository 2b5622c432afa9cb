//! Types in the byte form that the compiler writes: see [`AotType`].

use numjit_abi::{AotType, DType};

/// A parameter or result type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Type {
    None,
    Str,
    Scalar(DType),
    Array(ArrayType),
    Tuple(Vec<Type>),
    Optional(Box<Type>),
}

/// An array type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ArrayType {
    pub(super) dtype: DType,
    pub(super) ndim: usize,
    /// `C`, `F` or `A`.
    pub(super) layout: u8,
    pub(super) readonly: bool,
}

impl Type {
    /// Reads all types of a signature; none when the bytes are not what the compiler writes.
    pub(super) fn read_all(mut bytes: &[u8]) -> Option<Vec<Type>> {
        let mut types = Vec::new();
        while !bytes.is_empty() {
            types.push(Type::read(&mut bytes)?);
        }
        Some(types)
    }

    fn read(bytes: &mut &[u8]) -> Option<Type> {
        let mut next = || {
            let (&first, rest) = bytes.split_first()?;
            *bytes = rest;
            Some(first)
        };
        Some(match next()? {
            AotType::NONE => Type::None,
            AotType::STR => Type::Str,
            AotType::ARRAY => Type::Array(ArrayType {
                dtype: DType::from_code(next()?)?,
                ndim: usize::from(next()?),
                layout: next()?,
                readonly: next()? != 0,
            }),
            AotType::TUPLE => {
                let count = next()?;
                let items = (0..count).map(|_| Type::read(bytes));
                Type::Tuple(items.collect::<Option<_>>()?)
            }
            AotType::OPTIONAL => Type::Optional(Box::new(Type::read(bytes)?)),
            code => Type::Scalar(DType::from_code(code.checked_sub(AotType::SCALAR)?)?),
        })
    }

    /// How messages spell the type.
    pub(super) fn spelling(&self) -> String {
        match self {
            Type::None => "None".to_owned(),
            Type::Str => "str".to_owned(),
            Type::Scalar(dtype) => dtype.name().to_owned(),
            Type::Array(array) => array.spelling(),
            Type::Tuple(items) => {
                let items: Vec<String> = items.iter().map(Type::spelling).collect();
                format!("a tuple ({})", items.join(", "))
            }
            Type::Optional(inner) => format!("{} or None", inner.spelling()),
        }
    }

    /// Number of slots of a value.
    pub(super) fn slots(&self) -> usize {
        match self {
            Type::None => 0,
            Type::Str => 4,
            Type::Scalar(DType::C64 | DType::C128) => 2,
            Type::Scalar(_) => 1,
            Type::Array(array) if array.layout == b'A' => 2 + 2 * array.ndim,
            Type::Array(array) => 2 + array.ndim,
            Type::Tuple(items) => items.iter().map(Type::slots).sum(),
            Type::Optional(inner) => 1 + inner.slots(),
        }
    }
}

impl ArrayType {
    /// The type as signatures spell it.
    pub(super) fn spelling(&self) -> String {
        let mut axes = vec![":"; self.ndim];
        match (self.layout, self.ndim) {
            (_, 0) => {}
            (b'C', ndim) => axes[ndim - 1] = "::1",
            (b'F', _) => axes[0] = "::1",
            _ => {}
        }
        format!("{}[{}]", self.dtype.name(), axes.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_form_gives_types() {
        let bytes = [
            AotType::ARRAY,
            DType::F32 as u8,
            2,
            b'F',
            1,
            AotType::TUPLE,
            2,
            AotType::SCALAR + DType::I64 as u8,
            AotType::OPTIONAL,
            AotType::STR,
            AotType::NONE,
        ];
        let types = Type::read_all(&bytes).unwrap_or_default();
        let spellings: Vec<String> = types.iter().map(Type::spelling).collect();
        assert_eq!(
            spellings,
            ["float32[::1, :]", "a tuple (int64, str or None)", "None"]
        );
        let slots: Vec<usize> = types.iter().map(Type::slots).collect();
        assert_eq!(slots, [4, 6, 0]);
    }

    #[test]
    fn other_bytes_are_refused() {
        assert_eq!(Type::read_all(&[AotType::ARRAY, 0]), None);
        assert_eq!(Type::read_all(&[AotType::SCALAR + 99]), None);
        assert_eq!(Type::read_all(&[9]), None);
    }
}
