//! A function with explicit signatures called with other types.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0215";

/// One line that names the problem.
pub const TITLE: &str = "no declared signature fits the arguments";

/// The user's page.
pub const PAGE: &str = r#"# NJ0215: no declared signature fits the arguments

The function was compiled for explicit signatures, and none of them accepts the types of these arguments.
Add a signature, convert the arguments, or leave the signatures out so that the function is compiled for
whatever types it is called with.

```python
from numba import njit

@njit("int64(int64)")
def f(x):
    return x + 1

@njit
def g(text):
    return f(text)

g("one")
```

Instead:

```python
from numba import njit

@njit("int64(int64)")
def f(x):
    return x + 1

@njit
def g(x):
    return f(x)

g(1)
```
"#;

/// `types` are the argument types and `signatures` the declared ones.
pub fn no_matching_definition(
    function: &str,
    types: &[String],
    signatures: &[String],
    at: impl Into<Option<Label>>,
) -> Diagnostic {
    let types = types.join(", ");
    let message = format!("no matching definition of `{function}` for argument type(s) {types}");
    let diagnostic = Diagnostic::new(CODE, message, at);
    if signatures.is_empty() {
        return diagnostic;
    }
    diagnostic.with_note(format!("declared: {}", signatures.join("; ")))
}
