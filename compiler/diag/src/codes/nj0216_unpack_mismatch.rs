//! A tuple unpacked into another number of variables.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0216";

/// One line that names the problem.
pub const TITLE: &str = "an unpacking assignment has the wrong number of targets";

/// The user's page.
pub const PAGE: &str = r#"# NJ0216: an unpacking assignment has the wrong number of targets

The value on the right has a fixed number of elements, and the number of variables on the left is another.

```python
from numba import njit

@njit
def f(x):
    a, b = (x, x + 1, x + 2)
    return a + b

f(1)
```

Instead:

```python
from numba import njit

@njit
def f(x):
    a, b, c = (x, x + 1, x + 2)
    return a + b + c

f(1)
```
"#;

/// `ty` is the type of the value, with `found` elements; there are `expected` targets.
pub fn unpack_mismatch(ty: &str, expected: usize, found: usize, at: Label) -> Diagnostic {
    let message = format!("`{ty}` has {found} elements and cannot be unpacked into {expected}");
    let help = match expected < found {
        true => "collect what is left over in a list: `first, *rest = value`",
        false => "name as many variables as there are elements",
    };
    Diagnostic::new(CODE, message, at).with_help(help)
}

/// A value whose number of elements is known only at run time.
pub fn unpack_unknown_length(ty: &str, at: Label) -> Diagnostic {
    Diagnostic::new(CODE, format!("`{ty}` cannot be unpacked"), at)
        .with_note("the number of its elements is not part of its type")
        .with_help("take the elements one by one: `a, b = x[0], x[1]`")
}
