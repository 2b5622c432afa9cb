//! Functions and calls.

use std::ffi::{CString, c_char};
use std::ptr;

use numjit::ir::Ty;
use numjit::{DynFunc, Error, Signature};

use crate::engine::{CToken, text};
use crate::error::{CError, c_text, guarded, missing, quietly};
use crate::module::CModule;
use crate::value::{CValue, Given};

/// `numjit_function`.
#[derive(Debug)]
pub struct CFunction {
    function: DynFunc,
    args: Vec<CString>,
    result: CString,
}

impl CFunction {
    fn new(function: DynFunc) -> CFunction {
        let args = function.args().iter();
        CFunction {
            args: args.map(|ty| c_text(&ty.to_string())).collect(),
            result: c_text(&function.result().to_string()),
            function,
        }
    }
}

/// Argument types with commas between them.
fn types(text: &str) -> Result<Vec<Ty>, Error> {
    match Signature::parse(&format!("({text})")) {
        Ok(signature) => Ok(signature.args),
        Err(error) => Err(Error::Mismatch(error.message)),
    }
}

/// See `numjit.h`.
///
/// # Safety
/// `module` is null or live, the texts end with null bytes, `error` is null or a place for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_get_function(
    module: *mut CModule,
    name: *const c_char,
    args: *const c_char,
    error: *mut *mut CError,
) -> *mut CFunction {
    // Safety: passed on to the caller.
    unsafe { numjit_get_function_until(module, name, args, ptr::null(), error) }
}

/// See `numjit.h`.
///
/// # Safety
/// `module` and `token` are null or live, the texts end with null bytes, `error` is null or a place for a
/// pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_get_function_until(
    module: *mut CModule,
    name: *const c_char,
    args: *const c_char,
    token: *const CToken,
    error: *mut *mut CError,
) -> *mut CFunction {
    // Safety: passed on to the caller.
    unsafe {
        guarded(error, ptr::null_mut(), || {
            let module = module.as_ref().ok_or_else(|| missing("module"))?;
            let (name, args) = (text(name, "function name")?, text(args, "list of types")?);
            let (function, args) = (module.module.function(&name)?, types(&args)?);
            let function = match token.as_ref() {
                Some(token) => function.specialize_until(&args, &token.0)?,
                None => function.specialize(&args)?,
            };
            Ok(Box::into_raw(Box::new(CFunction::new(function))))
        })
    }
}

/// See `numjit.h`.
///
/// # Safety
/// `function` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_function_arity(function: *const CFunction) -> usize {
    // Safety: passed on to the caller.
    unsafe { function.as_ref() }.map_or(0, |function| function.args.len())
}

/// See `numjit.h`.
///
/// # Safety
/// `function` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_function_argument(
    function: *const CFunction,
    index: usize,
) -> *const c_char {
    // Safety: passed on to the caller.
    let function = unsafe { function.as_ref() };
    let arg = function.and_then(|function| function.args.get(index));
    arg.map_or(ptr::null(), |arg| arg.as_ptr())
}

/// See `numjit.h`.
///
/// # Safety
/// `function` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_function_result(function: *const CFunction) -> *const c_char {
    // Safety: passed on to the caller.
    let function = unsafe { function.as_ref() };
    function.map_or(ptr::null(), |function| function.result.as_ptr())
}

/// See `numjit.h`.
///
/// # Safety
/// `function` is null or a function of this library that is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_function_free(function: *mut CFunction) {
    if !function.is_null() {
        // Safety: passed on to the caller.
        quietly((), || drop(unsafe { Box::from_raw(function) }));
    }
}

/// See `numjit.h`.
///
/// # Safety
/// `function` and `token` are null or live, there are `count` values at `args` whose members hold what they
/// say, `result` is null or a place for a value, `error` is null or a place for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_call(
    function: *const CFunction,
    args: *const CValue,
    count: usize,
    token: *const CToken,
    result: *mut CValue,
    error: *mut *mut CError,
) -> bool {
    // Safety: passed on to the caller. The arguments are read before the result is written, which may lie in
    // the same place.
    unsafe {
        let succeeded = guarded(error, false, || {
            let function = function.as_ref().ok_or_else(|| missing("function"))?;
            if count > 0 && args.is_null() {
                return Err(missing(&format!("array of {count} arguments")));
            }
            let token = token.as_ref().map(|token| &token.0);
            let arg = |position| (*args.add(position)).borrow();
            let value = CValue::give(function.function.call_with(count, arg, token)?)?;
            match result.is_null() {
                false => result.write(value),
                true => drop(Given(value)),
            }
            Ok(true)
        });
        if !succeeded && let Some(result) = result.as_mut() {
            *result = CValue::NOTHING;
        }
        succeeded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_lists() {
        let texts = |text: &str| -> Vec<String> {
            let types = types(text).unwrap_or_default();
            types.iter().map(ToString::to_string).collect()
        };
        assert_eq!(texts(""), Vec::<String>::new());
        assert_eq!(texts(" float64 , int32"), ["float64", "int32"]);
        let read = texts("const float64[:, ::1], Tuple((int64, float32))");
        assert_eq!(read, ["readonly float64[:, ::1]", "Tuple(int64, float32)"]);
        for wrong in ["float63", "int64)(int64", "const int64", "const"] {
            assert!(types(wrong).is_err(), "{wrong}");
        }
    }
}
