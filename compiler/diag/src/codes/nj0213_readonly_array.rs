//! A store into an array that may only be read.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0213";

/// One line that names the problem.
pub const TITLE: &str = "a read-only array is written";

/// The user's page.
pub const PAGE: &str = r#"# NJ0213: a read-only array is written

The array may only be read: it is a global, which is a constant of the compiled function, or an array that
NumPy marks as not writeable. Pass a writeable array as an argument, or copy it first.

```python
import numpy as np
from numba import njit

table = np.zeros(4)

@njit
def f(i):
    table[i] = 1.0

f(0)
```

Instead:

```python
import numpy as np
from numba import njit

table = np.zeros(4)

@njit
def f(table, i):
    table[i] = 1.0

f(table, 0)
```
"#;

/// `ty` is the array's type.
pub fn readonly_array(ty: &str, at: Label) -> Diagnostic {
    Diagnostic::new(
        CODE,
        format!("cannot modify a read-only array (`{ty}`)"),
        at,
    )
    .with_note("global arrays are constants of the compiled function")
    .with_help("pass a writeable array as an argument, or work on a `.copy()`")
}
