//! Calls compiled code: the one place of the compiler that runs machine code and touches raw memory
//! that compiled code made.
#![allow(
    unsafe_code,
    reason = "compiled code is entered through a function pointer"
)]

use numjit_abi::{EntryFn, MemBlock, Slot, Status};
use numjit_ir::{Param, ParamKind, Ty, Type};
use numjit_runtime::{Block, Runtime};
use smallvec::SmallVec;

use crate::engine::{FunctionHandle, Specialization, internal};
use crate::error::CallError;
use crate::generator::outlives_call;
use crate::marshal::{Arg, Reader, Slots, type_of};
use crate::session::Resolver;

impl FunctionHandle {
    /// Calls the function with positional arguments, compiling for their types first if need be.
    ///
    /// Arrays in `args` are borrowed for the call. An array in the result owns one reference.
    pub fn call(
        &self,
        args: &[Arg],
        runtime: &Runtime,
        resolver: &mut dyn Resolver,
    ) -> Result<Arg, CallError> {
        let chosen = self.choose(args, resolver)?;
        invoke(&chosen, args, runtime, false)
    }

    /// The specialisation for a call, compiled if need be. Hosts that release a lock around calls take
    /// it first and run it with [`FunctionHandle::run`].
    pub(crate) fn choose(
        &self,
        args: &[Arg],
        resolver: &mut dyn Resolver,
    ) -> Result<std::sync::Arc<Specialization>, CallError> {
        let types: SmallVec<[Ty; 8]> = args.iter().map(type_of).collect();
        if let Some(found) = self.find(&types) {
            return Ok(found);
        }
        if self.options().signatures.is_empty() {
            return self.specialize_for(args, &types, resolver);
        }
        let best = crate::entry::best_signature(&self.options().signatures, &types)?;
        self.specialize(&best, resolver)
    }
}

impl FunctionHandle {
    /// The specialisation for the types of arguments, and for the values of those that the function wants
    /// as constants. That it does is found out when it is compiled for their types.
    fn specialize_for(
        &self,
        args: &[Arg],
        types: &[Ty],
        resolver: &mut dyn Resolver,
    ) -> Result<std::sync::Arc<Specialization>, CallError> {
        let literals = || {
            let state = self.engine().lock();
            state.literals.get(&self.id()).cloned().unwrap_or_default()
        };
        let mut wanted = literals();
        loop {
            let typed: SmallVec<[Ty; 8]> = (0..args.len())
                .map(|position| match wanted.contains(&position) {
                    true => literal_type(&args[position]).unwrap_or(types[position]),
                    false => types[position],
                })
                .collect();
            let made = self.specialize(&typed, resolver);
            let now = literals();
            if made.is_ok() || now == wanted {
                return made;
            }
            wanted = now;
        }
    }
}

/// The type of a value that is known when it is compiled.
fn literal_type(arg: &Arg) -> Option<Ty> {
    Some(Ty::new(match arg {
        Arg::Int(value) => Type::LitInt(*value),
        Arg::Bool(value) => Type::LitBool(*value),
        Arg::Str(text) => Type::LitStr((**text).into()),
        _ => return None,
    }))
}

/// Runs a specialisation. `typed` asks for NumPy scalars instead of Python numbers in the result.
pub(crate) fn invoke(
    chosen: &Specialization,
    args: &[Arg],
    runtime: &Runtime,
    typed: bool,
) -> Result<Arg, CallError> {
    let mut slots = Slots::kept(outlives_call(chosen.result));
    for (arg, &ty) in args.iter().zip(&chosen.args) {
        slots
            .push(arg, ty)
            .ok_or_else(|| CallError::Arguments(format!("cannot pass this value as {ty}")))?;
    }
    let mut results: SmallVec<[Slot; 16]> = SmallVec::from_elem(0, chosen.result_slots);
    let status = enter(chosen.entry, runtime, &slots.words, &mut results);
    if status == Status::Ok as i32 {
        return Ok(Reader::new(&results).value(chosen.result, typed));
    }
    match runtime.take_exception() {
        Some(exception) => Err(CallError::Raised(exception)),
        None => Err(internal(
            "call",
            format!("status {status} without an exception"),
        )),
    }
}

fn enter(entry: EntryFn, runtime: &Runtime, args: &[Slot], results: &mut [Slot]) -> i32 {
    // Safety: the entry was compiled for the specialisation's types, the slots were filled and sized
    // by the same types, and the specialisation keeps the code alive.
    unsafe { entry(runtime.context(), args.as_ptr(), results.as_mut_ptr()) }
}

/// Runs an entry with its slots: as many arguments as its types take, and room for its results.
#[inline]
pub(crate) fn enter_raw(
    entry: EntryFn,
    runtime: &Runtime,
    args: *const Slot,
    results: *mut Slot,
) -> i32 {
    // Safety: callers made the slots for the types of the specialisation and keep its code alive.
    unsafe { entry(runtime.context(), args, results) }
}

