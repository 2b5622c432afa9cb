//! Values that cross the boundary between a host and compiled code.
//!
//! A host turns its objects into [`Arg`] values; their types choose a specialisation, and their parts
//! fill the slots that compiled code reads (`numjit_lower::layout` fixes the order). Results come back
//! the same way.

use std::sync::Arc;

use numjit_abi::{DType, MemBlock, Slot};
use numjit_ir::{ArrayTy, EnumTy, Layout, NamedTupleTy, Ty, Type};
use numjit_runtime::Block;
use smallvec::SmallVec;

use crate::generator::GeneratorRef;

/// Highest array rank that crosses the boundary, NumPy's own limit.
pub const MAX_DIMS: usize = 64;

/// A value of a host.
#[derive(Clone, Debug)]
pub enum Arg {
    /// `None`.
    None,
    /// `bool`.
    Bool(bool),
    /// `int` in the `int64` range.
    Int(i64),
    /// `int` above it.
    UInt(u64),
    /// `float`.
    Float(f64),
    /// `complex`.
    Complex(f64, f64),
    /// A NumPy scalar: its type and its bits (see [`Slot`]; a complex has two).
    Scalar(DType, [Slot; 2]),
    /// `str`.
    Str(Arc<str>),
    /// `ndarray`.
    Array(ArrayRef),
    /// `tuple`.
    Tuple(Vec<Arg>),
    /// Named tuple: its type without the element types that the values say themselves.
    NamedTuple(NamedTupleClassRef, Vec<Arg>),
    /// A function compiled by numjit.
    Func(u32),
    /// The dtype of a structured array.
    RecordDType(Ty),
    /// A dtype or scalar class.
    DType(DType),
    /// A library entity, such as `np.sin`.
    Entity(u32),
    /// `range(start, stop, step)`.
    Range(i64, i64, i64),
    /// A member of an enumeration, and its value.
    Enum(EnumRef, Box<Arg>),
    /// A generator object.
    Generator(GeneratorRef),
    /// `slice(start, stop, step)` of ints and `None`.
    Slice([Option<i64>; 3]),
    /// An int whose value is part of its type, for library calls such as `axis=0`.
    Literal(i64),
    /// A list, dict or set, or an instance of a class of the program.
    Container(ContainerRef),
    /// A class of the program.
    Class(u32),
    /// A type as a value.
    Type(Ty),
}

/// A list, dict, set or instance with its type: one owner of it.
#[derive(Clone, Debug)]
pub struct ContainerRef {
    /// Type.
    pub ty: Ty,
    /// The owner.
    pub block: Block,
}

/// Identity of an enumeration.
#[derive(Clone, Debug)]
pub struct EnumRef {
    /// Class name.
    pub name: Arc<str>,
    /// The host's number for the class.
    pub class: u32,
    /// Whether members are integers themselves.
    pub is_int: bool,
}

impl EnumRef {
    /// The type of its members, whose values have a type.
    pub fn ty(&self, value: Ty) -> EnumTy {
        EnumTy {
            name: (*self.name).into(),
            class: self.class,
            value,
            is_int: self.is_int,
        }
    }
}

/// Identity and fields of a named tuple class.
#[derive(Clone, Debug)]
pub struct NamedTupleClassRef {
    /// Class name.
    pub name: Arc<str>,
    /// The host's number for the class.
    pub class: u32,
    /// Field names.
    pub fields: Arc<[Arc<str>]>,
}

/// An array as compiled code sees it. The fields borrow: whoever makes one keeps the memory alive for
/// the call. In results `owner` carries one reference, which belongs to the receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrayRef {
    /// Reference-counted block, or null for memory that outlives the call.
    pub owner: *mut MemBlock,
    /// First element.
    pub data: *mut u8,
    /// Element type; of a structured array, that of its bytes.
    pub dtype: DType,
    /// The record type of a structured array.
    pub record: Option<Ty>,
    /// Extents.
    pub shape: SmallVec<[i64; 4]>,
    /// Strides in bytes.
    pub strides: SmallVec<[i64; 4]>,
    /// Whether stores are allowed.
    pub writable: bool,
}

impl ArrayRef {
    /// Memory order: `C` before `F`; arrays with no or one element per axis count as both.
    pub fn layout(&self) -> Layout {
        let item = match self.record {
            Some(record) => i64::from(record.bits() / 8),
            None => self.dtype.size() as i64,
        };
        if is_dense(self.shape.iter().zip(&self.strides).rev(), item) {
            Layout::C
        } else if is_dense(self.shape.iter().zip(&self.strides), item) {
            Layout::F
        } else {
            Layout::A
        }
    }

