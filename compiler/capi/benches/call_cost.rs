//! What a call through the C interface costs: `cargo bench -p numjit-capi --bench call_cost`.
//!
//! Each line is the fastest of many batches, so that a busy machine disturbs little.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(unsafe_code, reason = "the functions are those that C calls")]

use std::ffi::CStr;
use std::hint::black_box;
use std::ptr::{null, null_mut};
use std::time::Instant;

use numjit_c::engine::{
    COptions, CToken, numjit_engine_free, numjit_engine_new, numjit_token_free, numjit_token_new,
};
use numjit_c::function::{CFunction, numjit_call, numjit_function_free, numjit_get_function};
use numjit_c::module::{CModule, numjit_compile, numjit_module_free};
use numjit_c::value::CValue;

const TEXT: &CStr = c"\
def nothing():
    return None
def add(a, b):
    return a + b
def first(xs, ys):
    return xs[0] + ys[0]
def make(a):
    return (a, a)
";

const BATCH: u32 = 10_000;
const BATCHES: u32 = 200;

/// Nanoseconds of one call in the fastest batch.
fn time(mut call: impl FnMut()) -> f64 {
    let batch = |_| {
        let start = Instant::now();
        for _ in 0..BATCH {
            call();
        }
        start.elapsed().as_nanos() as f64 / f64::from(BATCH)
    };
    (0..BATCHES).map(batch).fold(f64::INFINITY, f64::min)
}

fn get(module: *mut CModule, name: &CStr, types: &CStr) -> *mut CFunction {
    // Safety: the module is live and the texts end with null bytes.
    let function =
        unsafe { numjit_get_function(module, name.as_ptr(), types.as_ptr(), null_mut()) };
    assert!(!function.is_null(), "{name:?} does not compile");
    function
}

/// Calls a function many times, and ends it.
fn report(what: &str, function: *mut CFunction, args: &[CValue], token: *const CToken) {
    let mut result = CValue::NOTHING;
    let place = &raw mut result;
    // Safety: the function is live, the values are those of its types, and the places are there.
    let call = || unsafe {
        let (args, count) = (black_box(args).as_ptr(), args.len());
        let is_fine = numjit_call(function, args, count, token, place, null_mut());
        assert!(is_fine);
        numjit_c::value::numjit_value_clear(place);
    };
    call();
    println!("{what:<36} {:>8.1} ns", time(call));
    // Safety: the function is not used again.
    unsafe { numjit_function_free(function) };
}

fn main() {
    let mut options = COptions::NONE;
    options.interruptible = 1;
    // Safety: the options are filled, the texts end with null bytes, and errors are not asked for.
    let (engine, module) = unsafe {
        let engine = numjit_engine_new(&raw const options, null_mut());
        let module = numjit_compile(engine, c"bench.py".as_ptr(), TEXT.as_ptr(), null_mut());
        (engine, module)
    };
    let (xs, ys) = ([1.0; 8], [2.0; 8]);
    let numbers = [CValue::float(1.0), CValue::float(2.0)];
    let arrays = [CValue::floats(&xs), CValue::floats(&ys)];
    let scalars = c"float64, float64";
    let token = numjit_token_new(0);
    report("no argument", get(module, c"nothing", c""), &[], null());
    report(
        "two scalars",
        get(module, c"add", scalars),
        &numbers,
        null(),
    );
    let types = c"const float64[::1], const float64[::1]";
    report("two arrays", get(module, c"first", types), &arrays, null());
    report(
        "two scalars with a token",
        get(module, c"add", scalars),
        &numbers,
        token,
    );
    report(
        "a tuple as the result",
        get(module, c"make", c"float64"),
        &numbers[..1],
        null(),
    );
    // Safety: none is used again.
    unsafe {
        numjit_token_free(token);
        numjit_module_free(module);
        numjit_engine_free(engine);
    }
}
