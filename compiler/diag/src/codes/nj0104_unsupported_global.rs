//! A global or captured value without a compiled form.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0104";

/// One line that names the problem.
pub const TITLE: &str = "the value of a global cannot be used";

/// The user's page.
pub const PAGE: &str = r#"# NJ0104: the value of a global cannot be used

Globals and captured variables become constants of the compiled function. Numbers, strings, tuples, arrays,
modules, classes of named tuples and compiled functions can; this value cannot. Pass it as an argument in
a form that compiled code knows, such as an array.

```python
from numba import njit

settings = {"scale": 2.0}

@njit
def f(x):
    return x * settings["scale"]

f(1.0)
```

Instead:

```python
from numba import njit

scale = 2.0

@njit
def f(x):
    return x * scale

f(1.0)
```
"#;

/// `what` describes the value, such as "a value of type `dict`".
pub fn unsupported_global(name: &str, what: &str, at: Label) -> Diagnostic {
    let message = format!("`{name}` is {what}, which compiled code cannot use");
    Diagnostic::new(CODE, message, at)
        .with_note(
            "globals become constants: numbers, strings, tuples, arrays and compiled functions can",
        )
        .with_help("keep it in plain variables, a tuple or an array, or pass it as an argument")
}
