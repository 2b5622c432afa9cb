//! Scalar arithmetic: what an operator or a scalar function becomes on machine values.
//!
//! A scalar is one machine value, or two for a complex number. [`Zero`] says what division by zero
//! does: the same code serves Python's operators and NumPy's elementwise kernels.

pub(crate) mod cast;
pub(crate) mod compare;
mod complex;
mod float;
mod int;
mod math;
mod operator;
mod power;
mod tables;

use numjit_ir::{ErrorModel, Ty, Type};

use crate::cx::{Cx, Vals};

pub(crate) use math::apply;
pub(crate) use operator::{binary, truth_number, unary};

/// What division by zero does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zero {
    /// Raises `ZeroDivisionError`, as Python does.
    Raises,
    /// Gives 0 for integers and IEEE results for floats, as NumPy does.
    IsQuiet,
}

impl Zero {
    /// What the function's options ask of operators.
    pub(crate) fn of_operators(cx: &Cx<'_>) -> Zero {
        match cx.typed.options.error_model {
            ErrorModel::Python => Zero::Raises,
            ErrorModel::Numpy => Zero::IsQuiet,
        }
    }
}

/// A scalar with its type.
pub(crate) type Scalar = (Vals, Ty);

/// The number behind a value of a literal type, which has no machine values; others unchanged.
pub(crate) fn materialize(cx: &mut Cx<'_>, vals: Vals, ty: Ty) -> Scalar {
    match ty.get() {
        Type::LitInt(v) => (Vals::from_iter([cx.i64(*v)]), Ty::I64),
        Type::LitBool(v) => (Vals::from_iter([cx.flag(*v)]), Ty::BOOL),
        _ => (vals, ty),
    }
}
