//! A signature string or type that does not parse.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0303";

/// One line that names the problem.
pub const TITLE: &str = "a type signature is not understood";

/// The user's page.
pub const PAGE: &str = r#"# NJ0303: a type signature is not understood

A signature names the result type and the argument types, such as `"float64(float64, int64)"` or
`"void(float64[:, ::1])"`. The result type may be left out: `"(float64, int64)"`.

```python
from numba import njit

@njit("float63(int64)")
def f(x):
    return x + 1.0

f(1)
```

Instead:

```python
from numba import njit

@njit("float64(int64)")
def f(x):
    return x + 1.0

f(1)
```
"#;

/// `text` is the signature as written and `reason` a sentence that says what is wrong.
pub fn bad_signature(text: &str, reason: &str, at: impl Into<Option<Label>>) -> Diagnostic {
    Diagnostic::new(
        CODE,
        format!("the signature `{text}` is not understood"),
        at,
    )
    .with_note(reason)
}
