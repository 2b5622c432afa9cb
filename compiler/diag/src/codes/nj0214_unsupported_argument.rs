//! A Python object passed to a compiled function that has no compiled form.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0214";

/// One line that names the problem.
pub const TITLE: &str = "an argument has a type that compiled code cannot take";

/// The user's page.
pub const PAGE: &str = r#"# NJ0214: an argument has a type that compiled code cannot take

Arguments of compiled functions can be numbers, strings, tuples, arrays, lists of one element type and a few
others. This argument is something else.

```python
from numba import njit

@njit
def f(x):
    return 1

f({"a": 1})
```

Instead:

```python
from numba import njit

@njit
def f(x):
    return 1

f(("a", 1))
```
"#;

/// `what` describes the value, such as "a value of type `dict`".
pub fn unsupported_argument(
    function: &str,
    parameter: &str,
    what: &str,
    at: impl Into<Option<Label>>,
) -> Diagnostic {
    let message =
        format!("`{function}`: argument `{parameter}` is {what}, which compiled code cannot take");
    Diagnostic::new(CODE, message, at)
        .with_note("numbers, strings, tuples, arrays and lists of one element type can be passed")
}
