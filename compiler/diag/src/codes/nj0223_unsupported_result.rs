//! A returned value that has no Python form.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0223";

/// One line that names the problem.
pub const TITLE: &str = "a result cannot be handed back to Python";

/// The user's page.
pub const PAGE: &str = r#"# NJ0223: a result cannot be handed back to Python

Values that exist only in compiled code, such as a nested function with its captured variables or the state
of an iteration, cannot be returned to Python.

```python
from numba import njit

@njit
def f(x):
    def g(y):
        return x + y
    return g

f(1)
```

Instead:

```python
from numba import njit

@njit
def f(x):
    def g(y):
        return x + y
    return g(1)

f(1)
```
"#;

/// `ty` is the type of the result.
pub fn unsupported_result(function: &str, ty: &str, at: impl Into<Option<Label>>) -> Diagnostic {
    let message = format!("`{function}` returns `{ty}`, which cannot be handed back to Python");
    Diagnostic::new(CODE, message, at)
}
