//! Whether two strided views may share memory.
#![allow(unsafe_code, reason = "shapes and strides arrive as raw memory")]

use std::ops::Range;

use crate::array::axes;

/// Whether the byte ranges from first to last element meet. Views that interleave without sharing an
/// element count as overlapping, which costs a copy and nothing else.
///
/// A view is its address, the size of an element, and extent and stride in bytes per axis.
pub fn may_overlap(a: (usize, usize, &[i64], &[i64]), b: (usize, usize, &[i64], &[i64])) -> bool {
    match (byte_range(a), byte_range(b)) {
        (Some(a), Some(b)) => a.start < b.end && b.start < a.end,
        _ => false,
    }
}

/// The bytes that a view spans; `None` for one without elements. Wide arithmetic, so that no shape
/// overflows.
fn byte_range(view: (usize, usize, &[i64], &[i64])) -> Option<Range<i128>> {
    let (data, element, shape, strides) = view;
    let mut range = data as i128..data as i128 + element as i128;
    for (&extent, &stride) in shape.iter().zip(strides) {
        if extent <= 0 {
            return None;
        }
        let reach = i128::from(extent - 1) * i128::from(stride);
        if reach < 0 {
            range.start += reach;
        } else {
            range.end += reach;
        }
    }
    Some(range)
}

/// See [`numjit_abi::Symbol::Overlaps`].
///
/// # Safety
/// Shapes and strides hold as many values as the views have axes.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments, reason = "two views in the ABI's form")]
pub(crate) unsafe extern "C" fn nj_overlaps(
    a: *const u8,
    a_ndim: i64,
    a_shape: *const i64,
    a_strides: *const i64,
    b: *const u8,
    b_ndim: i64,
    b_shape: *const i64,
    b_strides: *const i64,
) -> i8 {
    // Safety: passed on to the caller.
    unsafe {
        let (a_ndim, a_size) = unpack(a_ndim);
        let (b_ndim, b_size) = unpack(b_ndim);
        i8::from(may_overlap(
            (
                a.addr(),
                a_size,
                axes(a_shape, a_ndim),
                axes(a_strides, a_ndim),
            ),
            (
                b.addr(),
                b_size,
                axes(b_shape, b_ndim),
                axes(b_strides, b_ndim),
            ),
        ))
    }
}

/// Number of axes in the low half, element size in the high half.
fn unpack(packed: i64) -> (usize, usize) {
    let packed = packed as u64;
    (packed as u32 as usize, (packed >> 32) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_meeting_ranges_overlap() {
        let whole: (usize, usize, &[i64], &[i64]) = (1000, 8, &[10], &[8]);
        assert!(may_overlap(whole, (1072, 8, &[10], &[8])));
        assert!(!may_overlap(whole, (1080, 8, &[10], &[8])));
        assert!(may_overlap(whole, (1144, 8, &[10], &[-8])));
        assert!(!may_overlap(whole, (1152, 8, &[10], &[-8])));
        assert!(!may_overlap(whole, (1000, 8, &[0], &[8])));
        assert!(may_overlap(whole, (1079, 1, &[], &[])));
        assert!(!may_overlap(whole, (1080, 1, &[], &[])));
        assert!(may_overlap(whole, (1000, 8, &[i64::MAX], &[i64::MAX])));
    }
}
