//! A source file whose bytes are not text.

use crate::Diagnostic;

/// Stable code.
pub const CODE: &str = "NJ0004";

/// One line that names the problem.
pub const TITLE: &str = "the source file is not UTF-8";

/// The user's page.
pub const PAGE: &str = r#"# NJ0004: the source file is not UTF-8

Source files are read as UTF-8, Python's default. This file holds bytes that are not valid UTF-8, for
example because it was saved as Latin-1. Save it as UTF-8 again; a file such as the following, saved as
UTF-8, is fine.

```python
from numba import njit

@njit
def f(x):
    return x  # naïve

f(1)
```
"#;

/// `offset` is the position of the first byte that is not UTF-8.
pub fn not_utf8(file: &str, offset: usize) -> Diagnostic {
    let message = format!("`{file}` is not UTF-8 text (byte {offset})");
    Diagnostic::new(CODE, message, None).with_help("save the file with UTF-8 encoding")
}
