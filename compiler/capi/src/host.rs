//! Functions of the C program that compiled code calls.

use std::ffi::{c_char, c_void};

use numjit::abi::ExceptionKind;
use numjit::ir::Ty;
use numjit::{Error, HostError, Signature, Value};

use crate::engine::{CEngine, text};
use crate::error::{CError, guarded, missing};
use crate::value::{CValue, Given, clear};

/// `numjit_raise`: what a host function has said it raises.
#[derive(Debug, Default)]
pub struct CRaise(Option<HostError>);

/// `numjit_host_function`.
type HostFunction = unsafe extern "C" fn(
    data: *mut c_void,
    args: *const CValue,
    count: usize,
    result: *mut CValue,
    raise: *mut CRaise,
) -> bool;

/// A host function with its data.
struct Host {
    name: String,
    function: Option<HostFunction>,
    data: *mut c_void,
    free_data: Option<unsafe extern "C" fn(*mut c_void)>,
}

// Safety: the header asks for functions and data that can be used from any thread.
unsafe impl Send for Host {}
// Safety: as above.
unsafe impl Sync for Host {}

impl Drop for Host {
    fn drop(&mut self) {
        if let Some(free_data) = self.free_data {
            // Safety: the data were handed over with the function that ends them, and nobody calls the host
            // function any more.
            unsafe { free_data(self.data) };
        }
    }
}

impl Host {
    fn call(&self, values: &[Value<'_>]) -> Result<Value<'static>, HostError> {
        let args = values.iter().map(|value| lend(value).map(Given));
        let args: Vec<Given> = args.collect::<Result<_, _>>().map_err(system)?;
        let list: Vec<CValue> = args.iter().map(|arg| arg.0).collect();
        let Some(function) = self.function else {
            return Err(system(missing("host function")));
        };
        let (mut result, mut raise) = (CValue::NOTHING, CRaise::default());
        // Safety: the header asks for a function of this form; what it is given lives for the call.
        let is_fine = unsafe {
            function(
                self.data,
                list.as_ptr(),
                list.len(),
                &mut result,
                &mut raise,
            )
        };
        if !is_fine {
            let message = format!("the host function `{}` failed", self.name);
            let unsaid = || HostError::new(ExceptionKind::RuntimeError, message);
            return Err(raise.0.unwrap_or_else(unsaid));
        }
        // Safety: the header asks for a filled result, whose memory is there until it is cleared.
        unsafe {
            let value = result.borrow().map(own).map_err(system);
            clear(&result);
            value?
        }
    }
}

/// An argument as C sees it. Arrays are not copied.
fn lend(value: &Value<'_>) -> Result<CValue, Error> {
    CValue::give(value.reborrow())
}

/// The value with memory of its own.
fn own(value: Value<'_>) -> Result<Value<'static>, HostError> {
    value
        .into_owned()
        .ok_or_else(|| HostError::new(ExceptionKind::MemoryError, "no memory for a result"))
}

fn system(error: Error) -> HostError {
    HostError::new(ExceptionKind::SystemError, error.to_string())
}

/// `float64(int64, const float64[:])`: result and argument types.
fn signature(text: &str) -> Result<(Ty, Vec<Ty>), Error> {
    match Signature::parse(text) {
        Ok(Signature {
            args,
            result: Some(result),
        }) => Ok((result, args)),
        Ok(_) => Err(Error::Mismatch(format!(
            "the signature {text:?} has no result type; write \"void{text}\" if there is none"
        ))),
        Err(error) => Err(Error::Mismatch(error.message)),
    }
}

/// See `numjit.h`.
///
/// # Safety
/// `raise` is what a host function was given, or null; the texts are null or end with null bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_raise_exception(
    raise: *mut CRaise,
    exception: *const c_char,
    message: *const c_char,
) {
    // Safety: passed on to the caller.
    let (raise, class, message) = unsafe {
        let class = text(exception, "name of the exception");
        (raise.as_mut(), class, text(message, "message"))
    };
    let Some(raise) = raise else { return };
    let message = message.unwrap_or_default();
    let error = match class.map(|class| (ExceptionKind::from_name(&class), class)) {
        Ok((Some(kind), _)) => HostError::new(kind, message),
        Ok((None, class)) => {
            let text = format!("there is no builtin exception `{class}` (its message: {message})");
            HostError::new(ExceptionKind::SystemError, text)
        }
        Err(error) => system(error),
    };
    raise.0 = Some(error);
}

/// See `numjit.h`.
///
/// # Safety
/// `engine` is null or live, the texts end with null bytes, the functions are as the header says, `error` is
/// null or a place for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_add_host_function(
    engine: *mut CEngine,
    name: *const c_char,
    types: *const c_char,
    function: Option<HostFunction>,
    data: *mut c_void,
    free_data: Option<unsafe extern "C" fn(*mut c_void)>,
    error: *mut *mut CError,
) -> bool {
    // Safety: passed on to the caller. The data are owned from the start, so that they end on failure.
    unsafe {
        let mut host = Host {
            name: String::new(),
            function,
            data,
            free_data,
        };
        guarded(error, false, move || {
            let engine = engine.as_ref().ok_or_else(|| missing("engine"))?;
            if host.function.is_none() {
                return Err(missing("host function"));
            }
            host.name = text(name, "name of the host function")?;
            let (result, args) = signature(&text(types, "signature")?)?;
            let name = host.name.clone();
            let call = move |values: &[Value<'_>]| host.call(values);
            engine.0.dynamic_host_function(&name, &args, result, call)?;
            Ok(true)
        })
    }
}
