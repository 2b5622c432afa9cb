//! A call from Python: binding, the choice of an overload, and the way through compiled code.
#![allow(unsafe_code, reason = "Python and compiled code pass raw memory")]

use std::ffi::CStr;

use numjit_abi::{AotFunction, AotOverload, ExceptionKind, Slot, Status};
use numjit_runtime::{ExcArg, Exception, Runtime};

use super::api::{api, variable};
use super::arguments::{Arguments, Place, fit};
use super::object::{Object, Owned, Raised, Result, classes, raise};
use super::results::Results;
use super::types::Type;
use crate::session::with_runtime;

/// Calls a function of the module, as Python's `METH_FASTCALL | METH_KEYWORDS` does.
///
/// # Safety
/// The record is the library's; `args` holds `positional` objects and one more for each of the names in
/// `keywords`, which is null or a tuple.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_aot_python_call(
    function: *const AotFunction,
    args: *const *mut Object,
    positional: isize,
    keywords: *mut Object,
) -> *mut Object {
    // Safety: passed on to the caller.
    let result = unsafe { call(&*function, args, positional as usize, keywords) };
    result.map_or(std::ptr::null_mut(), Owned::into_raw)
}

/// # Safety
/// As for [`nj_aot_python_call`].
unsafe fn call(
    function: &AotFunction,
    args: *const *mut Object,
    positional: usize,
    keywords: *mut Object,
) -> Result<Owned> {
    // Safety: passed on to the caller; the compiler wrote the records.
    unsafe {
        let names: Vec<&str> = slice(function.params, function.param_count)
            .iter()
            .map(|&name| text(name))
            .collect();
        let bound = bind(text(function.name), &names, args, positional, keywords)?;
        let overloads = slice(function.overloads, function.overload_count);
        let chosen = choose(function, overloads, &bound)?;
        let types = types(chosen)?;
        let Some((result, params)) = types.split_last() else {
            return Err(raise("SystemError", "a signature without types"));
        };
        let mut arguments = Arguments::default();
        for ((&object, ty), param) in bound.iter().zip(params).zip(names) {
            let function = text(function.name);
            arguments.push(object, ty, Place { function, param })?;
        }
        let mut results: Vec<Slot> = vec![0; chosen.result_slots];
        run(chosen, &arguments.slots, &mut results)?;
        Results::new(results, &arguments).object(result)
    }
}

/// # Safety
/// `data` holds `len` records.
unsafe fn slice<'a, T>(data: *const T, len: usize) -> &'a [T] {
    if len == 0 {
        return &[];
    }
    // Safety: passed on to the caller.
    unsafe { std::slice::from_raw_parts(data, len) }
}

/// # Safety
/// The text is NUL-terminated and lives as long as the library.
pub(super) unsafe fn text<'a>(data: *const u8) -> &'a str {
    // Safety: passed on to the caller.
    let text = unsafe { CStr::from_ptr(data.cast()) };
    text.to_str().unwrap_or("?")
}

/// Parameter types, then the result type.
///
/// # Safety
/// The record is the library's.
unsafe fn types(overload: &AotOverload) -> Result<Vec<Type>> {
    // Safety: passed on to the caller.
    let bytes = unsafe { slice(overload.types, overload.types_len) };
    Type::read_all(bytes).ok_or_else(|| raise("SystemError", "a signature cannot be read"))
}

/// The arguments in the order of the parameters.
///
/// # Safety
/// As for [`nj_aot_python_call`].
unsafe fn bind(
    function: &str,
    names: &[&str],
    args: *const *mut Object,
    positional: usize,
    keywords: *mut Object,
) -> Result<Vec<*mut Object>> {
    // Safety: passed on to the caller.
    let keyword_count = match keywords.is_null() {
        true => 0,
        false => unsafe { (api().PyTuple_Size)(keywords) as usize },
    };
    // Safety: passed on to the caller.
    let given = unsafe { slice(args, positional + keyword_count) };
    if given.len() != names.len() {
        return Err(raise(
            "TypeError",
            &format!(
                "{function}() takes {} argument{} ({}), not {}",
                names.len(),
                if names.len() == 1 { "" } else { "s" },
                names.join(", "),
                given.len()
            ),
        ));
    }
    let mut bound = vec![std::ptr::null_mut(); names.len()];
    bound[..positional].copy_from_slice(&given[..positional]);
    for (position, &value) in given[positional..].iter().enumerate() {
        // Safety: passed on to the caller; a keyword is a str.
        let name = unsafe { keyword(keywords, position) }?;
        let place = names.iter().position(|&known| known == name);
        let place = place.filter(|&place| bound[place].is_null());
        let place = place.ok_or_else(|| {
            let known = names.contains(&name.as_str());
            let problem = if known {
                "multiple values for"
            } else {
                "an unexpected keyword"
            };
            raise(
                "TypeError",
                &format!("{function}() got {problem} argument '{name}'"),
            )
        })?;
        bound[place] = value;
    }
    Ok(bound)
}

