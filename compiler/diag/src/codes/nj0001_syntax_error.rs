//! The source does not parse.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0001";

/// One line that names the problem.
pub const TITLE: &str = "the source is not valid Python";

/// The user's page.
pub const PAGE: &str = r#"# NJ0001: the source is not valid Python

The text of the function is not valid Python, so nothing can be compiled. The mark shows where the
parser stopped; the mistake is there or just before it, often an unclosed bracket on an earlier line.

```python
from numba import njit

@njit
def f(x):
    return (x + 1
```

Instead:

```python
from numba import njit

@njit
def f(x):
    return (x + 1)
```
"#;

/// `message` is what the parser expected or found, without a trailing full stop.
pub fn syntax_error(message: &str, at: Label) -> Diagnostic {
    Diagnostic::new(
        CODE,
        format!("the source is not valid Python: {message}"),
        at,
    )
}
