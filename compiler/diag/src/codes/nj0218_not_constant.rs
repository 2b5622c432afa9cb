//! A run-time value where a constant decides a type.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0218";

/// One line that names the problem.
pub const TITLE: &str = "an argument must be known at compile time";

/// The user's page.
pub const PAGE: &str = r#"# NJ0218: an argument must be known at compile time

This argument decides a type, for example the number of dimensions of the result, so its value must be known
when the function is compiled: write a literal or use a global.

```python
import numpy as np
from numba import njit

@njit
def f(a, name):
    return a.astype(name)

f(np.zeros(3), "int64")
```

Instead:

```python
import numpy as np
from numba import njit

@njit
def f(a):
    return a.astype("int64")

f(np.zeros(3))
```
"#;

/// `argument` names what must be constant; `callee` is the function it is passed to.
pub fn not_constant(callee: &str, argument: &str, at: Label) -> Diagnostic {
    let message = format!("`{callee}`: {argument} must be a constant");
    Diagnostic::new(CODE, message, at)
        .with_note("its value decides a type, and types are fixed when the function is compiled")
        .with_help("write a literal, or use a global variable")
}
