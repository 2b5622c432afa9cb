//! Argument types that a function does not accept.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0204";

/// One line that names the problem.
pub const TITLE: &str = "a call does not accept these arguments";

/// The user's page.
pub const PAGE: &str = r#"# NJ0204: a call does not accept these arguments

The function exists, but not for arguments of these types. The message names the argument that rules the
call out and says what would be accepted.

```python
import numpy as np
from numba import njit

@njit
def f(n):
    return np.zeros(n, "int65")

f(3)
```

Instead:

```python
import numpy as np
from numba import njit

@njit
def f(n):
    return np.zeros(n, np.int64)

f(3)
```
"#;

/// `callee` is the function as the user knows it, such as `np.zeros`; `argument` names the argument that
/// rules it out ("argument 1", "`shape`"), `found` is its type and `expected` completes "must be ...".
pub fn call_mismatch(
    callee: &str,
    argument: &str,
    found: &str,
    expected: &str,
    at: Label,
    argument_at: Option<Label>,
) -> Diagnostic {
    let message = format!("`{callee}`: {argument} must be {expected}, not `{found}`");
    Diagnostic::new(CODE, message, at).with_secondary(super::type_labels(
        argument_at
            .into_iter()
            .map(|label| (found.to_owned(), label))
            .collect(),
    ))
}

/// The arguments do not fit together; `reason` is a sentence that says why.
pub fn call_combination(callee: &str, types: &[String], reason: &str, at: Label) -> Diagnostic {
    let message = format!(
        "`{callee}` does not accept these arguments: ({})",
        types.join(", ")
    );
    Diagnostic::new(CODE, message, at).with_note(reason)
}
