//! A subscript on something without elements.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0208";

/// One line that names the problem.
pub const TITLE: &str = "a value is indexed that has no elements";

/// The user's page.
pub const PAGE: &str = r#"# NJ0208: a value is indexed that has no elements

Arrays, tuples, lists and strings can be indexed. This type cannot.

```python
from numba import njit

@njit
def f(x):
    return x[0]

f(3)
```

Instead:

```python
import numpy as np
from numba import njit

@njit
def f(x):
    return x[0]

f(np.array([3]))
```
"#;

/// `ty` is the type of the value.
pub fn not_subscriptable(ty: &str, at: Label) -> Diagnostic {
    Diagnostic::new(CODE, format!("`{ty}` cannot be indexed"), at)
}
