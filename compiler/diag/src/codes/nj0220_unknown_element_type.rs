//! An empty list, dict or set without anything that says what it holds.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0220";

/// One line that names the problem.
pub const TITLE: &str = "the element type of an empty container is not known";

/// The user's page.
pub const PAGE: &str = r#"# NJ0220: the element type of an empty container is not known

A list, set or dict holds elements of one type. It learns that type from what the function puts in: from
`append`, `add`, `d[key] = value`, or from a list it is joined with. Nothing in this function says which type
the empty container holds.

```python
from numba import njit

@njit
def f():
    items = []
    return len(items)

f()
```

Put something in, or say the type:

```python
from numba import njit
from numba.typed import List
from numba import types

@njit
def f():
    items = []
    items.append(0.5)
    no_numbers = [0.0 for _ in range(0)]
    typed = List.empty_list(types.float64)
    return len(items) + len(no_numbers) + len(typed)

f()
```

A function that only receives the empty container does not count, because its own code is compiled for the type
that is passed: append before you call it, or say the type.
"#;

/// The label marks the empty display.
pub fn unknown_element_type(at: Label) -> Diagnostic {
    Diagnostic::new(
        CODE,
        "the element type of this empty container is not known",
        at,
    )
    .with_note("nothing in this function puts a value into it, so nothing says what it holds")
    .with_help(
        "put a value in, or say the type: `[0.0 for _ in range(0)]` is an empty list of floats, \
         `List.empty_list(types.float64)` an empty typed list",
    )
}
