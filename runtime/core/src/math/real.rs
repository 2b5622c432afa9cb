//! Real functions: the elementary ones are numjit's own, the same code that vector loops run, so that an
//! element has the same bits wherever it is computed. Remainders and what takes a float apart are the
//! platform's libm.
#![allow(
    unsafe_code,
    reason = "the functions are exported by name and libm is foreign"
)]

use std::ffi::c_int;

use numjit_elementary::native;

/// Exports functions of one float type under the names of the symbols.
macro_rules! functions {
    ($type:ident; $($name:ident($($arg:ident),*) = $function:path;)*) => {
        $(
            #[doc = concat!("`", stringify!($function), "`.")]
            #[unsafe(no_mangle)]
            pub(crate) extern "C" fn $name($($arg: $type),*) -> $type {
                $function($($arg),*)
            }
        )*
    };
}

unsafe extern "C" {
    safe fn fmod(x: f64, y: f64) -> f64;
    safe fn fmodf(x: f32, y: f32) -> f32;
    safe fn nextafter(x: f64, y: f64) -> f64;
    safe fn nextafterf(x: f32, y: f32) -> f32;
}

functions! {
    f64;
    nj_sin_f64(x) = native::sin_f64;
    nj_cos_f64(x) = native::cos_f64;
    nj_tan_f64(x) = native::tan_f64;
    nj_asin_f64(x) = native::asin_f64;
    nj_acos_f64(x) = native::acos_f64;
    nj_atan_f64(x) = native::atan_f64;
    nj_sinh_f64(x) = native::sinh_f64;
    nj_cosh_f64(x) = native::cosh_f64;
    nj_tanh_f64(x) = native::tanh_f64;
    nj_asinh_f64(x) = native::asinh_f64;
    nj_acosh_f64(x) = native::acosh_f64;
    nj_atanh_f64(x) = native::atanh_f64;
    nj_exp_f64(x) = native::exp_f64;
    nj_exp2_f64(x) = native::exp2_f64;
    nj_expm1_f64(x) = native::expm1_f64;
    nj_log_f64(x) = native::log_f64;
    nj_log2_f64(x) = native::log2_f64;
    nj_log10_f64(x) = native::log10_f64;
    nj_log1p_f64(x) = native::log1p_f64;
    nj_cbrt_f64(x) = native::cbrt_f64;
    nj_erf_f64(x) = native::erf_f64;
    nj_erfc_f64(x) = native::erfc_f64;
    nj_pow_f64(x, y) = native::pow_f64;
    nj_atan2_f64(x, y) = native::atan2_f64;
    nj_hypot_f64(x, y) = native::hypot_f64;
    nj_gamma_f64(x) = native::gamma_f64;
    nj_lgamma_f64(x) = native::lgamma_f64;
    nj_fmod_f64(x, y) = fmod;
    nj_nextafter_f64(x, y) = nextafter;
}

functions! {
    f32;
    nj_sin_f32(x) = native::sin_f32;
    nj_cos_f32(x) = native::cos_f32;
    nj_tan_f32(x) = native::tan_f32;
    nj_asin_f32(x) = native::asin_f32;
    nj_acos_f32(x) = native::acos_f32;
    nj_atan_f32(x) = native::atan_f32;
    nj_sinh_f32(x) = native::sinh_f32;
    nj_cosh_f32(x) = native::cosh_f32;
    nj_tanh_f32(x) = native::tanh_f32;
    nj_asinh_f32(x) = native::asinh_f32;
    nj_acosh_f32(x) = native::acosh_f32;
    nj_atanh_f32(x) = native::atanh_f32;
    nj_exp_f32(x) = native::exp_f32;
    nj_exp2_f32(x) = native::exp2_f32;
    nj_expm1_f32(x) = native::expm1_f32;
    nj_log_f32(x) = native::log_f32;
    nj_log2_f32(x) = native::log2_f32;
    nj_log10_f32(x) = native::log10_f32;
    nj_log1p_f32(x) = native::log1p_f32;
    nj_cbrt_f32(x) = native::cbrt_f32;
    nj_erf_f32(x) = native::erf_f32;
    nj_erfc_f32(x) = native::erfc_f32;
    nj_pow_f32(x, y) = native::pow_f32;
    nj_atan2_f32(x, y) = native::atan2_f32;
    nj_hypot_f32(x, y) = native::hypot_f32;
    nj_gamma_f32(x) = native::gamma_f32;
    nj_lgamma_f32(x) = native::lgamma_f32;
    nj_fmod_f32(x, y) = fmodf;
    nj_nextafter_f32(x, y) = nextafterf;
}

unsafe extern "C" {
    safe fn ldexp(x: f64, n: c_int) -> f64;
    safe fn ldexpf(x: f32, n: c_int) -> f32;
    fn frexp(x: f64, exponent: *mut c_int) -> f64;
}

/// An exponent for libm; beyond its range every result is zero or infinite anyway.
fn exponent(n: i64) -> c_int {
    n.clamp(-100_000, 100_000) as c_int
}

/// See [`numjit_abi::Symbol::LdexpF64`].
#[unsafe(no_mangle)]
pub(crate) extern "C" fn nj_ldexp_f64(x: f64, n: i64) -> f64 {
    ldexp(x, exponent(n))
}

/// See [`numjit_abi::Symbol::LdexpF32`].
#[unsafe(no_mangle)]
pub(crate) extern "C" fn nj_ldexp_f32(x: f32, n: i64) -> f32 {
    ldexpf(x, exponent(n))
}

/// See [`numjit_abi::Symbol::FrexpF64`].
///
/// # Safety
/// `out` is valid for writing an i64.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_frexp_f64(x: f64, out: *mut i64) -> f64 {
    let mut exponent = 0;
    // Safety: `exponent` is valid for the write, `out` by the caller's promise.
    unsafe {
        let mantissa = frexp(x, &mut exponent);
        out.write_unaligned(i64::from(exponent));
        mantissa
    }
}

/// See [`numjit_abi::Symbol::RoundDigitsF64`].
#[unsafe(no_mangle)]
pub(crate) extern "C" fn nj_round_digits_f64(x: f64, digits: i64) -> f64 {
    super::round_digits(x, digits)
}

#[cfg(all(test, not(miri)))]
mod tests {
    use super::*;

    #[test]
    fn results_are_those_of_the_functions_behind() {
        assert_eq!(nj_gamma_f64(5.0), 24.0);
        assert_eq!(nj_lgamma_f64(-0.5), 1.265_512_123_484_645_4);
        assert_eq!(nj_erf_f64(0.5), 0.520_499_877_813_046_5);
        assert_eq!(nj_asinh_f64(1e-10), 1e-10);
        assert_eq!(nj_nextafter_f32(1.0, 2.0), 1.000_000_1);
        assert_eq!(nj_ldexp_f64(0.75, i64::MAX), f64::INFINITY);
        assert_eq!(nj_ldexp_f64(0.75, i64::MIN), 0.0);
        assert_eq!(nj_ldexp_f32(0.75, 2), 3.0);
        let mut exponent = 0;
        // Safety: `exponent` is valid for the write.
        let mantissa = unsafe { nj_frexp_f64(12.0, &mut exponent) };
        assert_eq!((mantissa, exponent), (0.75, 4));
    }
}
