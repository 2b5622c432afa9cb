//! Execution on the processor at hand.
#![allow(
    unsafe_code,
    reason = "functions for a processor's features are entered after asking for them"
)]

use crate::machine::{Machine, Periodic};
use crate::{
    error_function, exponential, gamma, huge, hyperbolic, inverse, logarithm, power, root,
    trigonometric,
};

/// The machine that computes.
#[derive(Clone, Copy, Debug)]
pub struct Native;

impl Machine for Native {
    type Float = f64;
    type Int = i64;
    type Flag = bool;

    #[inline(always)]
    fn float(&mut self, value: f64) -> f64 {
        value
    }
    #[inline(always)]
    fn int(&mut self, value: i64) -> i64 {
        value
    }
    #[inline(always)]
    fn add(&mut self, a: f64, b: f64) -> f64 {
        a + b
    }
    #[inline(always)]
    fn sub(&mut self, a: f64, b: f64) -> f64 {
        a - b
    }
    #[inline(always)]
    fn mul(&mut self, a: f64, b: f64) -> f64 {
        a * b
    }
    #[inline(always)]
    fn div(&mut self, a: f64, b: f64) -> f64 {
        a / b
    }
    #[inline(always)]
    fn fma(&mut self, a: f64, b: f64, c: f64) -> f64 {
        a.mul_add(b, c)
    }
    #[inline(always)]
    fn sqrt(&mut self, a: f64) -> f64 {
        a.sqrt()
    }
    #[inline(always)]
    fn neg(&mut self, a: f64) -> f64 {
        -a
    }
    #[inline(always)]
    fn abs(&mut self, a: f64) -> f64 {
        a.abs()
    }
    #[inline(always)]
    fn copysign(&mut self, a: f64, sign: f64) -> f64 {
        a.copysign(sign)
    }
    #[inline(always)]
    fn nearest(&mut self, a: f64) -> f64 {
        a.round_ties_even()
    }
    #[inline(always)]
    fn lt(&mut self, a: f64, b: f64) -> bool {
        a < b
    }
    #[inline(always)]
    fn le(&mut self, a: f64, b: f64) -> bool {
        a <= b
    }
    #[inline(always)]
    fn eq(&mut self, a: f64, b: f64) -> bool {
        a == b
    }
    #[inline(always)]
    fn ne(&mut self, a: f64, b: f64) -> bool {
        a != b
    }
    #[inline(always)]
    fn and(&mut self, a: bool, b: bool) -> bool {
        a & b
    }
    #[inline(always)]
    fn or(&mut self, a: bool, b: bool) -> bool {
        a | b
    }
    #[inline(always)]
    fn pick(&mut self, flag: bool, a: f64, b: f64) -> f64 {
        if flag { a } else { b }
    }
    #[inline(always)]
    fn bits(&mut self, a: f64) -> i64 {
        a.to_bits() as i64
    }
    #[inline(always)]
    fn with_bits(&mut self, a: i64) -> f64 {
        f64::from_bits(a as u64)
    }
    #[inline(always)]
    fn int_add(&mut self, a: i64, b: i64) -> i64 {
        a.wrapping_add(b)
    }
    #[inline(always)]
    fn int_sub(&mut self, a: i64, b: i64) -> i64 {
        a.wrapping_sub(b)
    }
    #[inline(always)]
    fn int_and(&mut self, a: i64, b: i64) -> i64 {
        a & b
    }
    #[inline(always)]
    fn int_or(&mut self, a: i64, b: i64) -> i64 {
        a | b
    }
    #[inline(always)]
    fn int_xor(&mut self, a: i64, b: i64) -> i64 {
        a ^ b
    }
    #[inline(always)]
    fn shift_left(&mut self, a: i64, amount: u32) -> i64 {
        a << amount
    }
    #[inline(always)]
    fn shift_right(&mut self, a: i64, amount: u32) -> i64 {
        (a as u64 >> amount) as i64
    }
    #[inline(always)]
    fn int_eq(&mut self, a: i64, b: i64) -> bool {
        a == b
    }
    #[inline(always)]
    fn rare(&mut self, function: Periodic, flag: bool, x: f64, value: f64) -> f64 {
        if flag { of_huge(function, x) } else { value }
    }
}

#[cold]
fn of_huge(function: Periodic, x: f64) -> f64 {
    let angle = huge::reduce(x);
    match function {
        Periodic::Sin => trigonometric::sin_of_angle(&mut Native, angle),
        Periodic::Cos => trigonometric::cos_of_angle(&mut Native, angle),
        Periodic::Tan => trigonometric::tan_of_angle(&mut Native, angle),
    }
}

