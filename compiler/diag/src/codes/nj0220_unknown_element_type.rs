//! An empty list without anything that says what it holds.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0220";

/// One line that names the problem.
pub const TITLE: &str = "the element type of an empty list is not known";

/// The user's page.
pub const PAGE: &str = r#"# NJ0220: the element type of an empty list is not known

A list holds elements of one type. Nothing in the function says which type this empty list holds.

```python
from numba import njit

@njit
def f():
    items = []
    return len(items)

f()
```

Instead:

```python
from numba import njit

@njit
def f():
    items = [0]
    return len(items)

f()
```
"#;

/// The label marks the empty display.
pub fn unknown_element_type(at: Label) -> Diagnostic {
    Diagnostic::new(CODE, "the element type of this list is not known", at)
        .with_note("nothing is ever added to it, so nothing says what it holds")
        .with_help("append an element, or start with one")
}
