//! A local variable without a value.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0102";

/// One line that names the problem.
pub const TITLE: &str = "a variable is used before it is assigned";

/// The user's page.
pub const PAGE: &str = r#"# NJ0102: a variable is used before it is assigned

A name that is assigned anywhere in a function is a local variable in all of it. Here it is used where no
assignment can have happened yet, or after `del`.

```python
from numba import njit

@njit
def f(x):
    y = total + x
    total = y
    return total

f(1)
```

Instead:

```python
from numba import njit

@njit
def f(x):
    total = 0
    y = total + x
    total = y
    return total

f(1)
```
"#;

/// `others` mark the assignments or the `del` that explain it.
pub fn unassigned_variable(
    name: &str,
    at: Label,
    others: impl IntoIterator<Item = Label>,
) -> Diagnostic {
    Diagnostic::new(CODE, format!("`{name}` is used before it is assigned"), at)
        .with_secondary(others)
        .with_note(format!(
            "`{name}` is assigned in this function, so it is local to all of it"
        ))
        .with_help(format!("assign `{name}` first, for example `{name} = 0`"))
}
