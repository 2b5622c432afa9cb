//! An assignment into a tuple, a string or another immutable value.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0217";

/// One line that names the problem.
pub const TITLE: &str = "a value is changed that cannot change";

/// The user's page.
pub const PAGE: &str = r#"# NJ0217: a value is changed that cannot change

Tuples, strings and numbers cannot be changed in place, and attributes of most values cannot be assigned.
Make a new value instead, or use an array or a list.

```python
from numba import njit

@njit
def f(x):
    t = (x, x)
    t[0] = 1
    return t

f(2)
```

Instead:

```python
from numba import njit

@njit
def f(x):
    t = (x, x)
    t = (1, t[1])
    return t

f(2)
```
"#;

/// `ty` is the type of the value; `action` completes "... of `ty`", such as "elements" or "attribute
/// `shape`".
pub fn immutable_value(ty: &str, action: &str, at: Label) -> Diagnostic {
    Diagnostic::new(CODE, format!("{action} of `{ty}` cannot be assigned"), at)
        .with_help("make a new value instead, or use an array or a list")
}
