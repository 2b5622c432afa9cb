//! Complex functions in double precision.
//!
//! The elementary ones are the C library's, which follow C99's rules for infinities and nans, as
//! NumPy's do. Division and power follow CPython, because they must agree with its operators.
#![allow(
    unsafe_code,
    reason = "results go through a raw pointer and the C library is foreign"
)]

/// C's `double complex`: it is passed and returned like a struct of two doubles by the System V ABI of
/// x86-64 and by the aarch64 ABI.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Complex {
    pub(crate) re: f64,
    pub(crate) im: f64,
}

impl Complex {
    pub(crate) const ONE: Complex = Complex { re: 1.0, im: 0.0 };

    fn mul(self, other: Complex) -> Complex {
        Complex {
            re: self.re * other.re - self.im * other.im,
            im: self.re * other.im + self.im * other.re,
        }
    }

    /// Smith's method: divides by the larger part of the divisor first, against overflow. A zero
    /// divisor gives infinities or nans, part by part.
    fn div(self, other: Complex) -> Complex {
        if other.re.abs() >= other.im.abs() {
            if other.re == 0.0 {
                let zero = other.re.abs();
                return Complex {
                    re: self.re / zero,
                    im: self.im / zero,
                };
            }
            let ratio = other.im / other.re;
            let scale = other.re + other.im * ratio;
            Complex {
                re: (self.re + self.im * ratio) / scale,
                im: (self.im - self.re * ratio) / scale,
            }
        } else if other.im.abs() >= other.re.abs() {
            let ratio = other.re / other.im;
            let scale = other.re * ratio + other.im;
            Complex {
                re: (self.re * ratio + self.im) / scale,
                im: (self.im * ratio - self.re) / scale,
            }
        } else {
            // One part of the divisor is nan.
            Complex {
                re: f64::NAN,
                im: f64::NAN,
            }
        }
    }

    fn pow(self, exponent: Complex) -> Complex {
        if exponent.re == 0.0 && exponent.im == 0.0 {
            return Complex::ONE;
        }
        if let Some(power) = small_integer(exponent) {
            return self.pow_integer(power);
        }
        if self.re == 0.0 && self.im == 0.0 {
            return zero_power(exponent);
        }
        let (re, im) = (exponent.re, exponent.im);
        let radius = super::real::nj_hypot_f64(self.re, self.im);
        let angle = super::real::nj_atan2_f64(self.im, self.re);
        let mut length = super::real::nj_pow_f64(radius, re);
        let mut phase = angle * re;
        if im != 0.0 {
            length /= super::real::nj_exp_f64(angle * im);
            phase += im * super::real::nj_log_f64(radius);
        }
        Complex {
            re: length * super::real::nj_cos_f64(phase),
            im: length * super::real::nj_sin_f64(phase),
        }
    }

    /// Repeated squaring, exact for Gaussian integers in range.
    fn pow_integer(self, power: i32) -> Complex {
        let mut result = Complex::ONE;
        let mut square = self;
        let mut left = power.unsigned_abs();
        while left > 0 {
            if left & 1 == 1 {
                result = result.mul(square);
            }
            left >>= 1;
            if left > 0 {
                square = square.mul(square);
            }
        }
        if power < 0 {
            Complex::ONE.div(result)
        } else {
            result
        }
    }
}

/// The exponent as an integer, if it is one of magnitude at most 100.
fn small_integer(exponent: Complex) -> Option<i32> {
    let is_small = exponent.im == 0.0 && exponent.re.fract() == 0.0 && exponent.re.abs() <= 100.0;
    is_small.then_some(exponent.re as i32)
}

/// Zero to a power that is no small integer: zero, or nan where Python raises.
fn zero_power(exponent: Complex) -> Complex {
    let value = if exponent.im != 0.0 || exponent.re < 0.0 {
        f64::NAN
    } else {
        0.0
    };
    Complex {
        re: value,
        im: if value == 0.0 { 0.0 } else { f64::NAN },
    }
}

/// Exports functions of the C library under the runtime's names.
macro_rules! functions {
    ($($name:ident = $c:ident;)*) => {
        unsafe extern "C" {
            $(safe fn $c(z: Complex) -> Complex;)*
        }

        $(
            #[doc = concat!("The C library's `", stringify!($c), "`.")]
            ///
            /// # Safety
            /// `out` is valid for writing two doubles.
            #[unsafe(no_mangle)]
            pub(crate) unsafe extern "C" fn $name(re: f64, im: f64, out: *mut Complex) {
                // Safety: passed on to the caller.
                unsafe { out.write_unaligned($c(Complex { re, im })) };
            }
        )*
    };
}

functions! {
    nj_csqrt = csqrt;
    nj_cexp = cexp;
    nj_clog = clog;
    nj_csin = csin;
    nj_ccos = ccos;
    nj_ctan = ctan;
    nj_csinh = csinh;
    nj_ccosh = ccosh;
    nj_ctanh = ctanh;
    nj_casin = casin;
    nj_cacos = cacos;
    nj_catan = catan;
    nj_casinh = casinh;
    nj_cacosh = cacosh;
    nj_catanh = catanh;
}

/// See [`numjit_abi::Symbol::CPow`].
///
/// # Safety
/// `out` is valid for writing two doubles.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_cpow(re: f64, im: f64, e_re: f64, e_im: f64, out: *mut Complex) {
    let power = Complex { re, im }.pow(Complex { re: e_re, im: e_im });
    // Safety: passed on to the caller.
    unsafe { out.write_unaligned(power) };
}

/// See [`numjit_abi::Symbol::CDiv`].
///
/// # Safety
/// `out` is valid for writing two doubles.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_cdiv(re: f64, im: f64, d_re: f64, d_im: f64, out: *mut Complex) {
    let quotient = Complex { re, im }.div(Complex { re: d_re, im: d_im });
    // Safety: passed on to the caller.
    unsafe { out.write_unaligned(quotient) };
}
