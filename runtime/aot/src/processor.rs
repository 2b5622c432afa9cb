//! Picks code for the processor that a library runs on.
#![allow(unsafe_code, reason = "the library's tables are raw memory")]

use numjit_abi::{AotVariant, AotVariants};

/// The x86-64 level (1 to 4) of this processor, as the psABI defines the levels.
#[cfg(target_arch = "x86_64")]
fn level() -> usize {
    use std::is_x86_feature_detected as has;
    let v2 = has!("sse3") && has!("ssse3") && has!("sse4.1") && has!("sse4.2") && has!("popcnt");
    let v3 = has!("avx")
        && has!("avx2")
        && has!("bmi1")
        && has!("bmi2")
        && has!("f16c")
        && has!("fma")
        && has!("lzcnt")
        && has!("movbe");
    let v4 = has!("avx512f")
        && has!("avx512bw")
        && has!("avx512cd")
        && has!("avx512dq")
        && has!("avx512vl");
    1 + [v2, v2 && v3, v2 && v3 && v4]
        .iter()
        .filter(|&&has| has)
        .count()
}

#[cfg(not(target_arch = "x86_64"))]
fn level() -> usize {
    1
}

/// Fills the cells of a library's functions with the best code that this processor runs. The first variant
/// is for every processor.
///
/// # Safety
/// `tables` holds `count` records of the library, whose cells nothing reads yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_aot_select(tables: *const AotVariants, count: usize) {
    let level = level();
    // Safety: passed on to the caller.
    for table in unsafe { std::slice::from_raw_parts(tables, count) } {
        // Safety: the compiler wrote as many variants as it says.
        let variants = unsafe { std::slice::from_raw_parts(table.variants, table.count) };
        if let Some(code) = best(variants, level) {
            // Safety: the cell is a writable word of the library.
            unsafe { table.cell.write(code) };
        }
    }
}

fn best(variants: &[AotVariant], level: usize) -> Option<*const u8> {
    let fitting = variants.iter().rfind(|variant| variant.level <= level);
    fitting.map(|variant| variant.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_level_that_runs_is_picked() {
        let codes = [1u8, 2, 3];
        let variants = [(1, 0), (3, 1), (4, 2)].map(|(level, code)| AotVariant {
            level,
            code: &raw const codes[code],
        });
        assert_eq!(best(&variants, 1), Some(&raw const codes[0]));
        assert_eq!(best(&variants, 2), Some(&raw const codes[0]));
        assert_eq!(best(&variants, 3), Some(&raw const codes[1]));
        assert_eq!(best(&variants, 4), Some(&raw const codes[2]));
        assert_eq!(best(&[], 4), None);
    }

    #[test]
    fn cells_get_an_address() {
        let code = 7u8;
        let variants = [AotVariant {
            level: 1,
            code: &raw const code,
        }];
        let mut cell = std::ptr::null();
        let table = AotVariants {
            cell: &raw mut cell,
            variants: variants.as_ptr(),
            count: 1,
        };
        // Safety: one record, made above.
        unsafe { nj_aot_select(&raw const table, 1) };
        assert_eq!(cell, &raw const code);
    }
}
