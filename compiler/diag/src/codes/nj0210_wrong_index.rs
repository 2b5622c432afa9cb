//! An index that a value does not accept.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0210";

/// One line that names the problem.
pub const TITLE: &str = "an index has the wrong type or number of parts";

/// The user's page.
pub const PAGE: &str = r#"# NJ0210: an index has the wrong type or number of parts

The value can be indexed, but not like this: the index has a type that is not accepted, or more parts than
the array has dimensions.

```python
import numpy as np
from numba import njit

@njit
def f(a):
    return a[0, 1]

f(np.zeros(4))
```

Instead:

```python
import numpy as np
from numba import njit

@njit
def f(a):
    return a[0, 1]

f(np.zeros((4, 4)))
```
"#;

/// `ty` is the type of the value, `index` that of the index; `expected` completes "can be indexed with
/// ...", or is empty.
pub fn wrong_index(ty: &str, index: &str, expected: &str, at: Label) -> Diagnostic {
    let message = format!("`{ty}` cannot be indexed with `{index}`");
    let diagnostic = Diagnostic::new(CODE, message, at);
    if expected.is_empty() {
        return diagnostic;
    }
    diagnostic.with_note(format!("it can be indexed with {expected}"))
}

/// A constant index into a tuple that has too few elements.
pub fn tuple_index_out_of_range(ty: &str, index: i64, len: usize, at: Label) -> Diagnostic {
    let message = format!("index {index} is out of range for `{ty}`, which has {len} elements");
    Diagnostic::new(CODE, message, at)
}
