//! A module attribute that is unknown or not supported.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0105";

/// One line that names the problem.
pub const TITLE: &str = "a module has no such attribute here";

/// The user's page.
pub const PAGE: &str = r#"# NJ0105: a module has no such attribute here

The module has no attribute of this name, or it has one that compiled code cannot use.

```python
import math
from numba import njit

@njit
def f(x):
    return math.squareroot(x)

f(2.0)
```

Instead:

```python
import math
from numba import njit

@njit
def f(x):
    return math.sqrt(x)

f(2.0)
```
"#;

/// `similar` is a known attribute that looks alike.
pub fn unknown_member(module: &str, name: &str, similar: Option<&str>, at: Label) -> Diagnostic {
    let message = format!("`{module}.{name}` does not exist or is not supported in compiled code");
    let diagnostic = Diagnostic::new(CODE, message, at);
    match similar {
        Some(similar) => diagnostic.with_help(format!("did you mean `{module}.{similar}`?")),
        None => diagnostic,
    }
}
