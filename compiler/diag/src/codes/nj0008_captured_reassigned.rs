//! A nested function that captures a variable which changes later.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0008";

/// One line that names the problem.
pub const TITLE: &str = "a captured variable is assigned again";

/// The user's page.
pub const PAGE: &str = r#"# NJ0008: a captured variable is assigned again

A nested function or lambda takes the values of the outer variables it uses when it is defined. If such a
variable is assigned again afterwards, Python would show the new value inside the nested function and the
compiled code would not; so this is refused. Pass the variable as an argument, or give the new value
another name.

```python
from numba import njit

@njit
def f(x):
    scale = 2
    g = lambda v: v * scale
    scale = 3
    return g(x)

f(1)
```

Instead:

```python
from numba import njit

@njit
def f(x):
    scale = 3
    g = lambda v: v * scale
    return g(x)

f(1)
```
"#;

/// `at` marks the later assignment and `captured` the nested function.
pub fn captured_reassigned(name: &str, at: Label, captured: Label) -> Diagnostic {
    let message = format!("`{name}` is assigned again after a nested function captured it");
    Diagnostic::new(CODE, message, at)
        .with_secondary([captured])
        .with_note(
            "a nested function keeps the values that its outer variables have at its definition",
        )
        .with_help(format!(
            "pass `{name}` as an argument, or use another name for the new value"
        ))
}
