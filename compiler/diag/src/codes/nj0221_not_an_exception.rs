//! A `raise` of a value that is not an exception class or instance.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0221";

/// One line that names the problem.
pub const TITLE: &str = "something is raised that is not an exception";

/// The user's page.
pub const PAGE: &str = r#"# NJ0221: something is raised that is not an exception

`raise` takes a builtin exception class, or a call of one with arguments.

```python
from numba import njit

@njit
def f(x):
    raise x

f(1)
```

Instead:

```python
from numba import njit

@njit
def f(x):
    raise ValueError(x)
```
"#;

/// `ty` is the type of what is raised.
pub fn not_an_exception(ty: &str, at: Label) -> Diagnostic {
    Diagnostic::new(CODE, format!("`{ty}` is not an exception"), at)
        .with_help("raise a builtin exception class, for example `raise ValueError(\"...\")`")
}
