//! `numjit emit --asm --source`: machine code in the order of the source instead of its own.

use std::collections::BTreeMap;

/// What precedes a comment that names the source line of the code behind it.
const MARK: &str = "  ; ";

/// The code of each source line under that line. Code of no line (prologues, epilogues) comes first, under the name
/// of its function.
pub(crate) fn by_source(listing: &str) -> String {
    let mut unplaced = String::new();
    let mut places: BTreeMap<u32, (&str, String)> = BTreeMap::new();
    let mut at = None;
    for line in listing.lines() {
        if let Some((number, comment)) = source_line(line) {
            at = Some(number);
            places.entry(number).or_insert((comment, String::new()));
            continue;
        }
        if !line.starts_with(' ') {
            at = None;
        }
        let text = match at.and_then(|number| places.get_mut(&number)) {
            Some((_, text)) => text,
            None => &mut unplaced,
        };
        text.push_str(line);
        text.push('\n');
    }
    for (comment, code) in places.values() {
        unplaced.push_str(&format!("\n{comment}\n{code}"));
    }
    unplaced
}

/// The number of the source line that a comment of the listing names (`; file.py:12  text`), and the comment.
fn source_line(line: &str) -> Option<(u32, &str)> {
    let comment = line.strip_prefix(MARK)?;
    let (place, _) = comment.split_once("  ")?;
    let (_, number) = place.rsplit_once(':')?;
    Some((number.parse().ok()?, comment))
}

#[cfg(test)]
mod tests {
    use super::by_source;

    #[test]
    fn code_moves_under_its_line() {
        let listing = "f:\n  0  push rbp\n  ; s.py:7  b()\n  1  call b  ; b\n  ; s.py:6  a()\n  6  call a\n  ; s.py:7  b()\n  b  ret\n";
        let expected = "f:\n  0  push rbp\n\ns.py:6  a()\n  6  call a\n\ns.py:7  b()\n  1  call b  ; b\n  b  ret\n";
        assert_eq!(by_source(listing), expected);
    }
}
