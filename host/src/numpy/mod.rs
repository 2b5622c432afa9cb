//! The embedded `numpy`.
//!
//! Pure data first: `dtype`, `value`, `layout`, `buffer`, `array`, `format` and `scalar_math` know nothing of Python and
//! are tested without an interpreter. The rest makes Python objects of them: `types` and `scalar` (the scalar types),
//! `dtype_object`, `ndarray`, `flat`, `index` and `convert`. Arithmetic goes through `compute` to the compiler's library,
//! array functions through `library`.

pub mod array;
pub mod buffer;
mod compute;
pub mod convert;
pub mod dtype;
pub mod dtype_object;
mod flat;
pub mod format;
mod index;
mod joining;
pub mod layout;
mod library;
mod module;
pub mod ndarray;
mod pcg64;
mod printing;
mod random;
pub mod scalar;
pub mod scalar_math;
mod sums;
mod types;
pub mod value;

pub(crate) use library::{library_function, ufunc_method};
pub(crate) use module::{module_def, scipy_def};
