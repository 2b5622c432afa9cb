//! Real functions of the platform's libm.
//!
//! They are called directly, not through the standard library, which computes some of them itself:
//! CPython, NumPy and Numba call libm, and so their results are the same to the bit.
#![allow(
    unsafe_code,
    reason = "the functions are exported by name and libm is foreign"
)]

use std::ffi::c_int;

/// Declares and exports the functions of one float type.
macro_rules! functions {
    (
        $type:ident;
        unary { $($unary:ident = $unary_c:ident;)* }
        binary { $($binary:ident = $binary_c:ident;)* }
    ) => {
        unsafe extern "C" {
            $(safe fn $unary_c(x: $type) -> $type;)*
            $(safe fn $binary_c(x: $type, y: $type) -> $type;)*
        }

        $(
            #[doc = concat!("libm's `", stringify!($unary_c), "`.")]
            #[unsafe(no_mangle)]
            pub(crate) extern "C" fn $unary(x: $type) -> $type {
                $unary_c(x)
            }
        )*

        $(
            #[doc = concat!("libm's `", stringify!($binary_c), "`.")]
            #[unsafe(no_mangle)]
            pub(crate) extern "C" fn $binary(x: $type, y: $type) -> $type {
                $binary_c(x, y)
            }
        )*
    };
}

functions! {
    f64;
    unary {
        nj_sin_f64 = sin;
        nj_cos_f64 = cos;
        nj_tan_f64 = tan;
        nj_asin_f64 = asin;
        nj_acos_f64 = acos;
        nj_atan_f64 = atan;
        nj_sinh_f64 = sinh;
        nj_cosh_f64 = cosh;
        nj_tanh_f64 = tanh;
        nj_asinh_f64 = asinh;
        nj_acosh_f64 = acosh;
        nj_atanh_f64 = atanh;
        nj_exp_f64 = exp;
        nj_exp2_f64 = exp2;
        nj_expm1_f64 = expm1;
        nj_log_f64 = log;
        nj_log2_f64 = log2;
        nj_log10_f64 = log10;
        nj_log1p_f64 = log1p;
        nj_cbrt_f64 = cbrt;
        nj_erf_f64 = erf;
        nj_erfc_f64 = erfc;
        nj_gamma_f64 = tgamma;
    }
    binary {
        nj_pow_f64 = pow;
        nj_atan2_f64 = atan2;
        nj_hypot_f64 = hypot;
        nj_fmod_f64 = fmod;
        nj_nextafter_f64 = nextafter;
    }
}

functions! {
    f32;
    unary {
        nj_sin_f32 = sinf;
        nj_cos_f32 = cosf;
        nj_tan_f32 = tanf;
        nj_asin_f32 = asinf;
        nj_acos_f32 = acosf;
        nj_atan_f32 = atanf;
        nj_sinh_f32 = sinhf;
        nj_cosh_f32 = coshf;
        nj_tanh_f32 = tanhf;
        nj_asinh_f32 = asinhf;
        nj_acosh_f32 = acoshf;
        nj_atanh_f32 = atanhf;
        nj_exp_f32 = expf;
        nj_exp2_f32 = exp2f;
        nj_expm1_f32 = expm1f;
        nj_log_f32 = logf;
        nj_log2_f32 = log2f;
        nj_log10_f32 = log10f;
        nj_log1p_f32 = log1pf;
        nj_cbrt_f32 = cbrtf;
        nj_erf_f32 = erff;
        nj_erfc_f32 = erfcf;
        nj_gamma_f32 = tgammaf;
    }
    binary {
        nj_pow_f32 = powf;
        nj_atan2_f32 = atan2f;
        nj_hypot_f32 = hypotf;
        nj_fmod_f32 = fmodf;
        nj_nextafter_f32 = nextafterf;
    }
}

unsafe extern "C" {
    // The variants without a sign argument write a global variable.
    fn lgamma_r(x: f64, sign: *mut c_int) -> f64;
    fn lgammaf_r(x: f32, sign: *mut c_int) -> f32;
    safe fn ldexp(x: f64, n: c_int) -> f64;
    safe fn ldexpf(x: f32, n: c_int) -> f32;
    fn frexp(x: f64, exponent: *mut c_int) -> f64;
}

/// See [`numjit_abi::Symbol::LgammaF64`].
#[unsafe(no_mangle)]
pub(crate) extern "C" fn nj_lgamma_f64(x: f64) -> f64 {
    let mut sign = 0;
    // Safety: `sign` is valid for the write.
    unsafe { lgamma_r(x, &mut sign) }
}

/// See [`numjit_abi::Symbol::LgammaF32`].
#[unsafe(no_mangle)]
pub(crate) extern "C" fn nj_lgamma_f32(x: f32) -> f32 {
    let mut sign = 0;
    // Safety: `sign` is valid for the write.
    unsafe { lgammaf_r(x, &mut sign) }
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
    fn results_are_those_of_libm() {
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
