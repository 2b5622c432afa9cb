//! Recursion without an end from which the type could follow.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0212";

/// One line that names the problem.
pub const TITLE: &str = "the result type of a recursive function is not known";

/// The user's page.
pub const PAGE: &str = r#"# NJ0212: the result type of a recursive function is not known

The result type of a recursive function is found from the paths that return without calling the function
again. This function has no such path.

```python
from numba import njit

@njit
def f(x):
    return f(x - 1)

f(3)
```

Instead:

```python
from numba import njit

@njit
def f(x):
    if x <= 0:
        return 0
    return f(x - 1)

f(3)
```
"#;

/// `name` is the function's name.
pub fn recursive_type(name: &str, at: Label) -> Diagnostic {
    Diagnostic::new(
        CODE,
        format!("the result type of `{name}` cannot be found"),
        at,
    )
    .with_note("it calls itself on every path, so no path says what it returns")
    .with_help("add a path that returns without the recursive call, before it")
}
