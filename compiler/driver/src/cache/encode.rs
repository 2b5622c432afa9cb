//! What a compilation depends on, as bytes that mean the same in every process.
//!
//! A process numbers functions, namespaces and named tuple classes as it likes. Here each gets the number
//! of its first occurrence, so that two processes that see the same things in the same order write the
//! same bytes, however they got there. A function's own contents are written where it first occurs.

use std::collections::HashMap;
use std::sync::Arc;

use numjit_infer::{Binding, ConstArray, FuncId};
use numjit_ir::{
    ArrayTy, Const, DictPart, ErrorModel, FastMath, Layout, NamedTupleClass, NamedTupleTy, Options,
    Ty, Type, UserExceptionClass,
};

use crate::engine::{FunctionEntry, FunctionKind};
use crate::options::DispatcherOptions;
use crate::signature::Signature;
use crate::slab::Slab;

/// Numbers by first occurrence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers {
    ids: Vec<u32>,
    index: HashMap<u32, u32>,
    /// Nothing new gets a number.
    closed: bool,
}

impl Numbers {
    /// The number of something, and whether it is a new one; none if it would be, and none are given.
    fn number(&mut self, id: u32) -> Option<(u32, bool)> {
        if let Some(&number) = self.index.get(&id) {
            return Some((number, false));
        }
        let number = self.ids.len() as u32;
        (!self.closed).then(|| {
            self.index.insert(id, number);
            self.ids.push(id);
            (number, true)
        })
    }

    /// The number of something that has one.
    pub(crate) fn known(&self, id: u32) -> Option<u32> {
        self.index.get(&id).copied()
    }

    /// What has a number.
    pub(crate) fn id(&self, number: u32) -> Option<u32> {
        self.ids.get(number as usize).copied()
    }
}

/// One thing that a compilation depends on, for telling users what changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// What it is, such as "global `N`".
    pub(crate) label: String,
    /// Hash of its bytes.
    pub(crate) hash: [u8; 16],
    /// Its value, where that is short.
    pub(crate) shown: String,
}

/// Writes what a compilation depends on.
#[derive(Clone)]
pub(crate) struct Encoder<'a> {
    functions: &'a Slab<FunctionEntry>,
    pub(crate) out: Vec<u8>,
    pub(crate) funcs: Numbers,
    pub(crate) spaces: Numbers,
    pub(crate) classes: Numbers,
    /// The first function at each place of a source.
    places: HashMap<(Arc<str>, u32), u32>,
    /// Collected where asked for.
    pub(crate) parts: Option<Vec<Part>>,
    /// Cleared when something has no form outside of this process.
    pub(crate) portable: bool,
}

