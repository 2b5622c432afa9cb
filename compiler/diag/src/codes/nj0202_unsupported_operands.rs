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
    let help = help(op, &names);
    let diagnostic = Diagnostic::new(CODE, message, at).with_secondary(super::type_labels(labels));
    match help {
        Some(help) => diagnostic.with_help(help),
        None => diagnostic,
    }
}

/// What to type for the operands that are mixed up most often.
fn help(op: &str, names: &[String]) -> Option<&'static str> {
    let is = |name: &str| names.iter().any(|known| known == name);
    let text = is("`str`") && names.iter().any(|name| name != "`str`");
    match op {
        _ if is("`None`") => Some("test it before it is used: `if x is not None:`"),
        "+" if text => Some("make text of the other value: `text + str(value)`"),
        _ => None,
    }
}
