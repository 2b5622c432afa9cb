//! Execution on the processor at hand.
#![allow(
    unsafe_code,
    reason = "functions for a processor's features are entered after asking for them"
)]

use crate::functions::{Binary, Unary, binary, unary};
use crate::machine::{Machine, Periodic};
use crate::{huge, trigonometric};

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
    fn from_bits(&mut self, a: i64) -> f64 {
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

/// One function a symbol, compiled twice: for processors with fused multiply-add, and for others, where
/// the C library computes it in software.
macro_rules! dispatch {
    ($name:ident, $apply:ident, $enum:ident, $float:ty, $single:literal, ($($arg:ident),*)) => {
        /// The function on the processor at hand; the same bits on every processor.
        #[inline(always)]
        pub fn $name<const FUNCTION: u8>($($arg: $float),*) -> $float {
            #[inline(always)]
            fn portable<const FUNCTION: u8>($($arg: $float),*) -> $float {
                let function = $enum::ALL[FUNCTION as usize];
                $apply(&mut Native, function, $single, $(f64::from($arg)),*) as $float
            }
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx,fma")]
                fn fused<const FUNCTION: u8>($($arg: $float),*) -> $float {
                    portable::<FUNCTION>($($arg),*)
                }
                if std::is_x86_feature_detected!("fma") {
                    // SAFETY: the processor has the features.
                    return unsafe { fused::<FUNCTION>($($arg),*) };
                }
            }
            portable::<FUNCTION>($($arg),*)
        }
    };
}

dispatch!(unary_f64, unary, Unary, f64, false, (x));
dispatch!(unary_f32, unary, Unary, f32, true, (x));
dispatch!(binary_f64, binary, Binary, f64, false, (x, y));
dispatch!(binary_f32, binary, Binary, f32, true, (x, y));
