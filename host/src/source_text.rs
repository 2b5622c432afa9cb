//! Cutting one function out of a program's text.
//!
//! The interpreter says on which line a function begins, not where it ends. A `def` ends before the first logical line that
//! is indented no deeper than itself; a `lambda` ends where its expression does. Both take a scanner that knows
//! brackets, strings and comments, and nothing else of the language.

use std::ops::Range;

/// The text of the function that begins on a line (counted from one): from its first decorator to its last statement,
/// in whole lines.
pub(crate) fn block(text: &str, first_line: usize) -> Option<&str> {
    let start = line_start(text, first_line)?;
    let mut lines = LogicalLines::new(text, start);
    let mut line = lines.next()?;
    let indent = indentation(&text[line.clone()]);
    while is_decorator(&text[line.clone()]) || is_blank(&text[line.clone()]) {
        line = lines.next()?;
    }
    let head = text[line.clone()].trim_start();
    if !head.starts_with("def ") && !head.starts_with("async ") {
        return None;
    }
    let mut end = line.end;
    for line in lines {
        let content = &text[line.clone()];
        if is_blank(content) {
            continue;
        }
        if indentation(content) <= indent {
            break;
        }
        end = line.end;
    }
    Some(&text[start..end])
}

/// The text of the `lambda` whose body begins at a line (from one) and a column (in bytes, from zero).
pub(crate) fn lambda(text: &str, body_line: usize, body_column: usize) -> Option<(usize, &str)> {
    let body = line_start(text, body_line)? + body_column;
    // The nearest keyword whose expression holds the body; one in a default value ends before it.
    let keywords = text.get(..body)?.match_indices("lambda").map(|(at, _)| at);
    let start = keywords
        .filter(|&at| is_word(text, at, "lambda".len()))
        .filter(|&at| {
            lambda_body(text, at)
                .is_some_and(|colon| (colon..expression_end(text, colon)).contains(&body))
        })
        .last()?;
    let colon = lambda_body(text, start)?;
    let line = 1 + text[..start].matches('\n').count();
    Some((line, text[start..expression_end(text, colon)].trim_end()))
}

/// The offset of a line's first byte.
fn line_start(text: &str, line: usize) -> Option<usize> {
    match line.checked_sub(1)? {
        0 => Some(0),
        before => text
            .match_indices('\n')
            .nth(before - 1)
            .map(|(at, _)| at + 1),
    }
}

/// The width of a line's indentation, with tabs as Python counts them.
fn indentation(line: &str) -> usize {
    let mut width = 0;
    for byte in line.bytes() {
        match byte {
            b' ' => width += 1,
            b'\t' => width = (width / 8 + 1) * 8,
            _ => break,
        }
    }
    width
}

fn is_decorator(line: &str) -> bool {
    line.trim_start().starts_with('@')
}

fn is_blank(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

fn is_word(text: &str, at: usize, length: usize) -> bool {
    let part_of_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let before = text[..at].chars().next_back().is_some_and(part_of_name);
    let after = text[at + length..].chars().next().is_some_and(part_of_name);
    !before && !after
}

/// The offset after the colon that ends a lambda's parameters.
fn lambda_body(text: &str, start: usize) -> Option<usize> {
    let mut scanner = Scanner::new(text, start + "lambda".len());
    // Lambdas in default values bring colons of their own.
    let mut inner = 0;
    while let Some(at) = scanner.next_code() {
        match text.as_bytes()[at] {
            _ if scanner.depth < 0 => return None,
            _ if scanner.depth > 0 => {}
            b':' if inner == 0 => return Some(at + 1),
            b':' => inner -= 1,
            b'l' if text[at..].starts_with("lambda") && is_word(text, at, "lambda".len()) => {
                inner += 1
            }
            _ => {}
        }
    }
    None
}

/// Where the expression that begins at an offset ends: at a closing bracket, a comma, a colon that is not an inner
/// lambda's, or the line's end.
fn expression_end(text: &str, start: usize) -> usize {
    let mut scanner = Scanner::new(text, start);
    let mut inner = 0;
    while let Some(at) = scanner.next_code() {
        match text.as_bytes()[at] {
            _ if scanner.depth < 0 => return at,
            _ if scanner.depth > 0 => {}
            b',' | b'\n' | b';' | b'#' => return at,
            b':' if inner == 0 => return at,
            b':' => inner -= 1,
            b'l' if text[at..].starts_with("lambda") && is_word(text, at, "lambda".len()) => {
                inner += 1
            }
            _ => {}
        }
    }
    text.len()
}

/// Walks a text byte by byte, knowing what lies inside strings, comments and brackets.
struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: i32,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, at: usize) -> Self {
        Self {
            bytes: text.as_bytes(),
            at,
            depth: 0,
        }
    }

    /// The offset of the next byte that is code, with strings, the rest of comments and continued line ends passed
    /// over. Brackets are counted before they are returned.
    fn next_code(&mut self) -> Option<usize> {
        loop {
            let at = self.at;
            let byte = *self.bytes.get(at)?;
            self.at += 1;
            match byte {
                b'"' | b'\'' => self.skip_string(byte),
                b'#' => {
                    self.skip_comment();
                    return Some(at);
                }
                b'\\' => self.at += 1,
                b'(' | b'[' | b'{' => {
                    self.depth += 1;
                    return Some(at);
                }
                b')' | b']' | b'}' => {
                    self.depth -= 1;
                    return Some(at);
                }
                _ => return Some(at),
            }
        }
    }

    fn skip_comment(&mut self) {
        while self.bytes.get(self.at).is_some_and(|&byte| byte != b'\n') {
            self.at += 1;
        }
    }

    /// Passes over a string whose opening quote was just read. A backslash hides the next byte, in raw strings too.
    fn skip_string(&mut self, quote: u8) {
        let triple = self.bytes[self.at..].starts_with(&[quote, quote]);
        if triple {
            self.at += 2;
        }
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'\n' if !triple => return,
                _ if byte == quote && !triple => return,
                _ if byte == quote && self.bytes[self.at..].starts_with(&[quote, quote]) => {
                    self.at += 2;
                    return;
                }
                _ => {}
            }
        }
    }
}

