//! The functions by name.

use crate::machine::Machine;
use crate::{
    error_function, exponential, gamma, hyperbolic, inverse, logarithm, native, power, root,
    trigonometric,
};

/// An enum of functions and the application of each. Tokens of the parameters cannot be repeated inside
/// the repetition of the rows, so each row names them.
macro_rules! functions {
    (
        $(#[$meta:meta])* $enum:ident, $apply:ident ($($arg:ident),*);
        $($variant:ident $args:tt = $double:path, $single:path, $double_name:ident, $single_name:ident;)*
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the names are those of the functions")]
        pub enum $enum { $($variant),* }

        impl $enum {
            /// Every one of them.
            pub const ALL: &'static [$enum] = &[$($enum::$variant),*];

            /// The function on the processor at hand, in double precision.
            pub fn double(self) -> fn($(functions!(@of $arg f64)),*) -> f64 {
                match self { $($enum::$variant => native::$double_name),* }
            }

            /// The function on the processor at hand, in single precision.
            pub fn single(self) -> fn($(functions!(@of $arg f32)),*) -> f32 {
                match self { $($enum::$variant => native::$single_name),* }
            }
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
    (@of $arg:ident $type:ty) => { $type };
    (@call $function:path, $m:ident, ($($arg:ident),*)) => { $function($m, $($arg),*) };
}

functions! {
    /// Functions of one argument.
    Unary, unary(x);
    Sin(x) = trigonometric::sin, trigonometric::sin_single, sin_f64, sin_f32;
    Cos(x) = trigonometric::cos, trigonometric::cos_single, cos_f64, cos_f32;
    Tan(x) = trigonometric::tan, trigonometric::tan, tan_f64, tan_f32;
    Asin(x) = inverse::asin, inverse::asin, asin_f64, asin_f32;
    Acos(x) = inverse::acos, inverse::acos, acos_f64, acos_f32;
    Atan(x) = inverse::atan, inverse::atan, atan_f64, atan_f32;
    Sinh(x) = hyperbolic::sinh, hyperbolic::sinh, sinh_f64, sinh_f32;
    Cosh(x) = hyperbolic::cosh, hyperbolic::cosh, cosh_f64, cosh_f32;
    Tanh(x) = hyperbolic::tanh, hyperbolic::tanh, tanh_f64, tanh_f32;
    Asinh(x) = hyperbolic::asinh, hyperbolic::asinh, asinh_f64, asinh_f32;
    Acosh(x) = hyperbolic::acosh, hyperbolic::acosh, acosh_f64, acosh_f32;
    Atanh(x) = hyperbolic::atanh, hyperbolic::atanh, atanh_f64, atanh_f32;
    Exp(x) = exponential::exp, exponential::exp_single, exp_f64, exp_f32;
    Exp2(x) = exponential::exp2, exponential::exp2_single, exp2_f64, exp2_f32;
    Expm1(x) = exponential::expm1, exponential::expm1, expm1_f64, expm1_f32;
    Log(x) = logarithm::log, logarithm::log_single, log_f64, log_f32;
    Log2(x) = logarithm::log2, logarithm::log2_single, log2_f64, log2_f32;
    Log10(x) = logarithm::log10, logarithm::log10_single, log10_f64, log10_f32;
    Log1p(x) = logarithm::log1p, logarithm::log1p, log1p_f64, log1p_f32;
    Cbrt(x) = root::cbrt, root::cbrt, cbrt_f64, cbrt_f32;
    Erf(x) = error_function::erf, error_function::erf, erf_f64, erf_f32;
    Erfc(x) = error_function::erfc, error_function::erfc, erfc_f64, erfc_f32;
    Gamma(x) = gamma::gamma, gamma::gamma, gamma_f64, gamma_f32;
    Lgamma(x) = gamma::lgamma, gamma::lgamma, lgamma_f64, lgamma_f32;
}

functions! {
    /// Functions of two arguments.
    Binary, binary(x, y);
    Pow(x, y) = power::pow, power::pow, pow_f64, pow_f32;
    Atan2(x, y) = inverse::atan2, inverse::atan2, atan2_f64, atan2_f32;
    Hypot(x, y) = root::hypot, root::hypot, hypot_f64, hypot_f32;
}