    /// The array's type.
    pub fn ty(&self) -> Ty {
        if let Some(dtype) = self.record {
            return Ty::new(Type::Array(ArrayTy {
                dtype,
                ndim: self.shape.len() as u8,
                layout: self.layout(),
                readonly: !self.writable,
            }));
        }
        array_ty(self.dtype, self.shape.len(), self.layout(), self.writable)
    }
}

fn is_dense<'a>(axes: impl Iterator<Item = (&'a i64, &'a i64)>, item: i64) -> bool {
    let mut expected = item;
    for (&extent, &stride) in axes {
        if extent == 0 {
            return true;
        }
        if extent != 1 && stride != expected {
            return false;
        }
        expected *= extent;
    }
    true
}

/// The type of an array with these properties.
pub fn array_ty(dtype: DType, ndim: usize, layout: Layout, writable: bool) -> Ty {
    let ndim = ndim as u8;
    let dtype = Ty::from_dtype(dtype);
    Ty::new(Type::Array(ArrayTy {
        dtype,
        ndim,
        layout,
        readonly: !writable,
    }))
}

/// The type that compiled code gives a value.
pub fn type_of(arg: &Arg) -> Ty {
    match arg {
        Arg::None => Ty::NONE,
        Arg::Bool(_) => Ty::BOOL,
        Arg::Int(_) => Ty::I64,
        Arg::UInt(_) => Ty::U64,
        Arg::Float(_) => Ty::F64,
        Arg::Complex(..) => Ty::C128,
        Arg::Scalar(dtype, _) => Ty::from_dtype(*dtype),
        Arg::Str(_) => Ty::STR,
        Arg::Array(array) => array.ty(),
        Arg::Tuple(items) => Ty::tuple(items.iter().map(type_of).collect::<Vec<_>>()),
        Arg::NamedTuple(class, items) => named_tuple_ty(class, items),
        Arg::Func(id) => Ty::new(Type::Func(*id)),
        Arg::DType(dtype) => Ty::new(Type::DType(Ty::from_dtype(*dtype))),
        Arg::RecordDType(ty) => Ty::new(Type::DType(*ty)),
        Arg::Entity(id) => Ty::new(Type::Entity(*id)),
        Arg::Range(..) => Ty::new(Type::Range(Ty::I64)),
        Arg::Literal(value) => Ty::new(Type::LitInt(*value)),
        Arg::Enum(class, value) => Ty::new(Type::Enum(class.ty(type_of(value)))),
        Arg::Generator(generator) => generator.ty,
        Arg::Slice(parts) => {
            let [start, stop, step] = parts.map(|part| part.map_or(Ty::NONE, |_| Ty::I64));
            Ty::new(Type::Slice { start, stop, step })
        }
        Arg::Container(container) => container.ty,
        Arg::Class(class) => Ty::new(Type::Class(*class)),
        Arg::Type(ty) => Ty::new(Type::DType(*ty)),
    }
}

/// Whether a result of this type has a form for hosts.
pub(crate) fn crosses(ty: Ty) -> bool {
    match ty.get() {
        Type::Bool | Type::Int { .. } | Type::Float(_) | Type::Complex(_) | Type::Str => true,
        Type::None | Type::LitInt(_) | Type::LitBool(_) | Type::LitStr(_) => true,
        Type::Array(_) | Type::Range(Ty::I64) | Type::Func(_) | Type::Entity(_) => true,
        Type::DType(_) => true,
        Type::Generator { yields, .. } => crosses(*yields),
        Type::Enum(class) => crosses(class.value),
        Type::Optional(inner) => crosses(*inner),
        Type::Tuple(types) => types.iter().all(|&ty| crosses(ty)),
        Type::NamedTuple(tuple) => tuple.types.iter().all(|&ty| crosses(ty)),
        Type::List(inner) | Type::TypedList(inner) | Type::Set(inner) => crosses(*inner),
        Type::Dict(key, value) => crosses(*key) && crosses(*value),
        Type::Instance(_) | Type::Class(_) => true,
        _ => false,
    }
}

