//! Special functions for compiled code.
#![allow(unsafe_code, reason = "compiled code finds the functions by symbol")]

use numjit_numeric::special;

/// Exports functions of one or two numbers under the names of the symbol table.
macro_rules! exports {
    ($($name:ident($($arg:ident),*) = $function:ident, $symbol:ident;)*) => {$(
        #[doc = concat!("See [`numjit_abi::Symbol::", stringify!($symbol), "`].")]
        #[unsafe(no_mangle)]
        pub(crate) extern "C" fn $name($($arg: f64),*) -> f64 {
            special::$function($($arg),*)
        }
    )*};
}

exports! {
    nj_erfinv(x) = erfinv, ErfInv;
    nj_erfcinv(x) = erfcinv, ErfcInv;
    nj_digamma(x) = digamma, Digamma;
    nj_bessel_j0(x) = j0, BesselJ0;
    nj_bessel_j1(x) = j1, BesselJ1;
    nj_bessel_y0(x) = y0, BesselY0;
    nj_bessel_y1(x) = y1, BesselY1;
    nj_bessel_i0(x) = i0, BesselI0;
    nj_bessel_i1(x) = i1, BesselI1;
    nj_normal_cdf(x) = normal_cdf, NormalCdf;
    nj_normal_quantile(x) = normal_quantile, NormalQuantile;
    nj_expit(x) = expit, Expit;
    nj_log_expit(x) = log_expit, LogExpit;
    nj_logit(x) = logit, Logit;
    nj_exp10(x) = exp10, Exp10;
    nj_entropy(x) = entropy, Entropy;
    nj_xlogy(x, y) = xlogy, XLogY;
    nj_xlog1py(x, y) = xlog1py, XLog1pY;
    nj_beta(x, y) = beta, Beta;
    nj_betaln(x, y) = log_beta, BetaLn;
    nj_gammainc(x, y) = gamma_lower, GammaLower;
    nj_gammaincc(x, y) = gamma_upper, GammaUpper;
}