/// The logical lines of a text: physical lines joined inside brackets, strings and after backslashes.
struct LogicalLines<'a> {
    scanner: Scanner<'a>,
}

impl<'a> LogicalLines<'a> {
    fn new(text: &'a str, at: usize) -> Self {
        Self {
            scanner: Scanner::new(text, at),
        }
    }
}

impl Iterator for LogicalLines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.scanner.at;
        if start >= self.scanner.bytes.len() {
            return None;
        }
        self.scanner.depth = 0;
        while let Some(at) = self.scanner.next_code() {
            if self.scanner.bytes[at] == b'\n' && self.scanner.depth <= 0 {
                return Some(start..at + 1);
            }
        }
        Some(start..self.scanner.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::{block, lambda};

    const PROGRAM: &str = "\
import x

@njit(
    cache=True,
)
# why
@other
def f(a, b=(1,
            2)):
    '''Text
not indented'''
    s = \"# no comment\"
    # comment

    return a \\
+ b

# after
def g(): return 1
class C:
    def m(self):
        return [
1, 2]

    y = 3
";

    #[test]
    fn cuts_out_functions() {
        let f = block(PROGRAM, 3).unwrap();
        assert!(
            f.starts_with("@njit(\n") && f.ends_with("return a \\\n+ b\n"),
            "{f}"
        );
        assert_eq!(block(PROGRAM, 19), Some("def g(): return 1\n"));
        assert_eq!(
            block(PROGRAM, 21),
            Some("    def m(self):\n        return [\n1, 2]\n")
        );
    }

    #[test]
    fn refuses_lines_that_begin_no_function() {
        assert_eq!(block(PROGRAM, 1), None);
        assert_eq!(block(PROGRAM, 99), None);
    }

    #[test]
    fn cuts_out_lambdas() {
        let text =
            "fs = [lambda x: x + 1, lambda y, z=(1, 2): (y,\n  z), 3]\ng = lambda: ')' # end\n";
        assert_eq!(
            lambda(text, 1, text.find("x + 1").unwrap()),
            Some((1, "lambda x: x + 1"))
        );
        let body = text.find("(y,").unwrap();
        assert_eq!(
            lambda(text, 1, body + 1),
            Some((1, "lambda y, z=(1, 2): (y,\n  z)"))
        );
        assert_eq!(lambda(text, 3, 12), Some((3, "lambda: ')'")));
    }

    #[test]
    fn tells_nested_lambdas_apart() {
        let text = "h = lambda f=lambda a: a: f(1)\n";
        assert_eq!(
            lambda(text, 1, text.find("f(1)").unwrap()),
            Some((1, "lambda f=lambda a: a: f(1)"))
        );
        let text = "k = lambda a: lambda b: a + b\n";
        assert_eq!(
            lambda(text, 1, text.find("a + b").unwrap()),
            Some((1, "lambda b: a + b"))
        );
        assert_eq!(
            lambda(text, 1, text.find("lambda b").unwrap()),
            Some((1, "lambda a: lambda b: a + b"))
        );
    }
}