fn named_tuple_ty(class: &NamedTupleClassRef, items: &[Arg]) -> Ty {
    Ty::new(Type::NamedTuple(NamedTupleTy {
        name: (*class.name).into(),
        class: class.class,
        fields: class.fields.iter().map(|field| (**field).into()).collect(),
        types: items.iter().map(type_of).collect(),
    }))
}

/// The slots of one call, with the strings that were decoded for it.
#[derive(Debug, Default)]
pub(crate) struct Slots {
    pub(crate) words: SmallVec<[Slot; 32]>,
    strings: Vec<Vec<u32>>,
    /// Those of one byte per character.
    narrow: Vec<Vec<u8>>,
    /// Strings that compiled code may keep after the call.
    blocks: Vec<Block>,
    /// Whether the result may keep what is passed.
    outlives: bool,
}

impl Slots {
    /// Slots for a call whose result may or may not keep what is passed.
    pub(crate) fn kept(outlives: bool) -> Slots {
        Slots {
            outlives,
            ..Slots::default()
        }
    }

    /// Appends a value as the given type, converting scalars as C does. `None` when the value cannot
    /// be taken as that type; the caller has chosen the type from the value's own, so that this does
    /// not happen for a type that `convert::rate` accepts.
    pub(crate) fn push(&mut self, arg: &Arg, ty: Ty) -> Option<()> {
        match ty.get() {
            Type::None | Type::LitInt(_) | Type::LitBool(_) | Type::LitStr(_) => Some(()),
            Type::DType(_) | Type::Entity(_) | Type::Func(_) | Type::Class(_) => Some(()),
            Type::Bool | Type::Int { .. } | Type::Float(_) | Type::Complex(_) => {
                self.push_number(arg, ty)
            }
            Type::Str => self.push_str(arg),
            Type::Optional(inner) => self.push_optional(arg, *inner),
            Type::Tuple(types) => self.push_items(arg, types),
            Type::NamedTuple(tuple) => self.push_items(arg, &tuple.types),
            Type::Array(ty) => {
                let Arg::Array(array) = arg else { return None };
                self.push_array(array, ty);
                Some(())
            }
            Type::Range(_) => self.push_range(arg),
            Type::Enum(class) => match arg {
                Arg::Enum(_, value) => self.push(value, class.value),
                _ => None,
            },
            Type::Generator { .. } => {
                let Arg::Generator(generator) = arg else {
                    return None;
                };
                self.words.push(generator.owner as usize as Slot);
                Some(())
            }
            Type::Slice { .. } => {
                let Arg::Slice(parts) = arg else { return None };
                self.words
                    .extend(parts.iter().flatten().map(|&part| part as Slot));
                Some(())
            }
            Type::List(_)
            | Type::TypedList(_)
            | Type::Dict(..)
            | Type::Set(_)
            | Type::Instance(_) => self.push_container(arg, ty),
            _ => None,
        }
    }

    /// The words of results, with owners of their own for everything that is counted among the values.
    pub(crate) fn into_results(self, values: &[Arg]) -> SmallVec<[Slot; 32]> {
        values.iter().for_each(keep);
        for block in self.blocks {
            Block::into_raw(block);
        }
        self.words
    }

    fn push_number(&mut self, arg: &Arg, ty: Ty) -> Option<()> {
        let number = Number::of(arg)?;
        let [first, second] = number.bits_as(ty);
        self.words.push(first);
        if ty.is_complex() {
            self.words.push(second);
        }
        Some(())
    }

    fn push_str(&mut self, arg: &Arg) -> Option<()> {
        let Arg::Str(text) = arg else { return None };
        if text.chars().all(|c| u32::from(c) <= 0xff) {
            return self.push_narrow_str(text);
        }
        let points: Vec<u32> = text.chars().map(u32::from).collect();
        if self.outlives {
            return self.push_lasting_str(&points);
        }
        let address = points.as_ptr() as usize as Slot;
        self.words.extend([0, address, points.len() as Slot, 4]);
        self.strings.push(points);
        Some(())
    }

    /// A string of characters that fit one byte each, as compiled code makes them.
    fn push_narrow_str(&mut self, text: &str) -> Option<()> {
        let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
        let len = bytes.len() as Slot;
        if self.outlives {
            let block = Block::copied(&bytes)?;
            let (owner, data) = (block.as_ptr() as usize, block.data() as usize);
            self.words.extend([owner as Slot, data as Slot, len, 1]);
            self.blocks.push(block);
            return Some(());
        }
        let address = bytes.as_ptr() as usize as Slot;
        self.words.extend([0, address, len, 1]);
        self.narrow.push(bytes);
        Some(())
    }

