//! A value that has to become another type and cannot.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0222";

/// One line that names the problem.
pub const TITLE: &str = "a value cannot be converted";

/// The user's page.
pub const PAGE: &str = r#"# NJ0222: a value cannot be converted

The value is stored, passed or returned where another type is declared or needed, and there is no conversion
between the two.

```python
import numpy as np
from numba import njit

@njit
def f(a):
    a[0] = "x"

f(np.zeros(3))
```

Instead:

```python
import numpy as np
from numba import njit

@njit
def f(a):
    a[0] = 1.5

f(np.zeros(3))
```
"#;

/// `from` and `to` are types; `context` says where, such as "stored in an array of `float64`".
pub fn unsupported_conversion(from: &str, to: &str, context: &str, at: Label) -> Diagnostic {
    let diagnostic = Diagnostic::new(CODE, format!("`{from}` cannot become `{to}`"), at);
    if context.is_empty() {
        return diagnostic;
    }
    diagnostic.with_note(context)
}
