//! `global` or `nonlocal` names that are assigned.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0006";

/// One line that names the problem.
pub const TITLE: &str = "assignment to a variable of an outer scope";

/// The user's page.
pub const PAGE: &str = r#"# NJ0006: assignment to a variable of an outer scope

A compiled function cannot change a global variable, or a variable of the function around it: globals and
captured variables are constants of the compiled code. Return the new value, or keep the state in an
array that is passed in.

```python
from numba import njit

total = 0

@njit
def add(x):
    global total
    total = total + x

add(1)
```

Instead:

```python
from numba import njit

@njit
def add(total, x):
    return total + x

total = add(0, 1)
```
"#;

/// `keyword` is `global` or `nonlocal`; `declared` marks that statement.
pub fn outer_assignment(keyword: &str, name: &str, at: Label, declared: Label) -> Diagnostic {
    let message = format!("`{name}` is declared `{keyword}` and cannot be assigned");
    Diagnostic::new(CODE, message, at)
        .with_secondary([declared])
        .with_note("globals and captured variables are constants of a compiled function")
        .with_help(format!(
            "return the new value of `{name}`, or keep it in an array"
        ))
}
