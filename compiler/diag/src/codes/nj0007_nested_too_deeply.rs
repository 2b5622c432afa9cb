//! Nesting beyond the limit of the front end.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0007";

/// One line that names the problem.
pub const TITLE: &str = "the code is nested too deeply";

/// The user's page.
pub const PAGE: &str = r#"# NJ0007: the code is nested too deeply

Expressions and statements may be nested up to a fixed depth, far beyond what people write; generated
code can pass it. Split the expression into several assignments, or move inner statements to another
function.

```python
from numba import njit

@njit
def f(x):
    a = x + 1
    b = a * 2
    return b

f(1)
```
"#;

/// `limit` is the deepest nesting that is accepted.
pub fn nested_too_deeply(limit: usize, at: impl Into<Option<Label>>) -> Diagnostic {
    let message = format!("the code is nested more than {limit} levels deep");
    Diagnostic::new(CODE, message, at)
        .with_help("split the expression into several assignments, or the body into functions")
}
