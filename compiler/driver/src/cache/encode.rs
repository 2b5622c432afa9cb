//! What a compilation depends on, as bytes that mean the same in every process.
//!
//! A process numbers functions, namespaces and named tuple classes as it likes. Here each gets the number
//! of its first occurrence, so that two processes that see the same things in the same order write the
//! same bytes, however they got there. A function's own contents are written where it first occurs.

use std::collections::HashMap;
use std::sync::Arc;

use numjit_infer::{Binding, ConstArray, FuncId};
use numjit_ir::{Const, ErrorModel, FastMath, Options, Ty, classes};

use super::types;
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

/// Stands in place of the number of a function that is written as a position and the function around it.
pub(crate) const NESTED: u32 = u32::MAX;

/// What has got a number. A new kind of thing that a process numbers gets its own [`Numbers`] here.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub(crate) funcs: Numbers,
    pub(crate) spaces: Numbers,
    /// Named tuple classes.
    pub(crate) classes: Numbers,
    /// Classes whose instances compiled code knows.
    pub(crate) instances: Numbers,
    pub(crate) overloads: Numbers,
    /// The first function at each place of a source.
    places: HashMap<(Arc<str>, u32), u32>,
}

impl Names {
    fn close(&mut self, closed: bool) {
        let Names {
            funcs,
            spaces,
            classes,
            instances,
            overloads,
            places: _,
        } = self;
        for numbers in [funcs, spaces, classes, instances, overloads] {
            numbers.closed = closed;
        }
    }

    /// Whether more than one function has a number.
    pub(crate) fn has_several_functions(&self) -> bool {
        self.funcs.ids.len() > 1
    }
}

