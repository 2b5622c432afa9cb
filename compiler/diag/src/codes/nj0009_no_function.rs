//! A text in which the function to compile is not found.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0009";

/// One line that names the problem.
pub const TITLE: &str = "there is no function in this source";

/// The user's page.
pub const PAGE: &str = r#"# NJ0009: there is no function in this source

The compiler was given a text to compile a function from, and the function is not in it. For a lambda
this can happen when the source file was changed after it was loaded.

```python
from numba import njit

@njit
def f(x):
    return x + 1

f(1)
```
"#;

/// `what` names what was looked for, such as "a function named `f`" or "a lambda".
pub fn no_function(what: &str, at: impl Into<Option<Label>>) -> Diagnostic {
    let message = format!("the source does not contain {what}");
    Diagnostic::new(CODE, message, at).with_note("the file may have changed after it was loaded")
}
