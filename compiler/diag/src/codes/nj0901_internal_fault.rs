//! A fault of the compiler, not of the program.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0901";

/// One line that names the problem.
pub const TITLE: &str = "the compiler itself failed";

/// The user's page.
pub const PAGE: &str = r#"# NJ0901: the compiler itself failed

The compiler found that it broke one of its own rules. Your program is probably fine. The message names the
stage and the function; a smaller function that shows the same fault is the most useful report. Nothing in
the program below is special; it is here to show the form of a report.

```python
from numba import njit

@njit
def f(x):
    return x + 1

f(1)
```
"#;

/// `stage` is the stage that failed, `detail` what it found.
pub fn internal_fault(stage: &str, detail: &str, at: impl Into<Option<Label>>) -> Diagnostic {
    Diagnostic::new(
        CODE,
        format!("internal fault in stage `{stage}`: {detail}"),
        at,
    )
    .with_note("this is a fault of the compiler, not of the program")
}
