//! A parameter that compiled functions cannot have.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0010";

/// One line that names the problem.
pub const TITLE: &str = "this parameter is not supported";

/// The user's page.
pub const PAGE: &str = r#"# NJ0010: this parameter is not supported

Compiled functions take positional parameters, with defaults if you like, and `*args`. `**kwargs` would
need a dictionary with values of different types.

```python
from numba import njit

@njit
def f(x, **options):
    return x

f(1)
```

Instead:

```python
from numba import njit

@njit
def f(x, scale=2.0):
    return x * scale

f(1)
```
"#;

/// `what` is a plural noun phrase, such as "`**` parameters".
pub fn bad_parameter(what: &str, help: &str, at: Label) -> Diagnostic {
    let message = format!("{what} are not supported in compiled functions");
    Diagnostic::new(CODE, message, at).with_help(help)
}
