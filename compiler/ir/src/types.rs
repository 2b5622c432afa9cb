//! Types, interned for the whole process so that equality is handle equality.
//!
//! The table only grows; it holds the distinct types a process has compiled with, which are few and
//! do not depend on how many functions come and go.

use std::collections::HashMap;
use std::fmt;
use std::sync::{LazyLock, OnceLock, RwLock};

use numjit_abi::{DType, ExceptionKind};

/// An interned type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ty(u32);

/// Memory order of an array's elements, tracked in its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layout {
    /// C order without gaps.
    C,
    /// Fortran order without gaps.
    F,
    /// Any strides.
    A,
}

/// The type of an `ndarray`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ArrayTy {
    /// Element type (a scalar type).
    pub dtype: Ty,
    /// Number of dimensions.
    pub ndim: u8,
    /// Memory order. A 1-d contiguous array is `C`; a 0-d array is `C`.
    pub layout: Layout,
    /// Whether stores are refused at compile time.
    pub readonly: bool,
}

/// The type of an instance of a named tuple class.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NamedTupleTy {
    /// Class name.
    pub name: Box<str>,
    /// The host's identity of the class.
    pub class: u32,
    /// Field names.
    pub fields: Box<[Box<str>]>,
    /// Field types.
    pub types: Box<[Ty]>,
}

/// What a [`Ty`] stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// Bottom: no value reaches here (undefined variable, call that never returns).
    Never,
    /// `None`.
    None,
    /// `bool`, one byte.
    Bool,
    /// Integer of 8, 16, 32 or 64 bits.
    Int {
        /// Width.
        bits: u8,
        /// Two's complement if set.
        signed: bool,
    },
    /// IEEE float of 32 or 64 bits.
    Float(u8),
    /// Complex of 64 or 128 bits in all.
    Complex(u8),
    /// An `int64` (or, above its range, never this type) known at compile time.
    LitInt(i64),
    /// A `bool` known at compile time.
    LitBool(bool),
    /// A `str` known at compile time.
    LitStr(Box<str>),
    /// `str`.
    Str,
    /// `T` or `None`.
    Optional(Ty),
    /// Tuple, homogeneous or not.
    Tuple(Box<[Ty]>),
    /// Named tuple.
    NamedTuple(NamedTupleTy),
    /// Growable list of one element type.
    List(Ty),
    /// `ndarray`.
    Array(ArrayTy),
    /// `range` over an integer type.
    Range(Ty),
    /// `enumerate(x)` of an iterable type.
    Enumerate(Ty),
    /// `zip(...)` of iterable types.
    Zip(Box<[Ty]>),
    /// `np.ndindex(...)` with this many axes.
    NdIndex(u8),
    /// `np.ndenumerate(a)`.
    NdEnumerate(Ty),
    /// `a.flat` or `np.nditer(a)` of an array type.
    Flat(Ty),
    /// State of an iteration over an iterable type.
    Iter(Ty),
    /// Slice; each part is an integer type, a literal or `None`.
    Slice {
        /// First index.
        start: Ty,
        /// End, exclusive.
        stop: Ty,
        /// Stride.
        step: Ty,
    },
    /// `...`
    Ellipsis,
    /// A dtype or scalar class as a value, such as `np.float64`.
    DType(Ty),
    /// A library entity as a value (see `numjit-library`).
    Entity(u32),
    /// A method of a value: the library entity of the method and the type of the receiver.
    Method {
        /// Library entity.
        entity: u32,
        /// Receiver type; the receiver itself is the value.
        receiver: Ty,
    },
    /// A module or other namespace object of the host, by the program's identity.
    Namespace(u32),
    /// A function compiled by numjit, by the program's identity.
    Func(u32),
    /// A nested function with the types of its captured values; the captures are the value.
    Closure {
        /// The program's identity of the nested function.
        func: u32,
        /// Types of the captured values.
        captures: Box<[Ty]>,
    },
    /// A named tuple class as a value.
    NamedTupleClass(NamedTupleClass),
    /// A builtin exception class as a value.
    ExceptionClass(ExceptionKind),
    /// An exception class of the program as a value.
    UserExceptionClass(UserExceptionClass),
    /// An exception that a handler caught.
    Exception,
    /// A member of an enumeration of the program; at run time, its value.
    Enum(EnumTy),
    /// A generator object: a function with `yield` called with arguments of these types.
    Generator {
        /// The program's identity of the function.
        func: u32,
        /// Types of its arguments, captured values first.
        args: Box<[Ty]>,
        /// Type of the values it yields.
        yields: Ty,
    },
    /// The element of a structured array as a value: its bytes. What a program sees of an element is a
    /// view, an array of this element type without axes.
    Record(RecordTy),
    /// A class of the program as a value, by its number in [`crate::classes`].
    Class(u32),
    /// An instance of a class of the program.
    Instance(u32),
    /// A function that the program has given several meanings, by the program's identity.
    Overload(u32),
    /// A method of an instance: what is called, a `Func` or an `Overload`, and the type of its first
    /// argument, which is the value.
    Bound {
        /// What is called.
        callee: Ty,
        /// Type of the first argument.
        receiver: Ty,
    },
    /// A type that the program names before it says what it is; see [`crate::classes::defer`].
    Deferred(u32),
    /// Machine address; only after lowering.
    Ptr,
    /// `numba.typed.List`: like a list, but a host shares it instead of copying it.
    TypedList(Ty),
    /// Dict with these types of keys and values.
    Dict(Ty, Ty),
    /// Set of one element type.
    Set(Ty),
    /// `d.keys()`, `d.values()` or `d.items()` of a dict type.
    DictView(DictPart, Ty),
    /// A container made by the instruction with this number, whose element type is not known yet; only
    /// during inference.
    Open(Container, u32),
}

