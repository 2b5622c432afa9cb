//! A global that is a function without a decorator.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0103";

/// One line that names the problem.
pub const TITLE: &str = "a plain Python function is called";

/// The user's page.
pub const PAGE: &str = r#"# NJ0103: a plain Python function is called

Compiled code can call compiled functions only. The function that is called here is an ordinary Python
function. Decorate it with `@njit` too.

```python
from numba import njit

def square(x):
    return x * x

@njit
def f(x):
    return square(x) + 1

f(2)
```

Instead:

```python
from numba import njit

@njit
def square(x):
    return x * x

@njit
def f(x):
    return square(x) + 1

f(2)
```
"#;

/// `name` is the function's name.
pub fn python_function(name: &str, at: Label) -> Diagnostic {
    let message =
        format!("`{name}` is a plain Python function and cannot be called from compiled code");
    Diagnostic::new(CODE, message, at).with_help(format!("decorate `{name}` with `@njit`"))
}