    fn push_lasting_str(&mut self, points: &[u32]) -> Option<()> {
        let bytes: Vec<u8> = points
            .iter()
            .flat_map(|point| point.to_ne_bytes())
            .collect();
        let block = Block::copied(&bytes)?;
        let (owner, data) = (block.as_ptr() as usize, block.data() as usize);
        self.words
            .extend([owner as Slot, data as Slot, points.len() as Slot, 4]);
        self.blocks.push(block);
        Some(())
    }

    fn push_optional(&mut self, arg: &Arg, inner: Ty) -> Option<()> {
        if matches!(arg, Arg::None) {
            let zeros = numjit_lower::layout::flatten(inner).len() + 1;
            self.words.extend(std::iter::repeat_n(0, zeros));
            return Some(());
        }
        self.words.push(1);
        self.push(arg, inner)
    }

    fn push_items(&mut self, arg: &Arg, types: &[Ty]) -> Option<()> {
        let (Arg::Tuple(items) | Arg::NamedTuple(_, items)) = arg else {
            return None;
        };
        if items.len() != types.len() {
            return None;
        }
        items
            .iter()
            .zip(types)
            .try_for_each(|(item, &ty)| self.push(item, ty))
    }

    pub(crate) fn push_array(&mut self, array: &ArrayRef, ty: &ArrayTy) {
        self.words.push(array.owner as usize as Slot);
        self.words.push(array.data as usize as Slot);
        self.words
            .extend(array.shape.iter().map(|&extent| extent as Slot));
        if ty.layout == Layout::A {
            self.words
                .extend(array.strides.iter().map(|&stride| stride as Slot));
        }
    }

    fn push_container(&mut self, arg: &Arg, ty: Ty) -> Option<()> {
        let Arg::Container(container) = arg else {
            return None;
        };
        (container.ty == ty).then(|| self.words.push(container.block.as_ptr() as usize as Slot))
    }

    fn push_range(&mut self, arg: &Arg) -> Option<()> {
        let Arg::Range(start, stop, step) = arg else {
            return None;
        };
        self.words
            .extend([*start as Slot, *stop as Slot, *step as Slot]);
        Some(())
    }
}

/// Adds an owner to every array and container of a value.
fn keep(value: &Arg) {
    match value {
        Arg::Array(array) => crate::call::retain(array.owner as usize as Slot),
        Arg::Container(container) => {
            Block::into_raw(container.block.clone());
        }
        Arg::Tuple(items) | Arg::NamedTuple(_, items) => items.iter().for_each(keep),
        _ => {}
    }
}

/// A number on its way into compiled code.
#[derive(Clone, Copy)]
enum Number {
    Int(i64),
    UInt(u64),
    Float(f64),
    Complex(f64, f64),
}

impl Number {
    fn of(arg: &Arg) -> Option<Number> {
        Some(match arg {
            Arg::Bool(value) => Number::Int(i64::from(*value)),
            Arg::Int(value) | Arg::Literal(value) => Number::Int(*value),
            Arg::UInt(value) => Number::UInt(*value),
            Arg::Float(value) => Number::Float(*value),
            Arg::Complex(re, im) => Number::Complex(*re, *im),
            Arg::Scalar(dtype, bits) => scalar_number(*dtype, *bits),
            _ => return None,
        })
    }

    fn bits_as(self, ty: Ty) -> [Slot; 2] {
        match ty.get() {
            Type::Bool => [Slot::from(self.is_true()), 0],
            Type::Int { bits, signed } => [int_bits(self.as_int(), *bits, *signed), 0],
            Type::Float(32) => [f32_bits(self.parts().0), 0],
            Type::Float(_) => [self.parts().0.to_bits(), 0],
            Type::Complex(64) => [f32_bits(self.parts().0), f32_bits(self.parts().1)],
            _ => [self.parts().0.to_bits(), self.parts().1.to_bits()],
        }
    }

    fn is_true(self) -> bool {
        match self {
            Number::Int(value) => value != 0,
            Number::UInt(value) => value != 0,
            Number::Float(value) => value != 0.0,
            Number::Complex(re, im) => re != 0.0 || im != 0.0,
        }
    }

