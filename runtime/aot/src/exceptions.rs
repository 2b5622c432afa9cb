//! The exception classes of the program that a library's code names.
#![allow(unsafe_code, reason = "the library's tables are raw memory")]

use std::ffi::CStr;

use numjit_abi::{AotException, ExceptionKind};
use numjit_runtime::{UserException, restore_exceptions};

/// Makes the classes of a library known under the codes that stand in its code. A constructor of the
/// library calls it before anything else of the library runs.
///
/// # Safety
/// `table` holds `count` records of the library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_aot_exceptions(table: *const AotException, count: usize) {
    // Safety: passed on to the caller.
    let table = unsafe { std::slice::from_raw_parts(table, count) };
    // Safety: passed on to the caller.
    let classes = table.iter().map(|one| unsafe { class(one) });
    restore_exceptions(classes.collect::<Vec<_>>());
}

/// # Safety
/// The record is the library's.
unsafe fn class(record: &AotException) -> (i32, UserException) {
    // Safety: the compiler wrote as many codes as it says, and names end in NUL.
    let (bases, name) = unsafe {
        let bases = match record.base_count {
            0 => &[],
            count => std::slice::from_raw_parts(record.bases, count),
        };
        (bases, CStr::from_ptr(record.name.cast()))
    };
    let kind = ExceptionKind::from_code(record.kind as i32);
    let class = UserException {
        name: name.to_string_lossy().into_owned(),
        kind: kind.unwrap_or(ExceptionKind::Exception),
        bases: bases.iter().map(|&code| code as i32).collect(),
    };
    (record.code as i32, class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_known_by_their_codes() {
        let bases = [ExceptionKind::ValueError as usize, 70_000];
        let record = AotException {
            name: c"Late".as_ptr().cast(),
            code: 70_001,
            kind: ExceptionKind::ValueError as usize,
            bases: bases.as_ptr(),
            base_count: bases.len(),
        };
        // Safety: one record, made above.
        unsafe { nj_aot_exceptions(&raw const record, 1) };
        let class = numjit_runtime::user_exception(70_001);
        assert_eq!(
            class,
            Some(UserException {
                name: "Late".to_owned(),
                kind: ExceptionKind::ValueError,
                bases: vec![ExceptionKind::ValueError as i32, 70_000],
            })
        );
    }
}
