//! Program texts by file name.
//!
//! The compiler reads a function's source by file name and line. For a script that is a file on disk,
//! but `-c`, standard input and `exec`'d text have none, so that the text that is running is kept here. Files are
//! read at most once, when a function of theirs is first looked at.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

/// What kind of place a program came from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    Command,
    Stdin,
}

/// A program's text and the name that tracebacks show for it.
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) kind: Kind,
}

impl Source {
    /// Decodes the bytes of a program; the error is one sentence.
    pub(crate) fn from_bytes(name: String, bytes: Vec<u8>, kind: Kind) -> Result<Self, String> {
        let text = decode(bytes).map_err(|fault| format!("{name}: {fault}"))?;
        Ok(Self { name, text, kind })
    }
}

/// Python source is UTF-8 unless its first two lines say otherwise; of the other encodings only the one-byte ones
/// that coincide with Unicode's first 256 characters are read here.
fn decode(bytes: Vec<u8>) -> Result<String, String> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if declares_latin1(error.as_bytes()) => {
            error.as_bytes().iter().copied().map(char::from).collect()
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let line = 1 + bytes[..at].iter().filter(|&&byte| byte == b'\n').count();
            return Err(format!(
                "line {line} is not UTF-8 text (byte 0x{:02x}), and no other encoding is declared",
                bytes[at]
            ));
        }
    };
    if text.contains('\0') {
        return Err("source code cannot contain null bytes".to_owned());
    }
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Ok(rest.to_owned()),
        None => Ok(text),
    }
}

/// Looks for `coding: latin-1` in a comment of the first two lines.
fn declares_latin1(bytes: &[u8]) -> bool {
    bytes.split(|&byte| byte == b'\n').take(2).any(|line| {
        let line = String::from_utf8_lossy(line).to_lowercase();
        let named = line.trim_start().starts_with('#') && line.contains("coding");
        named
            && ["latin-1", "latin1", "iso-8859-1"]
                .iter()
                .any(|name| line.contains(name))
    })
}

static TEXTS: LazyLock<Mutex<HashMap<String, Arc<str>>>> = LazyLock::new(Mutex::default);

/// Keeps a text under the name that code objects compiled from it carry.
pub(crate) fn remember(name: &str, text: &str) {
    if let Ok(mut texts) = TEXTS.lock() {
        texts.insert(name.to_owned(), text.into());
    }
}

/// The text of a program, from memory or from its file.
pub(crate) fn text(name: &str) -> Option<Arc<str>> {
    let mut texts = TEXTS.lock().ok()?;
    if let Some(text) = texts.get(name) {
        return Some(text.clone());
    }
    let text: Arc<str> = decode(std::fs::read(name).ok()?).ok()?.into();
    texts.insert(name.to_owned(), text.clone());
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn decodes_what_python_decodes() {
        assert_eq!(decode(b"x = 1\n".to_vec()).as_deref(), Ok("x = 1\n"));
        assert_eq!(decode(b"\xef\xbb\xbfx".to_vec()).as_deref(), Ok("x"));
        assert_eq!(
            decode(b"# coding: latin-1\n\xe9".to_vec()).as_deref(),
            Ok("# coding: latin-1\n\u{e9}")
        );
    }

    #[test]
    fn names_the_line_that_is_not_utf8() {
        let fault = decode(b"x = 1\ny = '\xff'\n".to_vec()).unwrap_err();
        assert!(
            fault.starts_with("line 2 is not UTF-8 text (byte 0xff)"),
            "{fault}"
        );
    }

    #[test]
    fn refuses_null_bytes() {
        assert!(decode(b"a\0b".to_vec()).is_err());
    }
}
