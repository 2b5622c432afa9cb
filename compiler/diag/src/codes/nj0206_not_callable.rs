//! A call of something that cannot be called.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0206";

/// One line that names the problem.
pub const TITLE: &str = "a value is called that is not a function";

/// The user's page.
pub const PAGE: &str = r#"# NJ0206: a value is called that is not a function

Only functions, methods, classes that the compiler knows, and nested functions can be called.

```python
from numba import njit

@njit
def f(x):
    return x(1)

f(2)
```

Instead:

```python
from numba import njit

@njit
def f(x):
    return x * 1

f(2)
```
"#;

/// `ty` is the type of what is called.
pub fn not_callable(ty: &str, at: Label) -> Diagnostic {
    Diagnostic::new(CODE, format!("`{ty}` cannot be called"), at)
}
