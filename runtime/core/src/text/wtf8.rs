//! Python strings as compiled code holds them, and the byte form that text buffers use.
//!
//! A Python string may hold lone surrogates, which UTF-8 cannot. Buffers therefore hold generalised
//! UTF-8, where a surrogate takes the three bytes its number would take; only printing insists on
//! real UTF-8.
#![allow(unsafe_code, reason = "strings arrive as raw memory")]

/// The code points of a string of compiled code: one, two or four bytes each.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Points<'a> {
    One(&'a [u8]),
    Two(&'a [[u8; 2]]),
    Four(&'a [[u8; 4]]),
}

impl<'a> Points<'a> {
    /// Borrows a string; anything but a positive length is the empty string.
    ///
    /// # Safety
    /// `len` code points of `width` bytes are readable at `data`.
    pub(crate) unsafe fn new(data: *const u8, len: i64, width: i64) -> Points<'a> {
        let len = match usize::try_from(len) {
            Ok(len @ 1..) if !data.is_null() => len,
            _ => return Points::One(&[]),
        };
        // Safety: passed on to the caller; arrays of bytes need no alignment.
        unsafe {
            match width {
                2 => Points::Two(std::slice::from_raw_parts(data.cast(), len)),
                4 => Points::Four(std::slice::from_raw_parts(data.cast(), len)),
                _ => Points::One(std::slice::from_raw_parts(data, len)),
            }
        }
    }

    /// Number of code points.
    pub(crate) fn len(self) -> usize {
        match self {
            Points::One(points) => points.len(),
            Points::Two(points) => points.len(),
            Points::Four(points) => points.len(),
        }
    }

    /// The code points in a range that lies inside.
    pub(crate) fn slice(self, range: std::ops::Range<usize>) -> Points<'a> {
        match self {
            Points::One(points) => Points::One(&points[range]),
            Points::Two(points) => Points::Two(&points[range]),
            Points::Four(points) => Points::Four(&points[range]),
        }
    }

    /// Whether two strings are equal.
    pub(crate) fn equals(self, other: Points<'_>) -> bool {
        match (self, other) {
            (Points::One(a), Points::One(b)) => a == b,
            (Points::Two(a), Points::Two(b)) => a == b,
            (Points::Four(a), Points::Four(b)) => a == b,
            (a, b) => a.len() == b.len() && a.iter().eq(b.iter()),
        }
    }

    /// The code point at a position that lies inside.
    pub(crate) fn get(self, index: usize) -> u32 {
        match self {
            Points::One(points) => u32::from(points[index]),
            Points::Two(points) => u32::from(u16::from_ne_bytes(points[index])),
            Points::Four(points) => u32::from_ne_bytes(points[index]),
        }
    }

    /// The code points in order.
    pub(crate) fn iter(self) -> impl ExactSizeIterator<Item = u32> + 'a {
        (0..self.len()).map(move |index| self.get(index))
    }
}

/// Appends a code point in generalised UTF-8.
pub(crate) fn push_point(out: &mut Vec<u8>, point: u32) {
    let tail = |shift: u32| 0x80 | (point >> shift & 0x3f) as u8;
    match point {
        0..0x80 => out.push(point as u8),
        0x80..0x800 => out.extend([0xc0 | (point >> 6) as u8, tail(0)]),
        0x800..0x1_0000 => out.extend([0xe0 | (point >> 12) as u8, tail(6), tail(0)]),
        _ => out.extend([0xf0 | (point >> 18 & 7) as u8, tail(12), tail(6), tail(0)]),
    }
}

/// The code points of generalised UTF-8, as [`push_point`] writes it.
pub(crate) fn points(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let mut rest = bytes.iter().copied();
    std::iter::from_fn(move || {
        let first = u32::from(rest.next()?);
        let (count, bits) = match first {
            0..0xc0 => (0, first),
            0xc0..0xe0 => (1, first & 0x1f),
            0xe0..0xf0 => (2, first & 0x0f),
            _ => (3, first & 0x07),
        };
        Some(
            rest.by_ref()
                .take(count)
                .fold(bits, |bits, byte| bits << 6 | u32::from(byte & 0x3f)),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_survive_the_byte_form() {
        let all = [
            0, 0x41, 0x7f, 0x80, 0x7ff, 0x800, 0xd800, 0xdfff, 0xffff, 0x1_0000, 0x10_ffff,
        ];
        let mut bytes = Vec::new();
        all.iter().for_each(|&point| push_point(&mut bytes, point));
        assert_eq!(points(&bytes).collect::<Vec<_>>(), all);
    }

    #[test]
    fn real_text_is_ordinary_utf8() {
        let text = "aé€😀";
        let mut bytes = Vec::new();
        text.chars().for_each(|c| push_point(&mut bytes, c.into()));
        assert_eq!(bytes, text.as_bytes());
    }
}
