//! Operands that an operator does not accept.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0202";

/// One line that names the problem.
pub const TITLE: &str = "an operator does not take these types";

/// The user's page.
pub const PAGE: &str = r#"# NJ0202: an operator does not take these types

The operator has no meaning for operands of these types, in Python or in compiled code.

```python
from numba import njit

@njit
def f(x):
    return x + "1"

f(1)
```

Instead:

```python
from numba import njit

@njit
def f(x):
    return x + 1

f(1)
```
"#;

/// `op` is the operator's spelling; `operands` gives each operand's type with its place, if known.
pub fn unsupported_operands(
    op: &str,
    operands: Vec<(String, Option<Label>)>,
    at: Label,
) -> Diagnostic {
    let names: Vec<String> = operands.iter().map(|(ty, _)| format!("`{ty}`")).collect();
    let message = format!("`{op}` is not supported for {}", names.join(" and "));
    let labels = operands
        .into_iter()
        .filter_map(|(ty, label)| label.map(|label| (ty, label)))
        .collect();
    Diagnostic::new(CODE, message, at).with_secondary(super::type_labels(labels))
}
