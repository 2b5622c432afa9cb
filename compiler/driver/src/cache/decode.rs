//! Reads what [`Encoder`](super::encode::Encoder) wrote. Whatever does not fit together is no entry.

use numjit_abi::ExceptionKind;
use numjit_ir::{
    ArrayTy, DictPart, ErrorModel, FastMath, Layout, NamedTupleClass, NamedTupleTy, Options, Ty,
    Type, UserExceptionClass,
};

use super::encode::Numbers;

/// Name, identity and field names of a named tuple class.
type ClassParts = (Box<str>, u32, Box<[Box<str>]>);

/// Deeper types are not written by any compilation.
const MAX_DEPTH: usize = 200;

/// What has numbers in this process.
pub(crate) struct Known<'a> {
    pub(crate) funcs: &'a Numbers,
    pub(crate) spaces: &'a Numbers,
    pub(crate) classes: &'a Numbers,
    pub(crate) instances: &'a Numbers,
    pub(crate) overloads: &'a Numbers,
}

/// Reads from the front.
pub(crate) struct Decoder<'a> {
    pub(crate) rest: &'a [u8],
    depth: usize,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Decoder<'a> {
        Decoder {
            rest: bytes,
            depth: 0,
        }
    }

    pub(crate) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*taken)
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    pub(crate) fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = usize::try_from(self.u64()?).ok()?;
        self.take(len)
    }

    pub(crate) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    fn bool(&mut self) -> Option<bool> {
        match self.u8()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    /// Reads items one by one; the count alone reserves no memory.
    pub(crate) fn list<T>(
        &mut self,
        mut item: impl FnMut(&mut Decoder<'a>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let count = self.u32()?;
        (0..count).map(|_| item(self)).collect()
    }

    pub(crate) fn options(&mut self) -> Option<Options> {
        let bits = self.u32()?;
        let flag = |bit: u32| bits >> bit & 1 == 1;
        (bits < 1 << 11).then(|| Options {
            boundscheck: flag(0),
            error_model: match flag(1) {
                true => ErrorModel::Numpy,
                false => ErrorModel::Python,
            },
            fastmath: FastMath {
                nnan: flag(2),
                ninf: flag(3),
                nsz: flag(4),
                arcp: flag(5),
                contract: flag(6),
                afn: flag(7),
                reassoc: flag(8),
            },
            nep50: flag(9),
            interruptible: flag(10),
        })
    }

    pub(crate) fn types(&mut self, known: &Known<'_>) -> Option<Vec<Ty>> {
        self.list(|decoder| decoder.ty(known))
    }

    pub(crate) fn ty(&mut self, known: &Known<'_>) -> Option<Ty> {
        self.depth += 1;
        let ty = (self.depth < MAX_DEPTH).then(|| self.type_inside(known))?;
        self.depth -= 1;
        Some(Ty::new(ty?))
    }

    fn type_inside(&mut self, known: &Known<'_>) -> Option<Type> {
        Some(match self.u8()? {
            0 => Type::Never,
            1 => Type::None,
            2 => Type::Bool,
            3 => Type::Int {
                bits: self.u8()?,
                signed: self.bool()?,
            },
            4 => Type::Float(self.u8()?),
            5 => Type::Complex(self.u8()?),
            6 => Type::LitInt(self.u64()? as i64),
            7 => Type::LitBool(self.bool()?),
            8 => Type::LitStr(self.text()?.into()),
            9 => Type::Str,
            10 => Type::Optional(self.ty(known)?),
            11 => Type::Tuple(self.types(known)?.into()),
            12 => Type::NamedTuple(self.named_tuple(known)?),
            13 => Type::List(self.ty(known)?),
            14 => Type::Array(self.array_ty(known)?),
            15 => Type::Range(self.ty(known)?),
            16 => Type::Enumerate(self.ty(known)?),
            17 => Type::Zip(self.types(known)?.into()),
            18 => Type::NdIndex(self.u8()?),
            19 => Type::NdEnumerate(self.ty(known)?),
            20 => Type::Flat(self.ty(known)?),
            21 => Type::Iter(self.ty(known)?),
            22 => Type::Slice {
                start: self.ty(known)?,
                stop: self.ty(known)?,
                step: self.ty(known)?,
            },
            23 => Type::Ellipsis,
            24 => Type::DType(self.ty(known)?),
            25 => Type::Entity(self.u32()?),
            26 => {
                let receiver = self.ty(known)?;
                let entity = self.u32()?;
                Type::Method { entity, receiver }
            }
            27 => Type::Namespace(known.spaces.id(self.u32()?)?),
            28 => Type::Func(known.funcs.id(self.u32()?)?),
            30 => {
                let (name, class, fields) = self.class_parts(known)?;
                Type::NamedTupleClass(NamedTupleClass {
                    name,
                    class,
                    fields,
                })
            }
            31 => {
                let code = i32::try_from(self.u32()?).ok()?;
                Type::ExceptionClass(ExceptionKind::from_code(code)?)
            }
            32 => Type::Ptr,
            33 => Type::UserExceptionClass(UserExceptionClass {
                name: self.text()?.into(),
                code: self.u32()? as i32,
            }),
            34 => Type::Exception,
            35 => Type::TypedList(self.ty(known)?),
            36 => Type::Dict(self.ty(known)?, self.ty(known)?),
            37 => Type::Set(self.ty(known)?),
            38 => {
                let dict = self.ty(known)?;
                let part = match self.u8()? {
                    0 => DictPart::Keys,
                    1 => DictPart::Values,
                    2 => DictPart::Items,
                    _ => return None,
                };
                Type::DictView(part, dict)
            }
            39 => Type::Class(known.instances.id(self.u32()?)?),
            40 => Type::Instance(known.instances.id(self.u32()?)?),
            41 => Type::Overload(known.overloads.id(self.u32()?)?),
            42 => Type::Bound {
                callee: self.ty(known)?,
                receiver: self.ty(known)?,
            },
            _ => return None,
        })
    }

    fn array_ty(&mut self, known: &Known<'_>) -> Option<ArrayTy> {
        let ndim = self.u8()?;
        let layout = match self.u8()? {
            0 => Layout::C,
            1 => Layout::F,
            2 => Layout::A,
            _ => return None,
        };
        Some(ArrayTy {
            ndim,
            layout,
            readonly: self.bool()?,
            dtype: self.ty(known)?,
        })
    }

    fn named_tuple(&mut self, known: &Known<'_>) -> Option<NamedTupleTy> {
        let (name, class, fields) = self.class_parts(known)?;
        Some(NamedTupleTy {
            name,
            class,
            fields,
            types: self.types(known)?.into(),
        })
    }

    fn class_parts(&mut self, known: &Known<'_>) -> Option<ClassParts> {
        let class = known.classes.id(self.u32()?)?;
        let name = self.text()?.into();
        let fields = self.list(|decoder| decoder.text().map(Box::from))?;
        Some((name, class, fields.into()))
    }
}