impl<'a> Encoder<'a> {
    pub(crate) fn new(functions: &'a Slab<FunctionEntry>, with_parts: bool) -> Encoder<'a> {
        Encoder {
            functions,
            out: Vec::with_capacity(1024),
            funcs: Numbers::default(),
            spaces: Numbers::default(),
            classes: Numbers::default(),
            places: HashMap::new(),
            parts: with_parts.then(Vec::new),
            portable: true,
        }
    }

    /// Writes something apart, in which nothing is new. None where that has no form outside of this process.
    pub(crate) fn apart(&mut self, write: impl FnOnce(&mut Encoder<'a>)) -> Option<Vec<u8>> {
        let out = std::mem::take(&mut self.out);
        let portable = std::mem::replace(&mut self.portable, true);
        self.close(true);
        write(self);
        self.close(false);
        let written = std::mem::replace(&mut self.out, out);
        let fits = std::mem::replace(&mut self.portable, portable);
        fits.then_some(written)
    }

    fn close(&mut self, closed: bool) {
        for numbers in [&mut self.funcs, &mut self.spaces, &mut self.classes] {
            numbers.closed = closed;
        }
    }

    /// The number of the first function whose source begins at a line of a file.
    pub(crate) fn place(&self, file: &str, first_line: u32) -> Option<u32> {
        self.places.get(&(file.into(), first_line)).copied()
    }

    /// Whether a function is a call of the library.
    pub(crate) fn is_library(&self, func: FuncId) -> bool {
        let entry = self.functions.get(func);
        entry.is_some_and(|entry| matches!(entry.kind, FunctionKind::Wrapper))
    }

    /// The line on which a function's source begins.
    pub(crate) fn first_line(&self, func: FuncId) -> Option<u32> {
        let entry = self.functions.get(func)?;
        Some(entry.source.source.first_line)
    }

    pub(crate) fn u8(&mut self, value: u8) {
        self.out.push(value);
    }

    pub(crate) fn u32(&mut self, value: u32) {
        self.out.extend(value.to_le_bytes());
    }

    pub(crate) fn u64(&mut self, value: u64) {
        self.out.extend(value.to_le_bytes());
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.u64(bytes.len() as u64);
        self.out.extend(bytes);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn bool(&mut self, value: bool) {
        self.u8(u8::from(value));
    }

    /// Notes the bytes since `start` as one thing.
    pub(crate) fn part(&mut self, start: usize, label: impl FnOnce() -> (String, String)) {
        let Some(parts) = &mut self.parts else {
            return;
        };
        let hash = blake3::hash(&self.out[start..]);
        let mut short = [0; 16];
        short.copy_from_slice(&hash.as_bytes()[..16]);
        let (label, shown) = label();
        parts.push(Part {
            label,
            hash: short,
            shown,
        });
    }

    /// A function: its number, and its contents where it is new.
    pub(crate) fn func(&mut self, id: FuncId) {
        match self.funcs.number(id) {
            Some((number, is_new)) => {
                self.u32(number);
                if is_new {
                    self.contents(id, number);
                }
            }
            None => self.portable = false,
        }
    }

    /// Everything that a function itself says. Where it stands in which file is not part of it: loaded code
    /// gets the place that the function has then.
    fn contents(&mut self, id: FuncId, number: u32) {
        let functions = self.functions;
        let Some(entry) = functions.get(id) else {
            self.portable = false;
            return;
        };
        match entry.kind {
            FunctionKind::User => self.u8(0),
            FunctionKind::Wrapper => self.u8(1),
            FunctionKind::Nested(_) | FunctionKind::Library | FunctionKind::Host => {
                self.portable = false;
            }
        }
        let start = self.out.len();
        let source = &entry.source;
        let text = &source.source;
        self.text(&source.name);
        self.text(&text.text);
        self.u32(text.indent);
        match source.lambda {
            Some((line, column)) => {
                self.u8(1);
                self.u32(line.wrapping_sub(text.first_line));
                self.u32(column);
            }
            None => self.u8(0),
        }
        // Functions that share a place in a file share the place of stored frames.
        let place = (text.file.clone(), text.first_line);
        let first = *self.places.entry(place).or_insert(number);
        self.u32(first);
        self.part(start, || {
            (format!("source of `{}`", source.name), String::new())
        });
        let start = self.out.len();
        self.dispatcher_options(&entry.options);
        self.part(start, || {
            let shown = format!("{:?}", entry.options.code);
            (format!("options of `{}`", source.name), shown)
        });
    }

    fn dispatcher_options(&mut self, options: &DispatcherOptions) {
        // `nogil` and `cache` are about calling and keeping code, not about the code.
        let DispatcherOptions {
            code,
            nogil: _,
            cache: _,
            parallel,
            locals,
            signatures,
        } = options;
        self.options(code);
        self.bool(*parallel);
        self.u32(locals.len() as u32);
        for (name, ty) in locals {
            self.text(name);
            self.ty(*ty);
        }
        self.u32(signatures.len() as u32);
        for Signature { args, result } in signatures {
            self.types(args);
            self.u8(u8::from(result.is_some()));
            result.iter().for_each(|&result| self.ty(result));
        }
    }

    pub(crate) fn options(&mut self, options: &Options) {
        let Options {
            boundscheck,
            error_model,
            fastmath,
            nep50,
            interruptible,
        } = options;
        let FastMath {
            nnan,
            ninf,
            nsz,
            arcp,
            contract,
            afn,
            reassoc,
        } = fastmath;
        let model = match error_model {
            ErrorModel::Python => false,
            ErrorModel::Numpy => true,
        };
        let flags = [
            *boundscheck,
            model,
            *nnan,
            *ninf,
            *nsz,
            *arcp,
            *contract,
            *afn,
            *reassoc,
            *nep50,
            *interruptible,
        ];
        let bits = flags
            .iter()
            .enumerate()
            .map(|(bit, &flag)| u32::from(flag) << bit);
        self.u32(bits.sum());
    }

    pub(crate) fn types(&mut self, types: &[Ty]) {
        self.u32(types.len() as u32);
        types.iter().for_each(|&ty| self.ty(ty));
    }

    pub(crate) fn ty(&mut self, ty: Ty) {
        match ty.get() {
            Type::Never => self.u8(0),
            Type::None => self.u8(1),
            Type::Bool => self.u8(2),
            Type::Int { bits, signed } => {
                self.out.extend([3, *bits, u8::from(*signed)]);
            }
            Type::Float(bits) => self.out.extend([4, *bits]),
            Type::Complex(bits) => self.out.extend([5, *bits]),
            Type::LitInt(value) => {
                self.u8(6);
                self.u64(*value as u64);
            }
            Type::LitBool(value) => self.out.extend([7, u8::from(*value)]),
            Type::LitStr(value) => {
                self.u8(8);
                self.text(value);
            }
            Type::Str => self.u8(9),
            Type::Optional(inner) => self.wrapped(10, *inner),
            Type::Tuple(types) => {
                self.u8(11);
                self.types(types);
            }
            Type::NamedTuple(tuple) => {
                self.u8(12);
                self.named_tuple(tuple);
            }
            Type::List(inner) => self.wrapped(13, *inner),
            Type::Array(array) => self.array(array),
            Type::Range(inner) => self.wrapped(15, *inner),
            Type::Enumerate(inner) => self.wrapped(16, *inner),
            Type::Zip(types) => {
                self.u8(17);
                self.types(types);
            }
            Type::NdIndex(axes) => self.out.extend([18, *axes]),
            Type::NdEnumerate(inner) => self.wrapped(19, *inner),
            Type::Flat(inner) => self.wrapped(20, *inner),
            Type::Iter(inner) => self.wrapped(21, *inner),
            Type::Slice { start, stop, step } => {
                self.u8(22);
                self.ty(*start);
                self.ty(*stop);
                self.ty(*step);
            }
            Type::Ellipsis => self.u8(23),
            Type::DType(inner) => self.wrapped(24, *inner),
            Type::Entity(entity) => {
                self.u8(25);
                self.u32(*entity);
            }
            Type::Method { entity, receiver } => {
                self.wrapped(26, *receiver);
                self.u32(*entity);
            }
            Type::Namespace(space) => {
                self.u8(27);
                self.space(*space);
            }
            Type::Func(func) => {
                self.u8(28);
                self.func(*func);
            }
            // A nested function and a generator's live inside of the program at hand.
            Type::Closure { .. } | Type::Generator { .. } => self.portable = false,
            Type::NamedTupleClass(class) => {
                self.u8(30);
                self.class(class);
            }
            Type::ExceptionClass(kind) => {
                self.u8(31);
                self.u32(*kind as u32);
            }
            Type::Ptr => self.u8(32),
            Type::UserExceptionClass(class) => {
                self.u8(33);
                self.exception_class(class);
            }
            Type::Exception => self.u8(34),
            Type::TypedList(inner) => self.wrapped(35, *inner),
            Type::Dict(key, value) => {
                self.wrapped(36, *key);
                self.ty(*value);
            }
            Type::Set(inner) => self.wrapped(37, *inner),
            Type::DictView(part, dict) => {
                self.wrapped(38, *dict);
                self.u8(match part {
                    DictPart::Keys => 0,
                    DictPart::Values => 1,
                    DictPart::Items => 2,
                });
            }
            // The number of an enumeration belongs to this process; an open type exists only during inference.
            Type::Enum(_) | Type::Open(..) => self.portable = false,
        }
    }

    fn wrapped(&mut self, tag: u8, inner: Ty) {
        self.u8(tag);
        self.ty(inner);
    }

    fn array(&mut self, array: &ArrayTy) {
        let ArrayTy {
            dtype,
            ndim,
            layout,
            readonly,
        } = array;
        let layout = match layout {
            Layout::C => 0,
            Layout::F => 1,
            Layout::A => 2,
        };
        self.out.extend([14, *ndim, layout, u8::from(*readonly)]);
        self.ty(*dtype);
    }

    fn named_tuple(&mut self, tuple: &NamedTupleTy) {
        let NamedTupleTy {
            name,
            class,
            fields,
            types,
        } = tuple;
        self.class_parts(name, *class, fields);
        self.types(types);
    }

    fn class(&mut self, class: &NamedTupleClass) {
        let NamedTupleClass {
            name,
            class,
            fields,
        } = class;
        self.class_parts(name, *class, fields);
    }

    fn class_parts(&mut self, name: &str, class: u32, fields: &[Box<str>]) {
        match self.classes.number(class) {
            Some((number, _)) => self.u32(number),
            None => self.portable = false,
        }
        self.text(name);
        self.u32(fields.len() as u32);
        fields.iter().for_each(|field| self.text(field));
    }

    pub(crate) fn space(&mut self, space: u32) {
        match self.spaces.number(space) {
            Some((number, _)) => self.u32(number),
            None => self.portable = false,
        }
    }

    /// What a name stands for.
    pub(crate) fn binding(&mut self, binding: &Binding) {
        match binding {
            Binding::Const(value) => {
                self.u8(0);
                self.constant(value);
            }
            Binding::Scalar(value, ty) => {
                self.u8(1);
                self.constant(value);
                self.ty(*ty);
            }
            Binding::Array(array) => {
                self.u8(2);
                self.const_array(array);
            }
            Binding::Tuple(items) => {
                self.u8(3);
                self.bindings(items);
            }
            Binding::NamedTuple(ty, items) => {
                self.u8(4);
                self.named_tuple(ty);
                self.bindings(items);
            }
            Binding::NamedTupleClass(class) => {
                self.u8(5);
                self.class(class);
            }
            Binding::Entity(entity) => {
                self.u8(6);
                self.u32(*entity);
            }
            Binding::Type(ty) => self.wrapped(12, *ty),
            Binding::Func(func) => {
                self.u8(7);
                self.func(*func);
            }
            Binding::Namespace(space) => {
                self.u8(8);
                self.space(*space);
            }
            Binding::PythonFunction(name) => {
                self.u8(9);
                self.text(name);
            }
            Binding::Opaque(description) => {
                self.u8(10);
                self.text(description);
            }
            Binding::EnumMember(..) | Binding::Interpreter => self.portable = false,
            Binding::ExceptionClass(class) => {
                self.u8(11);
                self.exception_class(class);
            }
        }
    }

    /// The code of the class stands in machine code as it is: another code is another answer.
    fn exception_class(&mut self, class: &UserExceptionClass) {
        let UserExceptionClass { name, code } = class;
        self.text(name);
        self.u32(*code as u32);
    }

    pub(crate) fn bindings(&mut self, items: &[Binding]) {
        self.u32(items.len() as u32);
        items.iter().for_each(|item| self.binding(item));
    }

    fn constant(&mut self, value: &Const) {
        match value {
            Const::None => self.u8(0),
            Const::Bool(value) => self.out.extend([1, u8::from(*value)]),
            Const::Int(value) => {
                self.u8(2);
                self.u64(*value as u64);
            }
            Const::UInt(value) => {
                self.u8(3);
                self.u64(*value);
            }
            Const::Float(value) => {
                self.u8(4);
                self.u64(value.to_bits());
            }
            Const::Complex(re, im) => {
                self.u8(5);
                self.u64(re.to_bits());
                self.u64(im.to_bits());
            }
            Const::Str(text) => {
                self.u8(6);
                self.text(text);
            }
            Const::Ellipsis => self.u8(7),
        }
    }

    fn const_array(&mut self, array: &ConstArray) {
        let ConstArray {
            dtype,
            shape,
            bytes,
        } = array;
        self.ty(*dtype);
        self.u32(shape.len() as u32);
        shape.iter().for_each(|&extent| self.u64(extent as u64));
        // Arrays may be large; their hash says as much.
        self.out.extend(blake3::hash(bytes).as_bytes());
    }
}

/// A short text of what a name stands for.
pub(crate) fn show(binding: &Binding) -> String {
    match binding {
        Binding::Const(value) | Binding::Scalar(value, _) => show_const(value),
        Binding::Array(array) => {
            format!("an array of {} with shape {:?}", array.dtype, array.shape)
        }
        Binding::Tuple(items) | Binding::NamedTuple(_, items) => {
            let shown: Vec<String> = items.iter().take(4).map(show).collect();
            let more = if items.len() > 4 { ", ..." } else { "" };
            format!("({}{more})", shown.join(", "))
        }
        Binding::NamedTupleClass(class) => format!("class `{}`", class.name),
        Binding::Entity(entity) => format!("`{}`", numjit_library::item(*entity).path),
        Binding::Type(ty) => format!("the type {ty}"),
        Binding::Func(_) => "a compiled function".to_owned(),
        Binding::Namespace(_) => "a module".to_owned(),
        Binding::PythonFunction(name) => format!("Python function `{name}`"),
        Binding::EnumMember(class, value) => format!("{}({})", class.name, show_const(value)),
        Binding::Interpreter => "the interpreter".to_owned(),
        Binding::ExceptionClass(class) => format!("exception class `{}`", class.name),
        Binding::Opaque(description) => description.clone(),
    }
}

fn show_const(value: &Const) -> String {
    match value {
        Const::None => "None".to_owned(),
        Const::Bool(true) => "True".to_owned(),
        Const::Bool(false) => "False".to_owned(),
        Const::Int(value) => value.to_string(),
        Const::UInt(value) => value.to_string(),
        Const::Float(value) => format!("{value:?}"),
        Const::Complex(re, im) => format!("complex({re:?}, {im:?})"),
        Const::Str(text) => {
            let cut: String = text.chars().take(40).collect();
            format!("{cut:?}")
        }
        Const::Ellipsis => "...".to_owned(),
    }
}
