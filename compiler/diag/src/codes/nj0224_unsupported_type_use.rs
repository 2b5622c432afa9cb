//! A use of a value that compiled code does not have yet.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0224";

/// One line that names the problem.
pub const TITLE: &str = "an operation is not supported for this type";

/// The user's page.
pub const PAGE: &str = r#"# NJ0224: an operation is not supported for this type

The operation is valid Python for this kind of value, but compiled code does not have it.

```python
from numba import njit

@njit
def f(x):
    del x[0]
    return x

f((1, 2))
```

Instead:

```python
from numba import njit

@njit
def f(x):
    return x[1:]

f((1, 2))
```
"#;

/// `what` is the operation as a noun phrase, such as "deleting elements"; `ty` is the type.
pub fn unsupported_type_use(what: &str, ty: &str, at: Label) -> Diagnostic {
    Diagnostic::new(CODE, format!("{what} is not supported for `{ty}`"), at)
}
