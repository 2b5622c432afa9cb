//! Types of return statements that do not fit together.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0211";

/// One line that names the problem.
pub const TITLE: &str = "a function returns different types";

/// The user's page.
pub const PAGE: &str = r#"# NJ0211: a function returns different types

A compiled function has one result type. The types of its `return` statements have no common one. A function
that can reach its end without `return` also returns `None` there.

```python
from numba import njit

@njit
def f(x):
    if x > 0:
        return x
    return "negative"

f(1)
```

Instead:

```python
from numba import njit

@njit
def f(x):
    if x > 0:
        return x
    return -1

f(1)
```
"#;

/// `types` gives each type with the `return` statement it comes from.
pub fn conflicting_returns(types: Vec<(String, Label)>, at: Label) -> Diagnostic {
    let names = super::type_list(types.iter().map(|(ty, _)| ty.as_str()));
    Diagnostic::new(CODE, format!("the function returns {names}"), at)
        .with_secondary(super::type_labels(types))
        .with_note("a compiled function has one result type, and these have no common one")
        .with_help("return the same type on every path")
}