/// A record: named fields at offsets in a block of bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecordTy {
    /// The fields in order.
    pub fields: Box<[RecordField]>,
    /// Bytes of a record, padding included.
    pub size: u32,
    /// Whether the fields lie where a C compiler puts them.
    pub aligned: bool,
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecordField {
    /// Name.
    pub name: Box<str>,
    /// Offset in bytes.
    pub offset: u32,
    /// Element type: a scalar type or a record.
    pub ty: Ty,
    /// Extents of a field that is an array; empty for others.
    pub shape: Box<[u32]>,
}

impl RecordTy {
    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&RecordField> {
        self.fields.iter().find(|field| &*field.name == name)
    }

    /// The machine words that hold the bytes, widest first.
    pub fn words(&self) -> Vec<Ty> {
        let mut words = vec![Ty::I64; (self.size / 8) as usize];
        for (bytes, ty) in [(4, Ty::I32), (2, Ty::I16), (1, Ty::I8)] {
            if self.size & bytes != 0 {
                words.push(ty);
            }
        }
        words
    }
}

/// What a view of a dict shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DictPart {
    /// Keys.
    Keys,
    /// Values.
    Values,
    /// Pairs of key and value.
    Items,
}

/// The kinds of containers that grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Container {
    /// `list`.
    List,
    /// `numba.typed.List`.
    TypedList,
    /// `dict`.
    Dict,
    /// `set`.
    Set,
}

/// The type of the members of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EnumTy {
    /// Class name.
    pub name: Box<str>,
    /// The host's identity of the class.
    pub class: u32,
    /// Type of the members' values.
    pub value: Ty,
    /// Whether members are integers themselves.
    pub is_int: bool,
}

/// The type of an exception class of the program used as a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UserExceptionClass {
    /// Class name.
    pub name: Box<str>,
    /// The runtime's code of the class.
    pub code: i32,
}

/// The type of a named tuple class used as a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NamedTupleClass {
    /// Class name.
    pub name: Box<str>,
    /// The host's identity of the class.
    pub class: u32,
    /// Field names.
    pub fields: Box<[Box<str>]>,
}