/// # Safety
/// `keywords` is a tuple of str with an item at the position.
unsafe fn keyword(keywords: *mut Object, position: usize) -> Result<String> {
    let mut len = 0;
    // Safety: passed on to the caller; the text lives as long as the item.
    unsafe {
        let item = (api().PyTuple_GetItem)(keywords, position as isize);
        let data = (api().PyUnicode_AsUTF8AndSize)(item, &raw mut len);
        if data.is_null() {
            return Err(Raised);
        }
        let bytes = std::slice::from_raw_parts(data.cast::<u8>(), len as usize);
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}

/// The overload that fits the arguments best; the first of equals.
///
/// # Safety
/// The records are the library's, and the objects are alive.
unsafe fn choose<'a>(
    function: &AotFunction,
    overloads: &'a [AotOverload],
    bound: &[*mut Object],
) -> Result<&'a AotOverload> {
    if let [only] = overloads {
        return Ok(only);
    }
    let mut best: Option<(u32, &AotOverload)> = None;
    for overload in overloads {
        // Safety: passed on to the caller.
        let types = unsafe { types(overload) }?;
        let fits = bound.iter().zip(&types);
        // Safety: passed on to the caller.
        let distance: Option<u32> = fits.map(|(&object, ty)| unsafe { fit(object, ty) }).sum();
        if let Some(distance) = distance
            && best.is_none_or(|(known, _)| distance < known)
        {
            best = Some((distance, overload));
        }
    }
    best.map(|(_, overload)| overload).ok_or_else(|| {
        // Safety: passed on to the caller.
        let known = overloads.iter().map(|one| unsafe { text(one.signature) });
        let known: Vec<&str> = known.collect();
        // Safety: passed on to the caller.
        let name = unsafe { text(function.name) };
        let message = format!(
            "{name}() has no signature for these arguments; it has {}",
            known.join(" and ")
        );
        raise("TypeError", &message)
    })
}

/// Runs compiled code.
///
/// # Safety
/// The slots were made for the overload.
unsafe fn run(overload: &AotOverload, args: &[Slot], results: &mut [Slot]) -> Result<()> {
    let status = with_runtime(|runtime| {
        // Safety: passed on to the caller; the lock is taken again on the same thread.
        unsafe {
            let saved = (overload.nogil != 0).then(|| (api().PyEval_SaveThread)());
            let context = runtime.context();
            let status = (overload.entry)(context, args.as_ptr(), results.as_mut_ptr());
            if let Some(saved) = saved {
                (api().PyEval_RestoreThread)(saved);
            }
            status
        }
    });
    if status == Status::Ok as i32 {
        return Ok(());
    }
    match with_runtime(Runtime::take_exception) {
        Some(exception) => Err(raise_exception(&exception)),
        None => Err(raise("SystemError", "an error without an exception")),
    }
}

/// Sets the Python exception for one of compiled code.
fn raise_exception(exception: &Exception) -> Raised {
    let raised = || -> Result<Raised> {
        let args = tuple(&exception.args)?;
        let class = class(exception.kind)?;
        // Safety: both objects are alive.
        unsafe { (api().PyErr_SetObject)(class.as_ptr(), args.as_ptr()) };
        Ok(Raised)
    };
    raised().unwrap_or_else(|raised| raised)
}

fn class(kind: ExceptionKind) -> Result<Owned> {
    let kind = match numpy_class(kind) {
        Some((module, name, without)) => match import(module, name) {
            Ok(class) => return Ok(class),
            Err(Raised) => {
                // Without NumPy it is a class that NumPy's is derived from.
                // Safety: the interpreter is running.
                unsafe { (api().PyErr_Clear)() };
                without
            }
        },
        None => kind,
    };
    let class = variable(&format!("PyExc_{}", kind.name()));
    let class = class.ok_or_else(|| raise("RuntimeError", kind.name()))?;
    // Safety: exception classes live as long as the process.
    unsafe { Owned::borrow(class) }
}

/// The module and name of a class of NumPy's, and the class that stands for it where there is no NumPy.
fn numpy_class(kind: ExceptionKind) -> Option<(&'static CStr, &'static CStr, ExceptionKind)> {
    match kind {
        ExceptionKind::LinAlgError => {
            Some((c"numpy.linalg", c"LinAlgError", ExceptionKind::ValueError))
        }
        ExceptionKind::AxisError => {
            Some((c"numpy.exceptions", c"AxisError", ExceptionKind::IndexError))
        }
        _ => None,
    }
}

fn import(module: &CStr, name: &CStr) -> Result<Owned> {
    // Safety: the interpreter is running, and the names are NUL-terminated.
    unsafe {
        let module = Owned::new((api().PyImport_ImportModule)(module.as_ptr()))?;
        Owned::new((api().PyObject_GetAttrString)(
            module.as_ptr(),
            name.as_ptr(),
        ))
    }
}

fn tuple(args: &[ExcArg]) -> Result<Owned> {
    // Safety: the tuple is new, and takes the items over.
    unsafe {
        let tuple = Owned::new((api().PyTuple_New)(args.len() as isize))?;
        for (position, arg) in args.iter().enumerate() {
            let item = object(arg)?.into_raw();
            (api().PyTuple_SetItem)(tuple.as_ptr(), position as isize, item);
        }
        Ok(tuple)
    }
}

fn object(arg: &ExcArg) -> Result<Owned> {
    let api = api();
    // Safety: the interpreter is running, and the text is readable.
    unsafe {
        Owned::new(match arg {
            ExcArg::Int(value) => (api.PyLong_FromLongLong)(*value),
            ExcArg::UInt(value) => (api.PyLong_FromUnsignedLongLong)(*value),
            ExcArg::Float(value) => (api.PyFloat_FromDouble)(*value),
            ExcArg::Complex(re, im) => (api.PyComplex_FromDoubles)(*re, *im),
            ExcArg::Bool(value) => (api.PyBool_FromLong)(i64::from(*value)),
            ExcArg::Str(value) => {
                (api.PyUnicode_FromStringAndSize)(value.as_ptr().cast(), value.len() as isize)
            }
            ExcArg::None => return Owned::borrow(classes().none),
            ExcArg::Tuple(items) => return tuple(items),
        })
    }
}