    fn as_int(self) -> i64 {
        match self {
            Number::Int(value) => value,
            Number::UInt(value) => value as i64,
            Number::Float(value) | Number::Complex(value, _) => value as i64,
        }
    }

    fn parts(self) -> (f64, f64) {
        match self {
            Number::Int(value) => (value as f64, 0.0),
            Number::UInt(value) => (value as f64, 0.0),
            Number::Float(value) => (value, 0.0),
            Number::Complex(re, im) => (re, im),
        }
    }
}

fn f32_bits(value: f64) -> Slot {
    Slot::from((value as f32).to_bits())
}

fn int_bits(value: i64, bits: u8, signed: bool) -> Slot {
    let shift = 64 - u32::from(bits);
    let shifted = (value as u64) << shift;
    if signed {
        (shifted as i64 >> shift) as u64
    } else {
        shifted >> shift
    }
}

fn scalar_number(dtype: DType, [first, second]: [Slot; 2]) -> Number {
    let single = |bits: Slot| f64::from(f32::from_bits(bits as u32));
    match dtype {
        DType::Bool | DType::I8 | DType::I16 | DType::I32 | DType::I64 => Number::Int(first as i64),
        DType::U8 | DType::U16 | DType::U32 => Number::Int(first as i64),
        DType::U64 => Number::UInt(first),
        DType::F32 => Number::Float(single(first)),
        DType::F64 => Number::Float(f64::from_bits(first)),
        DType::C64 => Number::Complex(single(first), single(second)),
        DType::C128 => Number::Complex(f64::from_bits(first), f64::from_bits(second)),
    }
}

/// Reads results out of slots.
pub(crate) struct Reader<'s> {
    slots: &'s [Slot],
    position: usize,
    /// Whether the values stay with their owners, so that what is read needs owners of its own.
    borrows: bool,
}