/// Largest magnitude of an integer that has a type of its own.
const MAX_LITERAL: u64 = 1024;

/// Numbers of types by what they are.
#[derive(Default)]
struct Interner {
    index: HashMap<&'static Type, u32>,
}

static INTERNER: LazyLock<RwLock<Interner>> = LazyLock::new(|| {
    let mut interner = Interner::default();
    for (position, ty) in PREDEFINED.iter().enumerate() {
        interner.index.insert(ty, position as u32);
    }
    RwLock::new(interner)
});

impl Interner {
    fn insert(&mut self, ty: Type) -> u32 {
        if let Some(&id) = self.index.get(&ty) {
            return id;
        }
        let id = self.index.len() as u32;
        let leaked: &'static Type = Box::leak(Box::new(ty));
        publish(id, leaked);
        self.index.insert(leaked, id);
        id
    }
}

/// Types that are not predefined, by number: chunks that double in size and never move, so that
/// [`Ty::get`], which every call of a host passes through, takes no lock.
static CHUNKS: [OnceLock<Box<[OnceLock<&'static Type>]>>; 27] = [const { OnceLock::new() }; 27];

/// Bits of the size of the first chunk.
const FIRST_CHUNK_BITS: u32 = 6;

/// The chunk of a type and its position there.
fn place(id: u32) -> (usize, usize) {
    let number = u64::from(id) + (1 << FIRST_CHUNK_BITS);
    let bits = number.ilog2();
    let chunk = (bits - FIRST_CHUNK_BITS) as usize;
    (chunk, (number - (1 << bits)) as usize)
}

fn publish(id: u32, ty: &'static Type) {
    let (chunk, position) = place(id);
    let made = CHUNKS[chunk].get_or_init(|| {
        let size = 1usize << (FIRST_CHUNK_BITS as usize + chunk);
        (0..size).map(|_| OnceLock::new()).collect()
    });
    // The interner's lock is held, and numbers are not used twice.
    let _ = made[position].set(ty);
}

// Invariant: the order matches the constants in `impl Ty` below; `predefined_order` tests it.
static PREDEFINED: &[Type] = &[
    Type::Never,
    Type::None,
    Type::Bool,
    Type::Int {
        bits: 8,
        signed: true,
    },
    Type::Int {
        bits: 16,
        signed: true,
    },
    Type::Int {
        bits: 32,
        signed: true,
    },
    Type::Int {
        bits: 64,
        signed: true,
    },
    Type::Int {
        bits: 8,
        signed: false,
    },
    Type::Int {
        bits: 16,
        signed: false,
    },
    Type::Int {
        bits: 32,
        signed: false,
    },
    Type::Int {
        bits: 64,
        signed: false,
    },
    Type::Float(32),
    Type::Float(64),
    Type::Complex(64),
    Type::Complex(128),
    Type::Str,
    Type::Ptr,
    Type::Ellipsis,
];

impl Ty {
    /// Bottom.
    pub const NEVER: Ty = Ty(0);
    /// `None`.
    pub const NONE: Ty = Ty(1);
    /// `bool`.
    pub const BOOL: Ty = Ty(2);
    /// `int8`; also the 8-bit machine integer after lowering.
    pub const I8: Ty = Ty(3);
    /// `int16`.
    pub const I16: Ty = Ty(4);
    /// `int32`.
    pub const I32: Ty = Ty(5);
    /// `int64`.
    pub const I64: Ty = Ty(6);
    /// `uint8`.
    pub const U8: Ty = Ty(7);
    /// `uint16`.
    pub const U16: Ty = Ty(8);
    /// `uint32`.
    pub const U32: Ty = Ty(9);
    /// `uint64`.
    pub const U64: Ty = Ty(10);
    /// `float32`.
    pub const F32: Ty = Ty(11);
    /// `float64`.
    pub const F64: Ty = Ty(12);
    /// `complex64`.
    pub const C64: Ty = Ty(13);
    /// `complex128`.
    pub const C128: Ty = Ty(14);
    /// `str`.
    pub const STR: Ty = Ty(15);
    /// Machine address.
    pub const PTR: Ty = Ty(16);
    /// `...`
    pub const ELLIPSIS: Ty = Ty(17);

    /// Interns a type.
    pub fn new(ty: Type) -> Ty {
        if let Some(&id) = read().index.get(&ty) {
            return Ty(id);
        }
        let mut interner = INTERNER
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        Ty(interner.insert(ty))
    }

    /// The type behind the handle.
    pub fn get(self) -> &'static Type {
        if let Some(ty) = PREDEFINED.get(self.0 as usize) {
            return ty;
        }
        let (chunk, position) = place(self.0);
        let found = CHUNKS[chunk].get().and_then(|types| types[position].get());
        // A handle is made after its type is published.
        found.copied().unwrap_or(&Type::Never)
    }

    /// Tuple of these types.
    pub fn tuple(types: impl Into<Box<[Ty]>>) -> Ty {
        Ty::new(Type::Tuple(types.into()))
    }

    /// Homogeneous tuple.
    pub fn uni_tuple(ty: Ty, len: usize) -> Ty {
        Ty::tuple(vec![ty; len])
    }

    /// `T` or `None`; an optional stays itself.
    pub fn optional(ty: Ty) -> Ty {
        match ty.get() {
            Type::Optional(_) | Type::None => ty,
            _ => Ty::new(Type::Optional(ty)),
        }
    }

    /// The type of an `int` constant: literal when it is small enough to matter for typing (axes, lengths,
    /// positions), else plain. Types live for ever, so that programs with ever new constants must not make
    /// ever new types.
    pub fn literal_int(value: i64) -> Ty {
        if value.unsigned_abs() <= MAX_LITERAL {
            Ty::new(Type::LitInt(value))
        } else {
            Ty::I64
        }
    }

    /// A writable array type.
    pub fn array(dtype: Ty, ndim: u8, layout: Layout) -> Ty {
        Ty::new(Type::Array(ArrayTy {
            dtype,
            ndim,
            layout,
            readonly: false,
        }))
    }

    /// The array type behind the handle, if it is one.
    pub fn as_array(self) -> Option<ArrayTy> {
        match self.get() {
            Type::Array(array) => Some(*array),
            _ => None,
        }
    }

    /// The record behind the handle, if it is one.
    pub fn as_record(self) -> Option<&'static RecordTy> {
        match self.get() {
            Type::Record(record) => Some(record),
            _ => None,
        }
    }

    /// Element type of a list, typed or not.
    pub fn as_list(self) -> Option<Ty> {
        match self.get() {
            Type::List(inner) | Type::TypedList(inner) => Some(*inner),
            _ => None,
        }
    }

    /// Types of the keys and values of a dict; those of a set have the type `None`.
    pub fn as_table(self) -> Option<(Ty, Ty)> {
        match self.get() {
            Type::Dict(key, value) => Some((*key, *value)),
            Type::Set(key) => Some((*key, Ty::NONE)),
            Type::DictView(_, dict) => dict.as_table(),
            _ => None,
        }
    }

    /// Whether an element taken from an iteration over this type must own what it refers to: the
    /// container may drop it while the loop body still uses it.
    pub fn yields_owned(self) -> bool {
        match self.get() {
            Type::List(inner) | Type::TypedList(inner) | Type::Set(inner) => inner.is_counted(),
            Type::Dict(key, _) => key.is_counted(),
            Type::DictView(_, dict) => dict
                .as_table()
                .is_some_and(|(key, value)| key.is_counted() || value.is_counted()),
            Type::Enumerate(inner) => inner.yields_owned(),
            Type::Zip(types) => types.iter().any(|ty| ty.yields_owned()),
            _ => false,
        }
    }

    /// Element types of a tuple or named tuple.
    pub fn as_tuple(self) -> Option<&'static [Ty]> {
        match self.get() {
            Type::Tuple(types) => Some(types),
            Type::NamedTuple(tuple) => Some(&tuple.types),
            _ => None,
        }
    }

    /// A literal's plain type; tuples and slices element by element; other types unchanged.
    pub fn unliteral(self) -> Ty {
        match self.get() {
            Type::LitInt(_) => Ty::I64,
            Type::LitBool(_) => Ty::BOOL,
            Type::LitStr(_) => Ty::STR,
            Type::Tuple(types) => {
                Ty::tuple(types.iter().map(|t| t.unliteral()).collect::<Vec<_>>())
            }
            _ => self,
        }
    }

    /// Whether this is the type of a literal.
    pub fn is_literal(self) -> bool {
        matches!(
            self.get(),
            Type::LitInt(_) | Type::LitBool(_) | Type::LitStr(_)
        )
    }

    /// Whether values are integers (literals included, `bool` not).
    pub fn is_int(self) -> bool {
        matches!(self.get(), Type::Int { .. } | Type::LitInt(_))
    }

    /// Whether values are floats.
    pub fn is_float(self) -> bool {
        matches!(self.get(), Type::Float(_))
    }

    /// Whether values are complex.
    pub fn is_complex(self) -> bool {
        matches!(self.get(), Type::Complex(_))
    }

    /// Whether values are `bool` (a literal included).
    pub fn is_bool(self) -> bool {
        matches!(self.get(), Type::Bool | Type::LitBool(_))
    }

    /// Whether values are numbers: bool, integer, float or complex.
    pub fn is_number(self) -> bool {
        self.is_bool() || self.is_int() || self.is_float() || self.is_complex()
    }

    /// Whether the integer type is signed (literals are).
    pub fn is_signed(self) -> bool {
        matches!(self.get(), Type::Int { signed: true, .. } | Type::LitInt(_))
    }

    /// Width in bits of a scalar type as stored in an array (`bool` 8).
    pub fn bits(self) -> u32 {
        match self.get() {
            Type::Bool | Type::LitBool(_) => 8,
            Type::Int { bits, .. } | Type::Float(bits) | Type::Complex(bits) => u32::from(*bits),
            Type::Record(record) => record.size * 8,
            _ => 64,
        }
    }

    /// The scalar type of array elements with this dtype.
    pub fn from_dtype(dtype: DType) -> Ty {
        match dtype {
            DType::Bool => Ty::BOOL,
            DType::I8 => Ty::I8,
            DType::U8 => Ty::U8,
            DType::I16 => Ty::I16,
            DType::U16 => Ty::U16,
            DType::I32 => Ty::I32,
            DType::U32 => Ty::U32,
            DType::I64 => Ty::I64,
            DType::U64 => Ty::U64,
            DType::F32 => Ty::F32,
            DType::F64 => Ty::F64,
            DType::C64 => Ty::C64,
            DType::C128 => Ty::C128,
        }
    }

    /// The dtype that stores values of this scalar type.
    pub fn dtype(self) -> Option<DType> {
        DType::ALL
            .iter()
            .copied()
            .find(|&dtype| Ty::from_dtype(dtype) == self.unliteral())
    }

    /// Whether a value holds references that must be counted.
    pub fn is_counted(self) -> bool {
        match self.get() {
            Type::Str | Type::Array(_) | Type::Exception | Type::Generator { .. } => true,
            Type::Instance(_) => true,
            Type::List(_) | Type::TypedList(_) | Type::Dict(..) | Type::Set(_) => true,
            Type::DictView(..) => true,
            Type::Optional(inner)
            | Type::Enumerate(inner)
            | Type::NdEnumerate(inner)
            | Type::Flat(inner)
            | Type::Iter(inner) => inner.is_counted(),
            Type::Method { receiver, .. } | Type::Bound { receiver, .. } => receiver.is_counted(),
            Type::Enum(class) => class.value.is_counted(),
            Type::Tuple(types) | Type::Zip(types) => types.iter().any(|t| t.is_counted()),
            Type::Closure { captures, .. } => captures.iter().any(|t| t.is_counted()),
            Type::NamedTuple(tuple) => tuple.types.iter().any(|t| t.is_counted()),
            _ => false,
        }
    }
}

