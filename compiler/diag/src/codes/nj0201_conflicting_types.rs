//! Types that do not fit together where paths meet.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0201";

/// One line that names the problem.
pub const TITLE: &str = "a variable has different types on different paths";

/// The user's page.
pub const PAGE: &str = r#"# NJ0201: a variable has different types on different paths

A variable may change its type along a straight line of code. Where paths meet (after an `if`, at the head
of a loop) it must have one type, and these types have no common one. Numbers meet at the wider number, a
value and `None` meet at an optional; an array and a number, a string and a number, or arrays of different
dimensions do not.

```python
from numba import njit

@njit
def f(x):
    if x > 0:
        result = x
    else:
        result = "negative"
    return result

f(1)
```

Instead:

```python
from numba import njit

@njit
def f(x):
    if x > 0:
        result = x
    else:
        result = -1
    return result

f(1)
```
"#;

/// `variable` is the user's name for the value, if it has one; `types` gives each type with the place it
/// comes from (the label's message may be empty).
pub fn conflicting_types(
    variable: Option<&str>,
    types: Vec<(String, Label)>,
    at: Label,
) -> Diagnostic {
    let what = variable.map_or("this value".to_owned(), |name| format!("`{name}`"));
    let names = super::type_list(types.iter().map(|(ty, _)| ty.as_str()));
    let message = format!("{what} is {names}, depending on the path taken");
    Diagnostic::new(CODE, message, at)
        .with_secondary(super::type_labels(types))
        .with_note(
            "a value must have one type where paths meet, and these types have no common one",
        )
        .with_help("use different variables, or make all the values the same type")
}

/// `elements` names what must have one type, such as "the elements of this list"; `types` gives each type
/// with the place it comes from (the label's message may be empty).
pub fn conflicting_elements(elements: &str, types: Vec<(String, Label)>, at: Label) -> Diagnostic {
    let names = super::type_list(types.iter().map(|(ty, _)| ty.as_str()));
    let message = format!("{elements} are {names}, but must have one type");
    Diagnostic::new(CODE, message, at)
        .with_secondary(super::type_labels(types))
        .with_note("these types have no common one")
        .with_help("use a tuple, which may mix types, or make all the values the same type")
}