/// Functions, each compiled twice: for processors with fused multiply-add, and for others, where the C
/// library computes it in software. The bits are the same.
macro_rules! natives {
    ($($name:ident($($arg:ident),*): $type:ident = $function:path;)*) => {
        $(
            #[doc = concat!("`", stringify!($function), "` on the processor at hand.")]
            #[inline]
            pub fn $name($($arg: $type),*) -> $type {
                #[inline(always)]
                fn portable($($arg: $type),*) -> $type {
                    natives!(@narrow $type $function(&mut Native, $(natives!(@widen $type $arg)),*))
                }
                #[cfg(target_arch = "x86_64")]
                {
                    #[target_feature(enable = "avx,fma")]
                    fn fused($($arg: $type),*) -> $type {
                        portable($($arg),*)
                    }
                    if std::is_x86_feature_detected!("fma") {
                        // SAFETY: the processor has the features.
                        return unsafe { fused($($arg),*) };
                    }
                }
                portable($($arg),*)
            }
        )*
    };
    (@widen f64 $value:expr) => { $value };
    (@widen f32 $value:expr) => { f64::from($value) };
    (@narrow f64 $value:expr) => { $value };
    (@narrow f32 $value:expr) => { $value as f32 };
}

natives! {
    sin_f64(x): f64 = trigonometric::sin;
    cos_f64(x): f64 = trigonometric::cos;
    tan_f64(x): f64 = trigonometric::tan;
    asin_f64(x): f64 = inverse::asin;
    acos_f64(x): f64 = inverse::acos;
    atan_f64(x): f64 = inverse::atan;
    sinh_f64(x): f64 = hyperbolic::sinh;
    cosh_f64(x): f64 = hyperbolic::cosh;
    tanh_f64(x): f64 = hyperbolic::tanh;
    asinh_f64(x): f64 = hyperbolic::asinh;
    acosh_f64(x): f64 = hyperbolic::acosh;
    atanh_f64(x): f64 = hyperbolic::atanh;
    exp_f64(x): f64 = exponential::exp;
    exp2_f64(x): f64 = exponential::exp2;
    expm1_f64(x): f64 = exponential::expm1;
    log_f64(x): f64 = logarithm::log;
    log2_f64(x): f64 = logarithm::log2;
    log10_f64(x): f64 = logarithm::log10;
    log1p_f64(x): f64 = logarithm::log1p;
    cbrt_f64(x): f64 = root::cbrt;
    erf_f64(x): f64 = error_function::erf;
    erfc_f64(x): f64 = error_function::erfc;
    gamma_f64(x): f64 = gamma::gamma;
    lgamma_f64(x): f64 = gamma::lgamma;
    pow_f64(x, y): f64 = power::pow;
    atan2_f64(x, y): f64 = inverse::atan2;
    hypot_f64(x, y): f64 = root::hypot;
    sin_f32(x): f32 = trigonometric::sin_single;
    cos_f32(x): f32 = trigonometric::cos_single;
    tan_f32(x): f32 = trigonometric::tan;
    asin_f32(x): f32 = inverse::asin;
    acos_f32(x): f32 = inverse::acos;
    atan_f32(x): f32 = inverse::atan;
    sinh_f32(x): f32 = hyperbolic::sinh;
    cosh_f32(x): f32 = hyperbolic::cosh;
    tanh_f32(x): f32 = hyperbolic::tanh;
    asinh_f32(x): f32 = hyperbolic::asinh;
    acosh_f32(x): f32 = hyperbolic::acosh;
    atanh_f32(x): f32 = hyperbolic::atanh;
    exp_f32(x): f32 = exponential::exp_single;
    exp2_f32(x): f32 = exponential::exp2_single;
    expm1_f32(x): f32 = exponential::expm1;
    log_f32(x): f32 = logarithm::log_single;
    log2_f32(x): f32 = logarithm::log2_single;
    log10_f32(x): f32 = logarithm::log10_single;
    log1p_f32(x): f32 = logarithm::log1p;
    cbrt_f32(x): f32 = root::cbrt;
    erf_f32(x): f32 = error_function::erf;
    erfc_f32(x): f32 = error_function::erfc;
    gamma_f32(x): f32 = gamma::gamma;
    lgamma_f32(x): f32 = gamma::lgamma;
    pow_f32(x, y): f32 = power::pow;
    atan2_f32(x, y): f32 = inverse::atan2;
    hypot_f32(x, y): f32 = root::hypot;
}