fn read() -> std::sync::RwLockReadGuard<'static, Interner> {
    INTERNER
        .read()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl fmt::Debug for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Ty {
    /// Numba's spelling where it has one: `int64`, `float64[:, ::1]`, `Tuple(int64, float64)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.get() {
            Type::Never => f.write_str("never"),
            Type::None => f.write_str("none"),
            Type::Bool => f.write_str("bool"),
            Type::Int { bits, signed } => write!(f, "{}int{bits}", if *signed { "" } else { "u" }),
            Type::Float(bits) => write!(f, "float{bits}"),
            Type::Complex(bits) => write!(f, "complex{bits}"),
            Type::LitInt(value) => write!(f, "Literal[int]({value})"),
            Type::LitBool(value) => {
                write!(
                    f,
                    "Literal[bool]({})",
                    if *value { "True" } else { "False" }
                )
            }
            Type::LitStr(value) => write!(f, "Literal[str]({value:?})"),
            Type::Str => f.write_str("str"),
            Type::Optional(inner) => write!(f, "Optional({inner})"),
            Type::Tuple(types) => fmt_tuple(f, types),
            Type::NamedTuple(tuple) => {
                write!(f, "{}#{}(", tuple.name, tuple.class)?;
                for (i, (field, ty)) in tuple.fields.iter().zip(&tuple.types).enumerate() {
                    write!(f, "{}{field}: {ty}", if i > 0 { ", " } else { "" })?;
                }
                f.write_str(")")
            }
            Type::List(inner) => write!(f, "List({inner})"),
            Type::TypedList(inner) => write!(f, "TypedList({inner})"),
            Type::Dict(key, value) => write!(f, "Dict({key}, {value})"),
            Type::Set(inner) => write!(f, "Set({inner})"),
            Type::DictView(part, inner) => write!(f, "Dict{part:?}({inner})"),
            Type::Open(kind, inst) => write!(f, "Open{kind:?}({inst})"),
            Type::Array(array) => fmt_array(f, array),
            Type::Record(record) => fmt_record(f, record),
            Type::Range(inner) => write!(f, "Range({inner})"),
            Type::Enumerate(inner) => write!(f, "Enumerate({inner})"),
            Type::Zip(types) => fmt_list(f, "Zip", types),
            Type::NdIndex(ndim) => write!(f, "NdIndex({ndim})"),
            Type::NdEnumerate(inner) => write!(f, "NdEnumerate({inner})"),
            Type::Flat(inner) => write!(f, "Flat({inner})"),
            Type::Iter(inner) => write!(f, "Iter({inner})"),
            Type::Slice { start, stop, step } => write!(f, "Slice({start}, {stop}, {step})"),
            Type::Ellipsis => f.write_str("ellipsis"),
            Type::DType(inner) => write!(f, "DType({inner})"),
            Type::Entity(id) => write!(f, "Entity({id})"),
            Type::Method { entity, receiver } => write!(f, "Method({entity}, {receiver})"),
            Type::Namespace(id) => write!(f, "Namespace({id})"),
            Type::Func(id) => write!(f, "Func({id})"),
            Type::Closure { func, captures } => {
                write!(f, "Closure({func}")?;
                for ty in captures {
                    write!(f, ", {ty}")?;
                }
                f.write_str(")")
            }
            Type::NamedTupleClass(class) => {
                write!(f, "NamedTupleClass({}#{}", class.name, class.class)?;
                for field in &class.fields {
                    write!(f, ", {field}")?;
                }
                f.write_str(")")
            }
            Type::ExceptionClass(kind) => write!(f, "ExceptionClass({})", kind.name()),
            Type::UserExceptionClass(class) => {
                write!(f, "UserExceptionClass({}#{})", class.name, class.code)
            }
            Type::Exception => f.write_str("exception"),
            Type::Enum(class) => {
                let kind = if class.is_int { "IntEnum" } else { "Enum" };
                write!(f, "{kind}({}#{}, {})", class.name, class.class, class.value)
            }
            Type::Generator { func, args, yields } => {
                write!(f, "Generator({func}, {yields}")?;
                for ty in args {
                    write!(f, ", {ty}")?;
                }
                f.write_str(")")
            }
            Type::Class(class) => write!(f, "Class({class})"),
            Type::Instance(class) => write!(f, "Instance({class})"),
            Type::Overload(set) => write!(f, "Overload({set})"),
            Type::Bound { callee, receiver } => write!(f, "Bound({callee}, {receiver})"),
            Type::Deferred(number) => write!(f, "Deferred({number})"),
            Type::Ptr => f.write_str("ptr"),
        }
    }
}

