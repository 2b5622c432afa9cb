//! Addresses of the runtime functions in the table of `numjit-abi`.
#![allow(unsafe_code, reason = "the entries are pointers to unsafe functions")]

use numjit_abi::{AbiType, Symbol};

use crate::containers::{list, table};
use crate::math::{complex, hash, real};
use crate::text::buffer;
use crate::{
    caught, exception, generator, linalg, memory, numeric, overlap, program, random, special,
    strings,
};

/// The address of a runtime function.
pub fn resolve(symbol: Symbol) -> *const u8 {
    entry(symbol).address
}

/// The address of a function of the C library that a back end calls by name, such as `floor` or `fma`.
pub fn resolve_libcall(name: &str) -> Option<*const u8> {
    macro_rules! addresses {
        ($($function:ident($($param:ty),*) -> $result:ty;)*) => {{
            unsafe extern "C" {
                $(fn $function($(_: $param),*) -> $result;)*
            }
            match name {
                $(stringify!($function) => Some($function as *const u8),)*
                _ => None,
            }
        }};
    }
    addresses! {
        ceil(f64) -> f64;
        ceilf(f32) -> f32;
        floor(f64) -> f64;
        floorf(f32) -> f32;
        trunc(f64) -> f64;
        truncf(f32) -> f32;
        nearbyint(f64) -> f64;
        nearbyintf(f32) -> f32;
        fma(f64, f64, f64) -> f64;
        fmaf(f32, f32, f32) -> f32;
        memcpy(*mut u8, *const u8, usize) -> *mut u8;
        memmove(*mut u8, *const u8, usize) -> *mut u8;
        memset(*mut u8, i32, usize) -> *mut u8;
        memcmp(*const u8, *const u8, usize) -> i32;
    }
}

/// A function's address with the signature that Rust knows for it, so that a test can compare it with
/// the table.
struct Entry {
    address: *const u8,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "compared with the table in a test")
    )]
    params: &'static [AbiType],
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "compared with the table in a test")
    )]
    result: Option<AbiType>,
}

/// A Rust type that stands for a machine type of the table.
trait Abi {
    const TYPE: Option<AbiType>;

    /// For the place of a parameter, which always has a type.
    const PARAM: AbiType = match Self::TYPE {
        Some(of) => of,
        None => panic!("a parameter has a type"),
    };
}

macro_rules! abi_types {
    ($($type:ty = $abi:expr;)*) => {
        $(impl Abi for $type {
            const TYPE: Option<AbiType> = $abi;
        })*
    };
}

abi_types! {
    () = None;
    i8 = Some(AbiType::I8);
    i32 = Some(AbiType::I32);
    i64 = Some(AbiType::I64);
    u64 = Some(AbiType::I64);
    f32 = Some(AbiType::F32);
    f64 = Some(AbiType::F64);
}

impl<T> Abi for *const T {
    const TYPE: Option<AbiType> = Some(AbiType::Ptr);
}

impl<T> Abi for *mut T {
    const TYPE: Option<AbiType> = Some(AbiType::Ptr);
}

/// Makes a function per number of parameters that turns a function pointer into an [`Entry`].
macro_rules! entries {
    ($($name:ident($($param:ident)*);)*) => {$(
        fn $name<$($param: Abi,)* R: Abi>(
            function: unsafe extern "C" fn($($param),*) -> R,
        ) -> Entry {
            Entry {
                address: function as *const u8,
                params: const { &[$($param::PARAM),*] },
                result: R::TYPE,
            }
        }
    )*};
}

entries! {
    f0();
    f1(A);
    f2(A B);
    f3(A B C);
    f4(A B C D);
    f5(A B C D E);
    f6(A B C D E F);
    f7(A B C D E F G);
    f8(A B C D E F G H);
    f9(A B C D E F G H I);
    f13(A B C D E F G H I J K L M);
}

