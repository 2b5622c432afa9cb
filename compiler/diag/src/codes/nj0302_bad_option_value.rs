//! A value that an option does not accept.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0302";

/// One line that names the problem.
pub const TITLE: &str = "a decorator option has a wrong value";

/// The user's page.
pub const PAGE: &str = r#"# NJ0302: a decorator option has a wrong value

The option exists but does not take this value.

```python
from numba import njit

@njit(error_model="c")
def f(x, y):
    return x / y

f(1.0, 2.0)
```

Instead:

```python
from numba import njit

@njit(error_model="numpy")
def f(x, y):
    return x / y

f(1.0, 2.0)
```
"#;

/// `value` is the value as text; `accepted` completes "it must be ...".
pub fn bad_option_value(
    option: &str,
    value: &str,
    accepted: &str,
    at: impl Into<Option<Label>>,
) -> Diagnostic {
    Diagnostic::new(CODE, format!("option `{option}` cannot be {value}"), at)
        .with_help(format!("it must be {accepted}"))
}
