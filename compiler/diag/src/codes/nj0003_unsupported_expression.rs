//! An expression of Python that compiled functions do not have.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0003";

/// One line that names the problem.
pub const TITLE: &str = "this expression is not supported in compiled functions";

/// The user's page.
pub const PAGE: &str = r#"# NJ0003: this expression is not supported in compiled functions

The expression is valid Python, but compiled functions do not have it. The message names it and the
help says what to write instead.

```python
from numba import njit

@njit
def f(n):
    key = b"secret"
    return n + len(key)

f(3)
```

Instead:

```python
from numba import njit

@njit
def f(n):
    key = "secret"
    return n + len(key)

f(3)
```
"#;

/// `what` is a plural noun phrase, such as "`bytes` literals"; `instead` says what to do, or is empty.
pub fn unsupported_expression(what: &str, instead: &str, at: Label) -> Diagnostic {
    let message = format!("{what} are not supported in compiled functions");
    let diagnostic = Diagnostic::new(CODE, message, at);
    if instead.is_empty() {
        return diagnostic;
    }
    diagnostic.with_help(instead)
}
