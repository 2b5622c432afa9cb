//! Engines with their options, and tokens.

use std::ffi::{CStr, c_char, c_void};
use std::path::PathBuf;
use std::ptr;
use std::sync::Arc;
use std::time::Duration;

use numjit::{CancelToken, Engine, EngineConfig, Error, Limits, Output, Simd, ToolsConfig};

use crate::error::{CError, guarded, missing, quietly};

/// `numjit_engine`.
pub struct CEngine(pub(crate) Engine);

/// `numjit_token`.
#[derive(Debug)]
pub struct CToken(pub(crate) CancelToken);

/// `void (*)(void *print_data, const char *text, size_t length)`.
type Print = unsafe extern "C" fn(*mut c_void, *const c_char, usize);

/// `numjit_options`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct COptions {
    size: u32,
    /// Calls look at tokens.
    pub interruptible: u32,
    check_bounds: u32,
    no_fastmath: u32,
    simd: u32,
    no_output: u32,
    gdb: u32,
    unused: u32,
    source_bytes: u64,
    compile_ms: u64,
    code_bytes: u64,
    memory_bytes: u64,
    perf_map: *const c_char,
    jitdump: *const c_char,
    print: Option<Print>,
    print_data: *mut c_void,
}

impl COptions {
    /// `numjit_options_default()`.
    pub const NONE: COptions = COptions {
        size: size_of::<COptions>() as u32,
        interruptible: 0,
        check_bounds: 0,
        no_fastmath: 0,
        simd: 0,
        no_output: 0,
        gdb: 0,
        unused: 0,
        source_bytes: 0,
        compile_ms: 0,
        code_bytes: 0,
        memory_bytes: 0,
        perf_map: ptr::null(),
        jitdump: ptr::null(),
        print: None,
        print_data: ptr::null_mut(),
    };
}

/// A text of the caller.
///
/// # Safety
/// `text` is null or ends with a null byte.
pub(crate) unsafe fn text(text: *const c_char, what: &str) -> Result<String, Error> {
    if text.is_null() {
        return Err(missing(what));
    }
    // Safety: passed on to the caller.
    let text = unsafe { CStr::from_ptr(text) }.to_str();
    text.map(str::to_owned)
        .map_err(|_| Error::Mismatch(format!("the {what} is not UTF-8")))
}

/// The program's function for printed text, with its data.
struct Printer {
    print: Print,
    data: *mut c_void,
}

// Safety: the header asks for a function that can be called from any thread.
unsafe impl Send for Printer {}
// Safety: as above.
unsafe impl Sync for Printer {}

impl Printer {
    fn print(&self, text: &str) {
        // Safety: the header asks for a function that takes such a text.
        unsafe { (self.print)(self.data, text.as_ptr().cast(), text.len()) };
    }
}

/// # Safety
/// The texts in `options` are null or end with null bytes.
unsafe fn config(options: &COptions) -> Result<EngineConfig, Error> {
    if options.size as usize != size_of::<COptions>() {
        let text = "numjit_options.size is not sizeof(numjit_options): start with numjit_options_default()";
        return Err(Error::Mismatch(text.to_owned()));
    }
    let bytes = |limit: u64| usize::try_from(limit).ok().filter(|&limit| limit > 0);
    // Safety: passed on to the caller.
    let directory = |path: *const c_char| match path.is_null() {
        true => Ok(None),
        false => unsafe { text(path, "directory") }.map(|path| Some(PathBuf::from(path))),
    };
    Ok(EngineConfig {
        tools: ToolsConfig {
            perf_map: directory(options.perf_map)?,
            jitdump: directory(options.jitdump)?,
            gdb: options.gdb != 0,
        },
        limits: Limits {
            source_bytes: bytes(options.source_bytes),
            compile_time: (options.compile_ms > 0)
                .then(|| Duration::from_millis(options.compile_ms)),
            code_bytes: bytes(options.code_bytes),
            memory_bytes: bytes(options.memory_bytes),
        },
        interruptible: options.interruptible != 0,
        always_check_bounds: options.check_bounds != 0,
        ignore_fastmath: options.no_fastmath != 0,
        simd: simd(options.simd)?,
        output: output(options),
        ..EngineConfig::standard()
    })
}