/// The entry point at an address of loaded code.
pub(crate) fn entry_at(address: *const u8) -> EntryFn {
    // Safety: the address belongs to a function that the driver compiled with the entry signature.
    unsafe { std::mem::transmute::<*const u8, EntryFn>(address) }
}

/// Takes over a string result: copies the text and drops its owner.
pub(crate) fn take_text(owner: Slot, data: Slot, length: Slot, width: Slot) -> String {
    let data = data as usize as *const u8;
    let text = (0..length as usize)
        .map(|i| code_point(data, i, width))
        .collect();
    // Safety: the result carries one owner, which ends here.
    drop(unsafe { Block::from_raw(owner as usize as *mut MemBlock) });
    text
}

/// Takes over the owner that a result carries.
pub(crate) fn take_block(owner: Slot) -> Option<Block> {
    // Safety: a result carries one owner of its block, which passes to the receiver.
    unsafe { Block::from_raw(owner as usize as *mut MemBlock) }
}

/// Adds an owner to a block, if there is one.
pub(crate) fn retain(owner: Slot) {
    if let Some(block) = take_block(owner) {
        Block::into_raw(block.clone());
        Block::into_raw(block);
    }
}

fn code_point(data: *const u8, index: usize, width: Slot) -> char {
    // Safety: compiled code returns a string of `length` code points of this width.
    let point = unsafe {
        match width {
            1 => u32::from(data.add(index).read()),
            2 => u32::from(data.cast::<u16>().add(index).read_unaligned()),
            _ => data.cast::<u32>().add(index).read_unaligned(),
        }
    };
    char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Binds positional and keyword arguments to parameters as Python does. `defaults` are the values of
/// the trailing parameters. Errors are the texts of Python's `TypeError`.
pub fn bind<T: Clone>(
    name: &str,
    params: &[Param],
    positional: Vec<T>,
    keywords: Vec<(String, T)>,
    defaults: &[T],
    pack: impl Fn(Vec<T>) -> T,
) -> Result<Vec<T>, String> {
    let plain: Vec<&Param> = params
        .iter()
        .filter(|p| p.kind != ParamKind::Star)
        .collect();
    let star = params.iter().any(|p| p.kind == ParamKind::Star);
    let by_position = plain
        .iter()
        .take_while(|p| p.kind != ParamKind::KeywordOnly)
        .count();
    if positional.len() > by_position && !star {
        return Err(too_many(name, by_position, positional.len()));
    }
    let mut rest = positional;
    let extra = rest.split_off(rest.len().min(by_position));
    let mut bound: Vec<Option<T>> = rest.into_iter().map(Some).collect();
    bound.resize(plain.len(), None);
    for (keyword, value) in keywords {
        bind_keyword(name, &plain, &mut bound, &keyword, value)?;
    }
    fill_defaults(&plain, &mut bound, defaults);
    let missing: Vec<&str> = plain
        .iter()
        .zip(&bound)
        .filter(|(_, value)| value.is_none())
        .map(|(param, _)| param.name.as_str())
        .collect();
    if !missing.is_empty() {
        return Err(missing_arguments(name, &missing));
    }
    let mut values = bound.into_iter().flatten();
    Ok(params
        .iter()
        .filter_map(|param| match param.kind {
            ParamKind::Star => Some(pack(extra.clone())),
            _ => values.next(),
        })
        .collect())
}

fn bind_keyword<T>(
    name: &str,
    params: &[&Param],
    bound: &mut [Option<T>],
    keyword: &str,
    value: T,
) -> Result<(), String> {
    let position = params
        .iter()
        .position(|param| param.name == keyword && param.kind != ParamKind::PositionalOnly);
    let Some(position) = position else {
        return Err(format!(
            "{name}() got an unexpected keyword argument '{keyword}'"
        ));
    };
    if bound[position].replace(value).is_some() {
        return Err(format!(
            "{name}() got multiple values for argument '{keyword}'"
        ));
    }
    Ok(())
}

fn fill_defaults<T: Clone>(params: &[&Param], bound: &mut [Option<T>], defaults: &[T]) {
    let with_default = params
        .iter()
        .enumerate()
        .filter(|(_, param)| param.has_default);
    for ((position, _), value) in with_default.zip(defaults) {
        bound[position].get_or_insert_with(|| value.clone());
    }
}

fn too_many(name: &str, accepted: usize, given: usize) -> String {
    let plural = if accepted == 1 { "" } else { "s" };
    let verb = if given == 1 { "was" } else { "were" };
    format!("{name}() takes {accepted} positional argument{plural} but {given} {verb} given")
}

fn missing_arguments(name: &str, missing: &[&str]) -> String {
    let quoted: Vec<String> = missing.iter().map(|one| format!("'{one}'")).collect();
    let list = match quoted.as_slice() {
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [most @ .., last] => format!("{}, and {last}", most.join(", ")),
        [] => String::new(),
    };
    let plural = if missing.len() == 1 { "" } else { "s" };
    format!(
        "{name}() missing {} required positional argument{plural}: {list}",
        missing.len()
    )
}
