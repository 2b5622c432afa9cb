//! Text as Python and NumPy print it: numbers, strings, format specs, arrays.

pub mod array;
pub(crate) mod buffer;
pub(crate) mod decimal;
pub(crate) mod float;
mod format;
mod string;
pub(crate) mod wtf8;

pub use buffer::live_buffers;

pub use float::{complex_repr, complex64_str, float_repr, float32_str};
pub use format::{FormatError, format_complex, format_float, format_int, format_str, format_uint};
pub use string::{str_repr, str_repr_points};

/// `True` or `False`.
pub fn bool_repr(value: bool) -> &'static str {
    if value { "True" } else { "False" }
}

/// Borrows bytes from compiled code; none for a length that is not positive.
///
/// # Safety
/// A positive `len` means that many readable bytes at `data`.
#[allow(unsafe_code, reason = "the length is the caller's promise")]
pub(crate) unsafe fn bytes<'a>(data: *const u8, len: i64) -> &'a [u8] {
    match usize::try_from(len) {
        // Safety: passed on to the caller.
        Ok(len @ 1..) if !data.is_null() => unsafe { std::slice::from_raw_parts(data, len) },
        _ => &[],
    }
}
