//! A keyword of `@njit` that does not exist.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0301";

/// One line that names the problem.
pub const TITLE: &str = "a decorator option is not known";

/// The user's page.
pub const PAGE: &str = r#"# NJ0301: a decorator option is not known

`@njit` takes the options that Numba documents, such as `cache`, `fastmath`, `parallel`, `nogil`,
`boundscheck`, `error_model`, `inline` and `locals`. This one is not among them.

```python
from numba import njit

@njit(fast_math=True)
def f(x):
    return x + 1

f(1)
```

Instead:

```python
from numba import njit

@njit(fastmath=True)
def f(x):
    return x + 1

f(1)
```
"#;

/// `similar` is a known option that looks alike.
pub fn unknown_option(
    option: &str,
    similar: Option<&str>,
    at: impl Into<Option<Label>>,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(CODE, format!("unrecognized option: `{option}`"), at);
    match similar {
        Some(similar) => diagnostic.with_help(format!("did you mean `{similar}`?")),
        None => diagnostic,
    }
}
