//! A condition on something that is neither true nor false.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0219";

/// One line that names the problem.
pub const TITLE: &str = "a value has no truth value";

/// The user's page.
pub const PAGE: &str = r#"# NJ0219: a value has no truth value

An `if`, `while`, `not`, `and` or `or` needs a value that is true or false. Numbers, text, tuples, ranges and
arrays of one element are; an iterator such as `enumerate(a)`, a slice or `...` is not. An array of several
elements is accepted here and raises `ValueError` when the program runs, as in NumPy: ask for `.any()` or
`.all()`.

```python
import numpy as np
from numba import njit

@njit
def f(a):
    if enumerate(a):
        return 1
    return 0

f(np.zeros(3))
```

Instead:

```python
import numpy as np
from numba import njit

@njit
def f(a):
    if len(a) > 0:
        return 1
    return 0

f(np.zeros(3))
```
"#;

/// `ty` is the type of the value.
pub fn no_truth_value(ty: &str, at: Label) -> Diagnostic {
    Diagnostic::new(CODE, format!("`{ty}` is neither true nor false"), at)
        .with_help("compare it with something, or ask for its length")
}