/// The function behind each row of the table.
fn entry(symbol: Symbol) -> Entry {
    match symbol {
        Symbol::Alloc => f2(memory::nj_alloc),
        Symbol::AllocZeroed => f2(memory::nj_alloc_zeroed),
        Symbol::Retain => f1(memory::nj_retain),
        Symbol::Release => f1(memory::nj_release),
        Symbol::MemCopy => f3(memory::nj_memcpy),
        Symbol::MemMove => f3(memory::nj_memmove),
        Symbol::MemSet => f3(memory::nj_memset),
        Symbol::Overlaps => f8(overlap::nj_overlaps),

        Symbol::Raise => f4(exception::nj_raise),
        Symbol::RaiseIndex => f4(exception::nj_raise_index),
        Symbol::ExcBegin => f2(exception::nj_exc_begin),
        Symbol::ExcClear => f1(exception::nj_exc_clear),
        Symbol::ExcPushI64 => f2(exception::nj_exc_push_i64),
        Symbol::ExcPushU64 => f2(exception::nj_exc_push_u64),
        Symbol::ExcPushF64 => f2(exception::nj_exc_push_f64),
        Symbol::ExcPushComplex => f3(exception::nj_exc_push_complex),
        Symbol::ExcPushBool => f2(exception::nj_exc_push_bool),
        Symbol::ExcPushStr => f4(exception::nj_exc_push_str),
        Symbol::ExcPushNone => f1(exception::nj_exc_push_none),
        Symbol::ExcPushTuple => f2(exception::nj_exc_push_tuple),
        Symbol::GeneratorNew => f3(generator::nj_generator_new),
        Symbol::ExcTake => f1(caught::nj_exc_take),
        Symbol::ExcMatches => f2(caught::nj_exc_matches),
        Symbol::ExcAgain => f2(caught::nj_exc_again),
        Symbol::BufPushException => f3(caught::nj_buf_push_exception),
        Symbol::Frame => f3(exception::nj_frame),

        Symbol::Poll => f1(program::nj_poll),
        Symbol::Interrupt => f1(program::nj_interrupt),
        Symbol::HostCall => f6(program::nj_host_call),

        Symbol::BufNew => f0(buffer::nj_buf_new),
        Symbol::BufFree => f1(buffer::nj_buf_free),
        Symbol::BufPushUtf8 => f3(buffer::nj_buf_push_utf8),
        Symbol::BufPushStr => f4(buffer::nj_buf_push_str),
        Symbol::BufPushStrRepr => f4(buffer::nj_buf_push_str_repr),
        Symbol::BufPushI64 => f2(buffer::nj_buf_push_i64),
        Symbol::BufPushU64 => f2(buffer::nj_buf_push_u64),
        Symbol::BufPushF64 => f2(buffer::nj_buf_push_f64),
        Symbol::BufPushComplex => f3(buffer::nj_buf_push_complex),
        Symbol::BufPushBool => f2(buffer::nj_buf_push_bool),
        Symbol::BufPushArray => f6(buffer::nj_buf_push_array),
        Symbol::BufFormatI64 => f5(buffer::nj_buf_format_i64),
        Symbol::BufFormatU64 => f5(buffer::nj_buf_format_u64),
        Symbol::BufFormatF64 => f5(buffer::nj_buf_format_f64),
        Symbol::BufFormatComplex => f6(buffer::nj_buf_format_complex),
        Symbol::BufFormatStr => f7(buffer::nj_buf_format_str),
        Symbol::BufPrint => f2(buffer::nj_buf_print),
        Symbol::BufFinish => f3(buffer::nj_buf_finish),
        Symbol::StrEq => f6(buffer::nj_str_eq),
        Symbol::StrCall => f4(strings::nj_str_call),
        Symbol::StrCmp => f6(buffer::nj_str_cmp),

        Symbol::SinF64 => f1(real::nj_sin_f64),
        Symbol::CosF64 => f1(real::nj_cos_f64),
        Symbol::TanF64 => f1(real::nj_tan_f64),
        Symbol::AsinF64 => f1(real::nj_asin_f64),
        Symbol::AcosF64 => f1(real::nj_acos_f64),
        Symbol::AtanF64 => f1(real::nj_atan_f64),
        Symbol::SinhF64 => f1(real::nj_sinh_f64),
        Symbol::CoshF64 => f1(real::nj_cosh_f64),
        Symbol::TanhF64 => f1(real::nj_tanh_f64),
        Symbol::AsinhF64 => f1(real::nj_asinh_f64),
        Symbol::AcoshF64 => f1(real::nj_acosh_f64),
        Symbol::AtanhF64 => f1(real::nj_atanh_f64),
        Symbol::ExpF64 => f1(real::nj_exp_f64),
        Symbol::Exp2F64 => f1(real::nj_exp2_f64),
        Symbol::Expm1F64 => f1(real::nj_expm1_f64),
        Symbol::LogF64 => f1(real::nj_log_f64),
        Symbol::Log2F64 => f1(real::nj_log2_f64),
        Symbol::Log10F64 => f1(real::nj_log10_f64),
        Symbol::Log1pF64 => f1(real::nj_log1p_f64),
        Symbol::CbrtF64 => f1(real::nj_cbrt_f64),
        Symbol::ErfF64 => f1(real::nj_erf_f64),
        Symbol::ErfcF64 => f1(real::nj_erfc_f64),
        Symbol::GammaF64 => f1(real::nj_gamma_f64),
        Symbol::LgammaF64 => f1(real::nj_lgamma_f64),
        Symbol::PowF64 => f2(real::nj_pow_f64),
        Symbol::Atan2F64 => f2(real::nj_atan2_f64),
        Symbol::HypotF64 => f2(real::nj_hypot_f64),
        Symbol::FmodF64 => f2(real::nj_fmod_f64),
        Symbol::NextafterF64 => f2(real::nj_nextafter_f64),
        Symbol::LdexpF64 => f2(real::nj_ldexp_f64),
        Symbol::RoundDigitsF64 => f2(real::nj_round_digits_f64),
        Symbol::HashI64 => f1(hash::nj_hash_i64),
        Symbol::HashU64 => f1(hash::nj_hash_u64),
        Symbol::HashF64 => f1(hash::nj_hash_f64),
        Symbol::PowMod => f3(hash::nj_pow_mod),
        Symbol::FrexpF64 => f2(real::nj_frexp_f64),

        Symbol::SinF32 => f1(real::nj_sin_f32),
        Symbol::CosF32 => f1(real::nj_cos_f32),
        Symbol::TanF32 => f1(real::nj_tan_f32),
        Symbol::AsinF32 => f1(real::nj_asin_f32),
        Symbol::AcosF32 => f1(real::nj_acos_f32),
        Symbol::AtanF32 => f1(real::nj_atan_f32),
        Symbol::SinhF32 => f1(real::nj_sinh_f32),
        Symbol::CoshF32 => f1(real::nj_cosh_f32),
        Symbol::TanhF32 => f1(real::nj_tanh_f32),
        Symbol::AsinhF32 => f1(real::nj_asinh_f32),
        Symbol::AcoshF32 => f1(real::nj_acosh_f32),
        Symbol::AtanhF32 => f1(real::nj_atanh_f32),
        Symbol::ExpF32 => f1(real::nj_exp_f32),
        Symbol::Exp2F32 => f1(real::nj_exp2_f32),
        Symbol::Expm1F32 => f1(real::nj_expm1_f32),
        Symbol::LogF32 => f1(real::nj_log_f32),
        Symbol::Log2F32 => f1(real::nj_log2_f32),
        Symbol::Log10F32 => f1(real::nj_log10_f32),
        Symbol::Log1pF32 => f1(real::nj_log1p_f32),
        Symbol::CbrtF32 => f1(real::nj_cbrt_f32),
        Symbol::ErfF32 => f1(real::nj_erf_f32),
        Symbol::ErfcF32 => f1(real::nj_erfc_f32),
        Symbol::GammaF32 => f1(real::nj_gamma_f32),
        Symbol::LgammaF32 => f1(real::nj_lgamma_f32),
        Symbol::PowF32 => f2(real::nj_pow_f32),
        Symbol::Atan2F32 => f2(real::nj_atan2_f32),
        Symbol::HypotF32 => f2(real::nj_hypot_f32),
        Symbol::FmodF32 => f2(real::nj_fmod_f32),
        Symbol::NextafterF32 => f2(real::nj_nextafter_f32),
        Symbol::LdexpF32 => f2(real::nj_ldexp_f32),

        Symbol::CSqrt => f3(complex::nj_csqrt),
        Symbol::CExp => f3(complex::nj_cexp),
        Symbol::CLog => f3(complex::nj_clog),
        Symbol::CSin => f3(complex::nj_csin),
        Symbol::CCos => f3(complex::nj_ccos),
        Symbol::CTan => f3(complex::nj_ctan),
        Symbol::CSinh => f3(complex::nj_csinh),
        Symbol::CCosh => f3(complex::nj_ccosh),
        Symbol::CTanh => f3(complex::nj_ctanh),
        Symbol::CAsin => f3(complex::nj_casin),
        Symbol::CAcos => f3(complex::nj_cacos),
        Symbol::CAtan => f3(complex::nj_catan),
        Symbol::CAsinh => f3(complex::nj_casinh),
        Symbol::CAcosh => f3(complex::nj_cacosh),
        Symbol::CAtanh => f3(complex::nj_catanh),
        Symbol::CPow => f5(complex::nj_cpow),
        Symbol::CDiv => f5(complex::nj_cdiv),

        // Special functions.
        Symbol::ErfInv => f1(special::nj_erfinv),
        Symbol::ErfcInv => f1(special::nj_erfcinv),
        Symbol::Digamma => f1(special::nj_digamma),
        Symbol::BesselJ0 => f1(special::nj_bessel_j0),
        Symbol::BesselJ1 => f1(special::nj_bessel_j1),
        Symbol::BesselY0 => f1(special::nj_bessel_y0),
        Symbol::BesselY1 => f1(special::nj_bessel_y1),
        Symbol::BesselI0 => f1(special::nj_bessel_i0),
        Symbol::BesselI1 => f1(special::nj_bessel_i1),
        Symbol::NormalCdf => f1(special::nj_normal_cdf),
        Symbol::NormalQuantile => f1(special::nj_normal_quantile),
        Symbol::Expit => f1(special::nj_expit),
        Symbol::LogExpit => f1(special::nj_log_expit),
        Symbol::Logit => f1(special::nj_logit),
        Symbol::Exp10 => f1(special::nj_exp10),
        Symbol::Entropy => f1(special::nj_entropy),
        Symbol::XLogY => f2(special::nj_xlogy),
        Symbol::XLog1pY => f2(special::nj_xlog1py),
        Symbol::Beta => f2(special::nj_beta),
        Symbol::BetaLn => f2(special::nj_betaln),
        Symbol::GammaLower => f2(special::nj_gammainc),
        Symbol::GammaUpper => f2(special::nj_gammaincc),

        Symbol::Dot => f7(linalg::nj_dot),
        Symbol::MatMul => f13(linalg::nj_matmul),
        Symbol::Solve => f6(numeric::nj_solve),
        Symbol::LogDet => f5(numeric::nj_log_det),
        Symbol::Cholesky => f4(numeric::nj_cholesky),
        Symbol::Qr => f7(numeric::nj_qr),
        Symbol::Svd => f9(numeric::nj_svd),
        Symbol::SingularValues => f6(numeric::nj_singular_values),
        Symbol::EigenHermitian => f7(numeric::nj_eigen_hermitian),
        Symbol::Eigen => f6(numeric::nj_eigen),

        Symbol::Sort => f4(numeric::nj_sort),
        Symbol::ArgSort => f5(numeric::nj_argsort),
        Symbol::Fft => f5(numeric::nj_fft),

        Symbol::RandomSeed => f2(random::nj_random_seed),
        Symbol::RandomF64 => f1(random::nj_random_f64),
        Symbol::RandomGauss => f1(random::nj_random_gauss),
        Symbol::RandomInterval => f2(random::nj_random_interval),
        Symbol::PyRandomSeed => f2(random::nj_py_random_seed),
        Symbol::PyRandomF64 => f1(random::nj_py_random_f64),
        Symbol::PyRandomBits => f2(random::nj_py_random_bits),
        Symbol::PyRandomGauss => f1(random::nj_py_random_gauss),
        Symbol::RandomGamma => f2(random::nj_random_gamma),
        Symbol::RandomBeta => f3(random::nj_random_beta),
        Symbol::RandomNoncentralChiSquare => f3(random::nj_random_noncentral_chisquare),
        Symbol::RandomF => f3(random::nj_random_f),
        Symbol::RandomStandardT => f2(random::nj_random_standard_t),
        Symbol::RandomWald => f3(random::nj_random_wald),
        Symbol::RandomVonMises => f3(random::nj_random_vonmises),
        Symbol::RandomPoisson => f2(random::nj_random_poisson),
        Symbol::RandomBinomial => f3(random::nj_random_binomial),
        Symbol::RandomNegativeBinomial => f3(random::nj_random_negative_binomial),
        Symbol::RandomZipf => f2(random::nj_random_zipf),
        Symbol::RandomLogSeries => f2(random::nj_random_logseries),

        Symbol::ListNew => f4(list::nj_list_new),
        Symbol::ListGrow => f3(list::nj_list_grow),
        Symbol::ListOpen => f3(list::nj_list_open),
        Symbol::ListClose => f2(list::nj_list_close),
        Symbol::ListSlice => f5(list::nj_list_slice),
        Symbol::ListExtend => f3(list::nj_list_extend),
        Symbol::ListRepeat => f3(list::nj_list_repeat),
        Symbol::ListDelete => f4(list::nj_list_delete),
        Symbol::ListReplace => f5(list::nj_list_replace),
        Symbol::ListReverse => f1(list::nj_list_reverse),
        Symbol::ListSort => f2(list::nj_list_sort),
        Symbol::ListOrder => f3(list::nj_list_order),
        Symbol::DictNew => f6(table::nj_dict_new),
        Symbol::DictFind => f2(table::nj_dict_find),
        Symbol::DictFindInt => f2(table::nj_dict_find_int),
        Symbol::DictInsert => f3(table::nj_dict_insert),
        Symbol::DictInsertInt => f3(table::nj_dict_insert_int),
        Symbol::DictRemove => f2(table::nj_dict_remove),
        Symbol::DictNext => f2(table::nj_dict_next),
        Symbol::DictLast => f1(table::nj_dict_last),
        Symbol::DictClear => f1(table::nj_dict_clear),
        Symbol::StrOwn => f2(list::nj_str_own),
        Symbol::DictCopy => f2(table::nj_dict_copy),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_those_of_the_table() {
        for &symbol in Symbol::ALL {
            let (entry, info) = (entry(symbol), symbol.info());
            assert_eq!(entry.params, info.params, "parameters of {}", info.name);
            assert_eq!(entry.result, info.result, "result of {}", info.name);
        }
    }

    #[test]
    fn library_calls_resolve_by_name() {
        assert!(resolve_libcall("fma").is_some());
        assert!(resolve_libcall("system").is_none());
    }
}
