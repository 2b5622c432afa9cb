//! A statement that a module compiled from text cannot have.

use crate::{Diagnostic, Label};

/// Stable code.
pub const CODE: &str = "NJ0011";

/// One line that names the problem.
pub const TITLE: &str = "this statement is not supported outside of functions";

/// The user's page.
pub const PAGE: &str = r#"# NJ0011: this statement is not supported outside of functions

A program that embeds numjit compiles a module from its text, without a Python interpreter. Such a module
holds imports, constants and functions; there is nothing that could run other statements. (A script that
`numjit run` runs may hold any statement.)

This text is refused, because of the loop:

    table = ()
    for k in range(3):
        table += (k * k,)

Compute the value with constants, or in a function:

```python
import numpy as np
from numba import njit

TABLE = np.array([0, 1, 4])

@njit
def f(k):
    return TABLE[k]

f(2)
```
"#;

/// `what` is a plural noun phrase, such as "loops".
pub fn module_statement(what: &str, at: Label) -> Diagnostic {
    let message = format!("{what} are not supported outside of functions");
    Diagnostic::new(CODE, message, at).with_help(
        "a module that is compiled from text holds imports, constants and functions only",
    )
}

/// An import of a module that compiled code has nothing of.
pub fn unknown_module(name: &str, at: Label) -> Diagnostic {
    let message = format!("the module `{name}` is not available to compiled code");
    Diagnostic::new(CODE, message, at)
        .with_help("import from `math`, `cmath`, `numpy` and `numba` only")
}
