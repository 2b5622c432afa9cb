//! An integer constant outside the 64-bit range.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0005";

/// One line that names the problem.
pub const TITLE: &str = "an integer literal does not fit 64 bits";

/// The user's page.
pub const PAGE: &str = r#"# NJ0005: an integer literal does not fit 64 bits

Integers in compiled functions have at most 64 bits: `int64` holds -2**63 to 2**63 - 1 and `uint64` holds
0 to 2**64 - 1. A literal outside both ranges has no type. Use a float when the exact value does not
matter.

```python
from numba import njit

@njit
def f():
    return 100000000000000000000

f()
```

Instead:

```python
from numba import njit

@njit
def f():
    return 1e20

f()
```
"#;

/// The literal stands at the label.
pub fn integer_too_large(at: Label) -> Diagnostic {
    Diagnostic::new(CODE, "this integer does not fit 64 bits", at)
        .with_note("compiled integers range from -2**63 (`int64`) to 2**64 - 1 (`uint64`)")
        .with_help("write it as a float, for example `1e20`, if the exact value does not matter")
}