impl<'s> Reader<'s> {
    pub(crate) fn new(slots: &'s [Slot]) -> Reader<'s> {
        Reader {
            slots,
            position: 0,
            borrows: false,
        }
    }

    /// Reads arguments, which stay with the caller.
    pub(crate) fn of_arguments(slots: &'s [Slot]) -> Reader<'s> {
        Reader {
            borrows: true,
            ..Reader::new(slots)
        }
    }

    /// The next slot, which holds a reference-counted block.
    fn next_owner(&mut self) -> Slot {
        let owner = self.next();
        if self.borrows {
            crate::call::retain(owner);
        }
        owner
    }

    pub(crate) fn next(&mut self) -> Slot {
        let slot = self.slots.get(self.position).copied().unwrap_or(0);
        self.position += 1;
        slot
    }

    /// Reads one value of a type. Scalars narrower than Python's own come back as Python numbers, as
    /// Numba returns them; library calls of the host ask for NumPy scalars with `typed`.
    pub(crate) fn value(&mut self, ty: Ty, typed: bool) -> Arg {
        match ty.get() {
            Type::Bool | Type::Int { .. } | Type::Float(_) | Type::Complex(_) if typed => {
                self.scalar(ty)
            }
            Type::Bool => Arg::Bool(self.next() as u8 != 0),
            Type::Int { bits, signed } => self.int(*bits, *signed),
            Type::Float(_) | Type::Complex(_) => self.float(ty),
            Type::LitInt(value) => Arg::Int(*value),
            Type::LitBool(value) => Arg::Bool(*value),
            Type::LitStr(value) => Arg::Str((**value).into()),
            Type::Str => self.text(),
            Type::Optional(inner) => self.optional(*inner, typed),
            Type::Tuple(types) => {
                Arg::Tuple(types.iter().map(|&item| self.value(item, typed)).collect())
            }
            Type::NamedTuple(tuple) => self.named_tuple(tuple, typed),
            Type::Array(array) => Arg::Array(self.array(array)),
            Type::Range(_) => {
                Arg::Range(self.next() as i64, self.next() as i64, self.next() as i64)
            }
            Type::DType(inner) if inner.as_record().is_some() => Arg::RecordDType(*inner),
            Type::DType(inner) => inner.dtype().map_or(Arg::Type(*inner), Arg::DType),
            Type::Func(id) => Arg::Func(*id),
            Type::Entity(id) => Arg::Entity(*id),
            Type::Enum(class) => {
                let value = Box::new(self.value(class.value, typed));
                let class = EnumRef {
                    name: (*class.name).into(),
                    class: class.class,
                    is_int: class.is_int,
                };
                Arg::Enum(class, value)
            }
            Type::Generator { .. } => Arg::Generator(GeneratorRef {
                owner: self.next() as usize as *mut MemBlock,
                ty,
            }),
            Type::Class(class) => Arg::Class(*class),
            Type::List(_)
            | Type::TypedList(_)
            | Type::Dict(..)
            | Type::Set(_)
            | Type::Instance(_) => {
                let block = crate::call::take_block(self.next_owner());
                block.map_or(Arg::None, |block| {
                    Arg::Container(ContainerRef { ty, block })
                })
            }
            _ => Arg::None,
        }
    }

    fn int(&mut self, bits: u8, signed: bool) -> Arg {
        let word = int_bits(self.next() as i64, bits, signed);
        if signed || word <= i64::MAX as u64 {
            Arg::Int(word as i64)
        } else {
            Arg::UInt(word)
        }
    }

    fn float(&mut self, ty: Ty) -> Arg {
        let first = self.next();
        let narrow = matches!(ty.get(), Type::Float(32) | Type::Complex(64));
        let read = |bits: Slot| {
            if narrow {
                f64::from(f32::from_bits(bits as u32))
            } else {
                f64::from_bits(bits)
            }
        };
        if ty.is_complex() {
            Arg::Complex(read(first), read(self.next()))
        } else {
            Arg::Float(read(first))
        }
    }

    fn scalar(&mut self, ty: Ty) -> Arg {
        let first = self.next();
        let second = if ty.is_complex() { self.next() } else { 0 };
        let first = match ty.get() {
            Type::Int { bits, signed } => int_bits(first as i64, *bits, *signed),
            Type::Bool => Slot::from(first as u8 != 0),
            _ => first,
        };
        ty.dtype()
            .map_or(Arg::None, |dtype| Arg::Scalar(dtype, [first, second]))
    }

    /// A string argument of a host function, which stays with its owner.
    pub(crate) fn borrowed_text(&mut self) -> String {
        let _owner = self.next();
        let data = self.next();
        let (length, width) = (self.next(), self.next());
        crate::call::take_text(0, data, length, width)
    }

    fn text(&mut self) -> Arg {
        let (owner, data) = (self.next_owner(), self.next());
        let (length, width) = (self.next(), self.next());
        Arg::Str(crate::call::take_text(owner, data, length, width).into())
    }

    fn optional(&mut self, inner: Ty, typed: bool) -> Arg {
        let present = self.next() as u8 != 0;
        let value = self.value(inner, typed);
        if present { value } else { Arg::None }
    }

    fn named_tuple(&mut self, tuple: &NamedTupleTy, typed: bool) -> Arg {
        let class = NamedTupleClassRef {
            name: (*tuple.name).into(),
            class: tuple.class,
            fields: tuple
                .fields
                .iter()
                .map(|field| Arc::from(&**field))
                .collect(),
        };
        Arg::NamedTuple(
            class,
            tuple
                .types
                .iter()
                .map(|&item| self.value(item, typed))
                .collect(),
        )
    }

    pub(crate) fn array(&mut self, ty: &ArrayTy) -> ArrayRef {
        let owner = self.next_owner() as usize as *mut MemBlock;
        let data = self.next() as usize as *mut u8;
        let shape: SmallVec<[i64; 4]> = (0..ty.ndim).map(|_| self.next() as i64).collect();
        let record = ty.dtype.as_record().map(|_| ty.dtype);
        let dtype = ty.dtype.dtype().unwrap_or(DType::U8);
        let item = i64::from(ty.dtype.bits() / 8);
        let strides = match ty.layout {
            Layout::A => (0..ty.ndim).map(|_| self.next() as i64).collect(),
            Layout::C => dense_strides(&shape, item, false),
            Layout::F => dense_strides(&shape, item, true),
        };
        ArrayRef {
            owner,
            data,
            dtype,
            record,
            shape,
            strides,
            writable: !ty.readonly,
        }
    }
}

fn dense_strides(shape: &[i64], item: i64, fortran: bool) -> SmallVec<[i64; 4]> {
    let mut strides: SmallVec<[i64; 4]> = SmallVec::from_elem(0, shape.len());
    let mut next = item;
    for i in 0..shape.len() {
        let axis = if fortran { i } else { shape.len() - 1 - i };
        strides[axis] = next;
        next *= shape[axis].max(1);
    }
    strides
}
