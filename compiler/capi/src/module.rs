//! Modules: compiled texts, and what is known about their functions.

use std::ffi::{CString, c_char};
use std::ptr;
use std::sync::OnceLock;

use numjit::{Function, Globals, Module};

use crate::engine::{CEngine, CToken, text};
use crate::error::{CError, c_text, guarded, missing, quietly};
use crate::value::CValue;

/// `numjit_module`.
#[derive(Debug)]
pub struct CModule {
    pub(crate) module: Module,
    functions: Vec<Known>,
}

/// A function of a module.
#[derive(Debug)]
struct Known {
    function: Function,
    name: CString,
    /// Read when it is asked for, so that only functions that are used need to be free of mistakes.
    params: OnceLock<Vec<(CString, bool)>>,
    signatures: Vec<CString>,
}

/// `numjit_global`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CGlobal {
    name: *const c_char,
    value: CValue,
}

impl CModule {
    fn new(module: Module) -> CModule {
        let functions = module.functions().map(Known::new).collect();
        CModule { module, functions }
    }
}

impl Known {
    fn new(function: Function) -> Known {
        let signatures = function.declared_signatures().iter();
        Known {
            name: c_text(function.name()),
            params: OnceLock::new(),
            signatures: signatures.map(|one| c_text(&one.to_string())).collect(),
            function,
        }
    }

    /// Parameters with whether they have defaults; none of a function that cannot be read.
    fn params(&self) -> &[(CString, bool)] {
        self.params.get_or_init(|| {
            let params = self.function.params().unwrap_or_default();
            let params = params.iter();
            params
                .map(|param| (c_text(&param.name), param.has_default))
                .collect()
        })
    }
}

/// See `numjit.h`.
///
/// # Safety
/// `engine` is null or live, the texts end with null bytes, `error` is null or a place for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_compile(
    engine: *mut CEngine,
    file: *const c_char,
    source: *const c_char,
    error: *mut *mut CError,
) -> *mut CModule {
    // Safety: passed on to the caller.
    unsafe { numjit_compile_with(engine, file, source, ptr::null(), 0, ptr::null(), error) }
}

/// See `numjit.h`.
///
/// # Safety
/// `engine` and `token` are null or live, the texts end with null bytes, there are `count` filled globals,
/// `error` is null or a place for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_compile_with(
    engine: *mut CEngine,
    file: *const c_char,
    source: *const c_char,
    globals: *const CGlobal,
    count: usize,
    token: *const CToken,
    error: *mut *mut CError,
) -> *mut CModule {
    // Safety: passed on to the caller.
    unsafe {
        guarded(error, ptr::null_mut(), || {
            let engine = engine.as_ref().ok_or_else(|| missing("engine"))?;
            let (file, source) = (text(file, "file name")?, text(source, "source")?);
            if count > 0 && globals.is_null() {
                return Err(missing(&format!("array of {count} globals")));
            }
            let mut names = Globals::new();
            for position in 0..count {
                let global = &*globals.add(position);
                let name = text(global.name, "name of a global")?;
                names.set(&name, global.value.borrow()?)?;
            }
            let module = match token.as_ref() {
                Some(token) => engine.0.compile_until(&file, &source, &names, &token.0)?,
                None => engine.0.compile_with(&file, &source, &names)?,
            };
            Ok(Box::into_raw(Box::new(CModule::new(module))))
        })
    }
}

macro_rules! accessors {
    ($($name:ident($known:ident, $index:ident) -> $result:ty, $missing:expr => $value:expr;)*) => {$(
        /// See `numjit.h`.
        ///
        /// # Safety
        /// `module` is null or live.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(
            module: *const CModule,
            function: usize,
            $index: usize,
        ) -> $result {
            // Safety: passed on to the caller.
            let module = unsafe { module.as_ref() };
            let $known = module.and_then(|module| module.functions.get(function));
            quietly($missing, || $known.and_then(|$known| $value).unwrap_or($missing))
        }
    )*};
}

accessors! {
    numjit_module_parameter(known, index) -> *const c_char, ptr::null() =>
        known.params().get(index).map(|param| param.0.as_ptr());
    numjit_module_parameter_has_default(known, index) -> bool, false =>
        known.params().get(index).map(|param| param.1);
    numjit_module_signature(known, index) -> *const c_char, ptr::null() =>
        known.signatures.get(index).map(|text| text.as_ptr());
}

/// See `numjit.h`.
///
/// # Safety
/// `module` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_module_function(
    module: *const CModule,
    index: usize,
) -> *const c_char {
    // Safety: passed on to the caller.
    let module = unsafe { module.as_ref() };
    let known = module.and_then(|module| module.functions.get(index));
    known.map_or(ptr::null(), |known| known.name.as_ptr())
}

/// See `numjit.h`.
///
/// # Safety
/// `module` is null or a module of this library that is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_module_free(module: *mut CModule) {
    if !module.is_null() {
        // Safety: passed on to the caller.
        quietly((), || drop(unsafe { Box::from_raw(module) }));
    }
}
