//! The functions by name.

use crate::machine::Machine;
use crate::{
    error_function, exponential, hyperbolic, inverse, logarithm, power, root, trigonometric,
};

/// An enum of functions and the application of each. Tokens of the parameters cannot be repeated inside
/// the repetition of the rows, so each row names them.
macro_rules! functions {
    (
        $(#[$meta:meta])* $enum:ident, $apply:ident ($($arg:ident),*);
        $($variant:ident $args:tt = $double:path, $single:path;)*
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the names are those of the functions")]
        pub enum $enum { $($variant),* }

        impl $enum {
            /// Every one of them.
            pub const ALL: &'static [$enum] = &[$($enum::$variant),*];
        }

        /// Applies a function to doubles. With `single` the operands are floats, exactly converted, and
        /// the result is accurate enough to be rounded to a float.
        #[inline(always)]
        pub fn $apply<M: Machine>(
            m: &mut M,
            function: $enum,
            single: bool,
            $($arg: M::Float),*
        ) -> M::Float {
            match (function, single) {
                $(
                    ($enum::$variant, false) => functions!(@call $double, m, $args),
                    ($enum::$variant, true) => functions!(@call $single, m, $args),
                )*
            }
        }
    };
    (@call $function:path, $m:ident, ($($arg:ident),*)) => { $function($m, $($arg),*) };
}

functions! {
    /// Functions of one argument.
    Unary, unary(x);
    Sin(x) = trigonometric::sin, trigonometric::sin_single;
    Cos(x) = trigonometric::cos, trigonometric::cos_single;
    Tan(x) = trigonometric::tan, trigonometric::tan;
    Asin(x) = inverse::asin, inverse::asin;
    Acos(x) = inverse::acos, inverse::acos;
    Atan(x) = inverse::atan, inverse::atan;
    Sinh(x) = hyperbolic::sinh, hyperbolic::sinh;
    Cosh(x) = hyperbolic::cosh, hyperbolic::cosh;
    Tanh(x) = hyperbolic::tanh, hyperbolic::tanh;
    Asinh(x) = hyperbolic::asinh, hyperbolic::asinh;
    Acosh(x) = hyperbolic::acosh, hyperbolic::acosh;
    Atanh(x) = hyperbolic::atanh, hyperbolic::atanh;
    Exp(x) = exponential::exp, exponential::exp_single;
    Exp2(x) = exponential::exp2, exponential::exp2_single;
    Expm1(x) = exponential::expm1, exponential::expm1;
    Log(x) = logarithm::log, logarithm::log;
    Log2(x) = logarithm::log2, logarithm::log2;
    Log10(x) = logarithm::log10, logarithm::log10;
    Log1p(x) = logarithm::log1p, logarithm::log1p;
    Cbrt(x) = root::cbrt, root::cbrt;
    Erf(x) = error_function::erf, error_function::erf;
    Erfc(x) = error_function::erfc, error_function::erfc;
}

functions! {
    /// Functions of two arguments.
    Binary, binary(x, y);
    Pow(x, y) = power::pow, power::pow;
    Atan2(x, y) = inverse::atan2, inverse::atan2;
    Hypot(x, y) = root::hypot, root::hypot;
}
