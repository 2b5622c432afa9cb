//! `repr` of strings.

use std::fmt::Write;

/// What Python's `repr(str)` gives: quoted, with escapes for what does not print.
pub fn str_repr(text: &str) -> String {
    str_repr_points(text.chars().map(u32::from))
}

/// The same for code points, which may be lone surrogates.
pub fn str_repr_points(points: impl Iterator<Item = u32> + Clone) -> String {
    let has = |wanted: char| points.clone().any(|point| point == u32::from(wanted));
    let quote = if has('\'') && !has('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for point in points.clone() {
        push_escaped(&mut out, point, quote);
    }
    out.push(quote);
    out
}

/// Appends one code point of a quoted string.
fn push_escaped(out: &mut String, point: u32, quote: char) {
    // Writing to a string cannot fail.
    let _ = match char::from_u32(point) {
        Some('\\') => out.write_str("\\\\"),
        Some('\n') => out.write_str("\\n"),
        Some('\r') => out.write_str("\\r"),
        Some('\t') => out.write_str("\\t"),
        Some(c) if c == quote => write!(out, "\\{c}"),
        Some(c) if is_printable(c) => out.write_char(c),
        _ if point < 0x100 => write!(out, "\\x{point:02x}"),
        _ if point < 0x1_0000 => write!(out, "\\u{point:04x}"),
        _ => write!(out, "\\U{point:08x}"),
    };
}

/// Whether a character is neither a control, format, surrogate, private or unassigned one nor a
/// separator other than the space.
fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        return (' '..='~').contains(&c);
    }
    // The standard library's escaping follows the same categories, but only after the first character
    // does it leave combining marks alone.
    let mut buffer = [b'a'; 5];
    let len = 1 + c.encode_utf8(&mut buffer[1..]).len();
    std::str::from_utf8(&buffer[..len])
        .is_ok_and(|text| text.escape_debug().nth(1).is_some_and(|second| second == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_read_like_python() {
        let cases = [
            ("", "''"),
            ("abc", "'abc'"),
            ("it's", "\"it's\""),
            ("\"it's\"", "'\"it\\'s\"'"),
            ("a\\b\n\r\t", "'a\\\\b\\n\\r\\t'"),
            ("\0\x1f\x7f", "'\\x00\\x1f\\x7f'"),
            ("é\u{a0}\u{ad}", "'é\\xa0\\xad'"),
            ("\u{200b}\u{2028}", "'\\u200b\\u2028'"),
            ("e\u{301}", "'e\u{301}'"),
            ("😀\u{e0001}", "'😀\\U000e0001'"),
        ];
        for (text, expected) in cases {
            assert_eq!(str_repr(text), expected);
        }
        assert_eq!(str_repr_points([0xd800].into_iter()), "'\\ud800'");
    }
}
