//! A statement of Python that compiled functions do not have.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0002";

/// One line that names the problem.
pub const TITLE: &str = "this statement is not supported in compiled functions";

/// The user's page.
pub const PAGE: &str = r#"# NJ0002: this statement is not supported in compiled functions

Compiled functions are a subset of Python: a statement that needs the interpreter, or that is not
implemented yet, is refused here rather than run slowly. The message names the statement and the help
says what to write instead.

```python
from numba import njit

@njit
def f(x):
    class Scale:
        factor = 2.0
    return Scale.factor * x

f(2.0)
```

Instead:

```python
from numba import njit

FACTOR = 2.0

@njit
def f(x):
    return FACTOR * x

f(2.0)
```
"#;

/// `what` is a plural noun phrase, such as "class definitions"; `instead` says what to do, or is empty.
pub fn unsupported_statement(what: &str, instead: &str, at: Label) -> Diagnostic {
    let message = format!("{what} are not supported in compiled functions");
    let diagnostic = Diagnostic::new(CODE, message, at);
    if instead.is_empty() {
        return diagnostic;
    }
    diagnostic.with_help(instead)
}
