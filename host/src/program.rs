//! Program texts, by the code compiled from them.
//!
//! The compiler reads a function's source, but a code object knows only a file name and lines. For a script or a module
//! that is enough; `-c`, standard input and `exec` have no file, so that their texts are kept here. Files are read at
//! most once, when a function of theirs is first looked at.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use rustpython_vm::builtins::PyCode;
use rustpython_vm::{AsObject, Py, PyRef};

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

/// The texts of files, by name.
static FILES: LazyLock<Mutex<HashMap<String, Arc<str>>>> = LazyLock::new(Mutex::default);

/// The texts of programs that are in no file, with the code compiled from them.
static CODES: Mutex<Codes> = Mutex::new(Codes {
    kept: Vec::new(),
    sweep_at: 64,
});

struct Codes {
    kept: Vec<(PyRef<PyCode>, Arc<str>)>,
    /// The number of codes at which those that nothing else holds are dropped.
    sweep_at: usize,
}

impl Codes {
    fn keep(&mut self, code: PyRef<PyCode>, text: Arc<str>) {
        if self.kept.len() >= self.sweep_at {
            self.kept.retain(|(code, _)| is_in_use(code));
            self.sweep_at = (2 * self.kept.len()).max(64);
        }
        self.kept.push((code, text));
    }
}

/// Whether anything but the list of codes, or the code around it, holds a code or one inside it.
fn is_in_use(code: &Py<PyCode>) -> bool {
    code.as_object().strong_count() > 1
        || code.code.constants.iter().any(|constant| {
            let inner = constant.as_object().downcast_ref::<PyCode>();
            inner.is_some_and(is_in_use)
        })
}

/// Keeps the text that a code object was compiled from.
pub(crate) fn remember(code: &PyRef<PyCode>, text: &str) {
    let name = code.source_path().as_str();
    if is_file_name(name) {
        if let Ok(mut files) = FILES.lock() {
            files.insert(name.to_owned(), text.into());
        }
    } else if let Ok(mut codes) = CODES.lock() {
        codes.keep(code.clone(), text.into());
    }
}

/// Many programs share a name such as `<string>`.
fn is_file_name(name: &str) -> bool {
    !name.starts_with('<')
}

/// The text that a code object was compiled from, from memory or from its file.
pub(crate) fn text(code: &Py<PyCode>) -> Option<Arc<str>> {
    let name = code.source_path().as_str();
    if !is_file_name(name) {
        let codes = CODES.lock().ok()?;
        return codes
            .kept
            .iter()
            .rev()
            .find(|(root, _)| contains(root, code))
            .map(|(_, text)| text.clone());
    }
    let mut files = FILES.lock().ok()?;
    if let Some(text) = files.get(name) {
        return Some(text.clone());
    }
    let text: Arc<str> = decode(std::fs::read(name).ok()?).ok()?.into();
    files.insert(name.to_owned(), text.clone());
    Some(text)
}

/// Whether a code object is another one or lies inside it.
fn contains(root: &Py<PyCode>, code: &Py<PyCode>) -> bool {
    root.is(code)
        || root.code.constants.iter().any(|constant| {
            constant
                .as_object()
                .downcast_ref::<PyCode>()
                .is_some_and(|inner| contains(inner, code))
        })
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
