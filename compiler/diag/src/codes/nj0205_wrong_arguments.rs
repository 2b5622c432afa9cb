//! Arguments that do not fit the parameters.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0205";

/// One line that names the problem.
pub const TITLE: &str = "a call passes the wrong number or names of arguments";

/// The user's page.
pub const PAGE: &str = r#"# NJ0205: a call passes the wrong number or names of arguments

The call passes too many or too few arguments, one argument twice, or a keyword that the function does not
have.

```python
from numba import njit

@njit
def add(a, b):
    return a + b

@njit
def f(x):
    return add(x)

f(1)
```

Instead:

```python
from numba import njit

@njit
def add(a, b):
    return a + b

@njit
def f(x):
    return add(x, 1)

f(1)
```
"#;

/// `problem` completes "`callee` ...", such as "takes 2 arguments but 1 is given" or "has no parameter
/// `axis`"; `signature` shows the parameters, such as `add(a, b)`.
pub fn wrong_arguments(
    callee: &str,
    problem: &str,
    signature: Option<&str>,
    at: Label,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(CODE, format!("`{callee}` {problem}"), at);
    match signature {
        Some(signature) => diagnostic.with_help(format!("it is called as `{signature}`")),
        None => diagnostic,
    }
}
