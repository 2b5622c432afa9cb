//! A tuple of several types indexed at run time.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0209";

/// One line that names the problem.
pub const TITLE: &str = "a mixed tuple is indexed with a variable";

/// The user's page.
pub const PAGE: &str = r#"# NJ0209: a mixed tuple is indexed with a variable

The elements of this tuple have different types, so the type of `t[i]` would depend on the value of `i`.
Index it with a constant, unpack it, or use a tuple or an array whose elements have one type.

```python
from numba import njit

@njit
def f(i):
    t = (1, 2.5, "x")
    return t[i]

f(0)
```

Instead:

```python
from numba import njit

@njit
def f(i):
    t = (1.0, 2.5, 4.0)
    return t[i]

f(0)
```
"#;

/// `ty` is the type of the tuple.
pub fn tuple_index_not_constant(ty: &str, at: Label) -> Diagnostic {
    Diagnostic::new(CODE, format!("`{ty}` must be indexed with a constant"), at)
        .with_note(
            "its elements have different types, so the type of the result depends on the index",
        )
        .with_help("use a constant index, unpack the tuple, or give all its elements one type")
}