fn fmt_list(f: &mut fmt::Formatter<'_>, head: &str, types: &[Ty]) -> fmt::Result {
    write!(f, "{head}(")?;
    for (i, ty) in types.iter().enumerate() {
        write!(f, "{}{ty}", if i > 0 { ", " } else { "" })?;
    }
    f.write_str(")")
}

fn fmt_tuple(f: &mut fmt::Formatter<'_>, types: &[Ty]) -> fmt::Result {
    match types.split_first() {
        Some((first, rest)) if rest.iter().all(|ty| ty == first) => {
            write!(f, "UniTuple({first} x {})", types.len())
        }
        _ => fmt_list(f, "Tuple", types),
    }
}

fn fmt_record(f: &mut fmt::Formatter<'_>, record: &RecordTy) -> fmt::Result {
    write!(f, "Record({}, {}", record.size, u8::from(record.aligned))?;
    for field in &record.fields {
        write!(f, ", {:?}, {}, {}, ", field.name, field.offset, field.ty)?;
        write!(f, "{}", field.shape.len())?;
        for extent in &field.shape {
            write!(f, ", {extent}")?;
        }
    }
    f.write_str(")")
}

fn fmt_array(f: &mut fmt::Formatter<'_>, array: &ArrayTy) -> fmt::Result {
    write!(
        f,
        "{}{}[",
        if array.readonly { "readonly " } else { "" },
        array.dtype
    )?;
    let last = usize::from(array.ndim).saturating_sub(1);
    for axis in 0..usize::from(array.ndim) {
        let dense = match array.layout {
            Layout::C => axis == last,
            Layout::F => axis == 0,
            Layout::A => false,
        };
        let separator = if axis > 0 { ", " } else { "" };
        write!(f, "{separator}{}", if dense { "::1" } else { ":" })?;
    }
    f.write_str("]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predefined_order() {
        for (position, ty) in PREDEFINED.iter().enumerate() {
            assert_eq!(Ty::new(ty.clone()), Ty(position as u32), "{ty:?}");
        }
        assert_eq!(Ty::F64.to_string(), "float64");
        assert_eq!(Ty::ELLIPSIS.to_string(), "ellipsis");
    }

    #[test]
    fn equal_types_have_equal_handles() {
        assert_eq!(
            Ty::array(Ty::F64, 2, Layout::C),
            Ty::array(Ty::F64, 2, Layout::C)
        );
        assert_ne!(
            Ty::array(Ty::F64, 2, Layout::C),
            Ty::array(Ty::F64, 2, Layout::A)
        );
    }

    #[test]
    fn types_print_as_numba_spells_them() {
        assert_eq!(
            Ty::array(Ty::F64, 2, Layout::C).to_string(),
            "float64[:, ::1]"
        );
        assert_eq!(
            Ty::array(Ty::F32, 2, Layout::F).to_string(),
            "float32[::1, :]"
        );
        assert_eq!(Ty::uni_tuple(Ty::I64, 3).to_string(), "UniTuple(int64 x 3)");
    }
}
