//! A loop or unpacking over something without elements.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0207";

/// One line that names the problem.
pub const TITLE: &str = "a value is iterated that has no elements";

/// The user's page.
pub const PAGE: &str = r#"# NJ0207: a value is iterated that has no elements

A `for` loop, an unpacking assignment and some functions go through the elements of a value. This type has
none; an integer is counted to with `range`.

```python
from numba import njit

@njit
def f(n):
    total = 0
    for i in n:
        total += i
    return total

f(3)
```

Instead:

```python
from numba import njit

@njit
def f(n):
    total = 0
    for i in range(n):
        total += i
    return total

f(3)
```
"#;

/// `ty` is the type of the value; `help` is what to write instead, if there is something to say.
pub fn not_iterable(ty: &str, help: Option<&str>, at: Label) -> Diagnostic {
    let diagnostic = Diagnostic::new(CODE, format!("`{ty}` has no elements to go through"), at);
    match help {
        Some(help) => diagnostic.with_help(help),
        None => diagnostic,
    }
}