fn simd(code: u32) -> Result<Option<Simd>, Error> {
    match code {
        0 => Ok(None),
        code => match Simd::ALL.get(code as usize - 1) {
            Some(&simd) => Ok(Some(simd)),
            None => Err(Error::Mismatch(format!(
                "numjit_options.simd has the unknown value {code}"
            ))),
        },
    }
}

fn output(options: &COptions) -> Output {
    match options.print {
        _ if options.no_output != 0 => Output::Refuse,
        None => Output::Stdout,
        Some(print) => {
            let data = options.print_data;
            let printer = Printer { print, data };
            Output::Function(Arc::new(move |text| printer.print(text)))
        }
    }
}

/// `NUMJIT_VERSION`.
const VERSION: u32 = 1;

/// See `numjit.h`.
#[unsafe(no_mangle)]
pub extern "C" fn numjit_version() -> u32 {
    VERSION
}

/// See `numjit.h`.
///
/// # Safety
/// `options` is null or filled.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_options_untrusted(options: *mut COptions) {
    let untrusted = EngineConfig::untrusted();
    let bytes = |limit: Option<usize>| limit.map_or(0, |limit| limit as u64);
    // Safety: passed on to the caller.
    if let Some(options) = unsafe { options.as_mut() } {
        options.interruptible = untrusted.interruptible.into();
        options.check_bounds = untrusted.always_check_bounds.into();
        options.no_output = 1;
        options.source_bytes = bytes(untrusted.limits.source_bytes);
        options.compile_ms = untrusted
            .limits
            .compile_time
            .map_or(0, |time| time.as_millis() as u64);
        options.code_bytes = bytes(untrusted.limits.code_bytes);
        options.memory_bytes = bytes(untrusted.limits.memory_bytes);
    }
}

/// See `numjit.h`.
///
/// # Safety
/// `options` is null or filled, `error` is null or a place for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_engine_new(
    options: *const COptions,
    error: *mut *mut CError,
) -> *mut CEngine {
    // Safety: passed on to the caller.
    unsafe {
        guarded(error, ptr::null_mut(), || {
            let config = match options.as_ref() {
                Some(options) => config(options)?,
                None => EngineConfig::standard(),
            };
            let engine = Engine::with_config(config)?;
            Ok(Box::into_raw(Box::new(CEngine(engine))))
        })
    }
}

/// See `numjit.h`.
///
/// # Safety
/// `engine` is null or an engine of this library that is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_engine_free(engine: *mut CEngine) {
    if !engine.is_null() {
        // Safety: passed on to the caller.
        quietly((), || drop(unsafe { Box::from_raw(engine) }));
    }
}

/// See `numjit.h`.
///
/// # Safety
/// `engine` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_engine_code_bytes(engine: *const CEngine) -> u64 {
    // Safety: passed on to the caller.
    let engine = unsafe { engine.as_ref() };
    quietly(0, || {
        engine.map_or(0, |engine| engine.0.code_bytes() as u64)
    })
}

/// See `numjit.h`.
#[unsafe(no_mangle)]
pub extern "C" fn numjit_token_new(milliseconds: u64) -> *mut CToken {
    quietly(ptr::null_mut(), || {
        let token = match milliseconds {
            0 => CancelToken::new(),
            time => CancelToken::after(Duration::from_millis(time)),
        };
        Box::into_raw(Box::new(CToken(token)))
    })
}

/// See `numjit.h`.
///
/// # Safety
/// `token` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_token_cancel(token: *const CToken) {
    // Safety: passed on to the caller.
    if let Some(token) = unsafe { token.as_ref() } {
        token.0.cancel();
    }
}

/// See `numjit.h`.
///
/// # Safety
/// `token` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_token_is_cancelled(token: *const CToken) -> bool {
    // Safety: passed on to the caller.
    unsafe { token.as_ref() }.is_some_and(|token| token.0.is_cancelled())
}

/// See `numjit.h`.
///
/// # Safety
/// `token` is null or a token of this library that is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_token_free(token: *mut CToken) {
    if !token.is_null() {
        // Safety: passed on to the caller.
        drop(unsafe { Box::from_raw(token) });
    }
}
