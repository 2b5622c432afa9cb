//! An attribute or method that a type does not have.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0203";

/// One line that names the problem.
pub const TITLE: &str = "a value has no such attribute";

/// The user's page.
pub const PAGE: &str = r#"# NJ0203: a value has no such attribute

Values of this type have no attribute or method of this name in compiled code.

```python
import numpy as np
from numba import njit

@njit
def f(a):
    return a.length

f(np.zeros(3))
```

Instead:

```python
import numpy as np
from numba import njit

@njit
def f(a):
    return a.size

f(np.zeros(3))
```
"#;

/// `ty` is the type of the value; `similar` a known attribute that looks alike.
pub fn unknown_attribute(ty: &str, name: &str, similar: Option<&str>, at: Label) -> Diagnostic {
    let message = format!("`{ty}` has no attribute `{name}` in compiled code");
    let diagnostic = Diagnostic::new(CODE, message, at);
    match similar {
        Some(similar) => diagnostic.with_help(format!("did you mean `{similar}`?")),
        None => diagnostic,
    }
}
