//! A name that stands for nothing.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0101";

/// One line that names the problem.
pub const TITLE: &str = "a name is not defined";

/// The user's page.
pub const PAGE: &str = r#"# NJ0101: a name is not defined

The name is not a variable of the function, not a variable of a function around it, not a global of its
module at the time of compilation, and not a builtin.

```python
from numba import njit

@njit
def f(x):
    return x + ofset

f(1)
```

Instead:

```python
from numba import njit

offset = 10

@njit
def f(x):
    return x + offset

f(1)
```
"#;

/// `similar` is a known name that looks alike.
pub fn undefined_name(name: &str, similar: Option<&str>, at: Label) -> Diagnostic {
    let diagnostic = Diagnostic::new(CODE, format!("name `{name}` is not defined"), at);
    match similar {
        Some(similar) => diagnostic.with_help(format!("did you mean `{similar}`?")),
        None => diagnostic.with_help(format!(
            "define `{name}` before the function is called the first time"
        )),
    }
}