/// Writes what a compilation depends on.
pub(crate) struct Encoder<'a> {
    functions: &'a Slab<FunctionEntry>,
    pub(crate) out: Vec<u8>,
    pub(crate) names: Names,
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
            names: Names::default(),
            parts: with_parts.then(Vec::new),
            portable: true,
        }
    }

    /// Goes on where another one stopped.
    pub(crate) fn with_names(functions: &'a Slab<FunctionEntry>, names: Names) -> Encoder<'a> {
        Encoder {
            names,
            ..Encoder::new(functions, false)
        }
    }

    /// Writes something apart, in which nothing is new. None where that has no form outside of this process.
    pub(crate) fn apart(&mut self, write: impl FnOnce(&mut Encoder<'a>)) -> Option<Vec<u8>> {
        let out = std::mem::take(&mut self.out);
        let portable = std::mem::replace(&mut self.portable, true);
        self.names.close(true);
        write(self);
        self.names.close(false);
        let written = std::mem::replace(&mut self.out, out);
        let fits = std::mem::replace(&mut self.portable, portable);
        fits.then_some(written)
    }

    /// The number of the first function whose source begins at a line of a file.
    pub(crate) fn place(&self, file: &str, first_line: u32) -> Option<u32> {
        let place = (file.into(), first_line);
        self.names.places.get(&place).copied()
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

    /// A function: its number, and its contents where it is new. What is nested in another one is written as
    /// its position there.
    pub(crate) fn func(&mut self, id: FuncId) {
        if let Some((parent, position)) = self.place_in_parent(id) {
            self.u32(NESTED);
            self.u32(position);
            return self.func(parent);
        }
        match self.names.funcs.number(id) {
            Some((number, is_new)) => {
                self.u32(number);
                if is_new {
                    self.contents(id, number);
                }
            }
            None => self.portable = false,
        }
    }

    /// The function around a nested one, and its position there.
    fn place_in_parent(&self, func: FuncId) -> Option<(FuncId, u32)> {
        let FunctionKind::Nested(parent) = self.functions.get(func)?.kind else {
            return None;
        };
        let mut nested = self.functions.get(parent)?.nested.iter();
        let (&position, _) = nested.find(|(_, id)| **id == func)?;
        Some((parent, position))
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
        let first = *self.names.places.entry(place).or_insert(number);
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
        types::write(ty.get(), self);
    }

    fn wrapped(&mut self, tag: u8, inner: Ty) {
        self.u8(tag);
        self.ty(inner);
    }

    /// The number of a named tuple class.
    pub(crate) fn class(&mut self, class: u32) {
        match self.names.classes.number(class) {
            Some((number, _)) => self.u32(number),
            None => self.portable = false,
        }
    }

    pub(crate) fn space(&mut self, space: u32) {
        match self.names.spaces.number(space) {
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
                types::write_named_tuple(ty, self);
                self.bindings(items);
            }
            Binding::NamedTupleClass(class) => {
                self.u8(5);
                types::write_named_tuple_class(class, self);
            }
            Binding::Entity(entity) => {
                self.u8(6);
                self.u32(*entity);
            }
            Binding::Type(ty) => self.wrapped(12, *ty),
            Binding::Class(class) => {
                self.u8(13);
                self.instance(*class);
            }
            Binding::Overload(set) => {
                self.u8(14);
                self.overload(*set);
            }
            Binding::StaticMethod(inner) => {
                self.u8(15);
                self.binding(inner);
            }
            Binding::Property(parts) => {
                self.u8(16);
                for part in [&parts.0, &parts.1] {
                    self.u8(u8::from(part.is_some()));
                    part.iter().for_each(|part| self.binding(part));
                }
            }
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
            Binding::Interpreter => self.portable = false,
            Binding::EnumMember(class, value) => {
                self.u8(13);
                types::write_enum(class, self);
                self.constant(value);
            }
            Binding::ExceptionClass(class) => {
                self.u8(11);
                types::write_exception_class(class, self);
            }
        }
    }

    /// A class: its number, and its definition where it is new. What its members are is asked for one by one.
    /// (Its fields decide where code finds them, so that they belong to the key like a function's source.)
    pub(crate) fn instance(&mut self, class: u32) {
        match self.names.instances.number(class) {
            Some((number, is_new)) => {
                self.u32(number);
                if is_new {
                    self.definition(class);
                }
            }
            None => self.portable = false,
        }
    }

    fn definition(&mut self, number: u32) {
        let start = self.out.len();
        // The number of the Python class means nothing elsewhere.
        let classes::Class {
            name,
            origin: _,
            scopes,
            bases,
            is_struct,
            fields,
        } = classes::get(number);
        self.text(&name);
        self.bool(is_struct);
        self.u32(scopes.len() as u32);
        scopes.iter().for_each(|scope| self.text(scope));
        self.u32(bases.len() as u32);
        bases.iter().for_each(|&base| self.instance(base));
        self.u32(fields.len() as u32);
        for field in fields.iter() {
            self.text(&field.name);
            self.ty(field.ty);
        }
        self.part(start, || {
            (format!("fields of class `{name}`"), String::new())
        });
    }

    /// A set of overloads, with what it says by itself.
    pub(crate) fn overload(&mut self, set: u32) {
        match self.names.overloads.number(set) {
            Some((number, is_new)) => {
                self.u32(number);
                if is_new {
                    let classes::Overloads { name, entity } = classes::overloads(set);
                    self.text(&name);
                    self.u32(entity.unwrap_or(u32::MAX));
                }
            }
            None => self.portable = false,
        }
    }

    /// Types of arguments that are passed by name.
    pub(crate) fn named_types(&mut self, named: &[(Box<str>, Ty)]) {
        self.u32(named.len() as u32);
        for (name, ty) in named {
            self.text(name);
            self.ty(*ty);
        }
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
        Binding::Class(class) => format!("class `{}`", classes::get(*class).name),
        Binding::Overload(set) => format!("overloads of `{}`", classes::overloads(*set).name),
        Binding::StaticMethod(_) => "a static method".to_owned(),
        Binding::Property(_) => "a property".to_owned(),
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
