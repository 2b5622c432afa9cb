//! The table of runtime functions that compiled code may call.
//!
//! A row gives the C signature, the effects the optimiser may rely on, and one sentence. The enum, the
//! symbol names and the signatures the back ends declare all come from the rows; the runtime resolves
//! each row to an address.

/// Machine type of a parameter or result of a runtime function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AbiType {
    /// 8-bit integer (booleans are 0 or 1).
    I8,
    /// 32-bit integer.
    I32,
    /// 64-bit integer.
    I64,
    /// IEEE binary32.
    F32,
    /// IEEE binary64.
    F64,
    /// Address.
    Ptr,
}

/// What a call may do besides computing its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effects {
    /// Depends on the arguments only; may be removed, merged and moved.
    Pure,
    /// Reads memory; may be removed.
    Reads,
    /// Writes memory or has other effects.
    Writes,
    /// Like `Writes`, and the result is a [`crate::Status`] that must be tested.
    Raises,
}

/// Signature and meaning of a runtime function.
#[derive(Debug)]
pub struct SymbolInfo {
    /// Linker name.
    pub name: &'static str,
    /// Parameter types.
    pub params: &'static [AbiType],
    /// Result type, if any.
    pub result: Option<AbiType>,
    /// What the optimiser may assume.
    pub effects: Effects,
    /// One sentence.
    pub doc: &'static str,
}

macro_rules! symbols {
    ($($variant:ident $name:literal ($($param:ident),*) $(-> $result:ident)?, $effects:ident, $doc:literal;)*) => {
        /// A runtime function.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum Symbol { $(#[doc = $doc] $variant),* }

        impl Symbol {
            /// Every runtime function, in table order.
            pub const ALL: &'static [Symbol] = &[$(Symbol::$variant),*];

            /// The row of this function.
            pub fn info(self) -> &'static SymbolInfo {
                &TABLE[self as usize]
            }

            /// The function with this linker name.
            pub fn from_name(name: &str) -> Option<Symbol> {
                match name { $($name => Some(Symbol::$variant),)* _ => None }
            }
        }

        static TABLE: &[SymbolInfo] = &[$(SymbolInfo {
            name: $name,
            params: &[$(AbiType::$param),*],
            result: symbols!(@result $($result)?),
            effects: Effects::$effects,
            doc: $doc,
        }),*];
    };
    (@result) => { None };
    (@result $result:ident) => { Some(AbiType::$result) };
}

// In the rows below: `ctx` is the context pointer; a string is (data, length in code points, bytes per
// code point); a text buffer is an owned growable UTF-8 buffer that some later call consumes.
symbols! {
    // Memory.
    Alloc "nj_alloc" (Ptr, I64) -> Ptr, Writes, "Allocates a block (ctx, payload bytes) with one owner, payload uninitialised, 64-byte aligned at header + 64; null with MemoryError recorded when it cannot.";
    AllocZeroed "nj_alloc_zeroed" (Ptr, I64) -> Ptr, Writes, "Like nj_alloc with a payload of zero bytes.";
    Retain "nj_retain" (Ptr), Writes, "Adds an owner to a block; null is ignored.";
    Release "nj_release" (Ptr), Writes, "Drops an owner of a block and frees it with the last one; null is ignored.";
    MemCopy "nj_memcpy" (Ptr, Ptr, I64), Writes, "Copies bytes (destination, source, count) between ranges that do not overlap.";
    MemMove "nj_memmove" (Ptr, Ptr, I64), Writes, "Copies bytes between ranges that may overlap.";
    MemSet "nj_memset" (Ptr, I32, I64), Writes, "Fills (destination, byte, count).";
    Overlaps "nj_overlaps" (Ptr, I64, Ptr, Ptr, Ptr, I64, Ptr, Ptr) -> I8, Reads, "1 if two strided views may share memory: for each (data, ndim with the element size in bits 32.., shape pointer, strides pointer).";

    // Exceptions. The exception is built in the context, then the function returns Status::Raised.
    Raise "nj_raise" (Ptr, I32, Ptr, I64), Writes, "Records an exception (ctx, kind, UTF-8 message, bytes) with the message as its only argument; -1 bytes: no argument.";
    RaiseIndex "nj_raise_index" (Ptr, I64, I64, I32), Writes, "Records IndexError: index (as given) out of bounds for axis with size: (ctx, index, size, axis).";
    ExcBegin "nj_exc_begin" (Ptr, I32), Writes, "Starts an exception of a kind with no arguments.";
    ExcClear "nj_exc_clear" (Ptr), Writes, "Drops the recorded exception, if any: a handler caught it.";
    ExcPushI64 "nj_exc_push_i64" (Ptr, I64), Writes, "Appends an int argument to the exception being built.";
    ExcPushU64 "nj_exc_push_u64" (Ptr, I64), Writes, "Appends an unsigned int argument.";
    ExcPushF64 "nj_exc_push_f64" (Ptr, F64), Writes, "Appends a float argument.";
    ExcPushComplex "nj_exc_push_complex" (Ptr, F64, F64), Writes, "Appends a complex argument.";
    ExcPushBool "nj_exc_push_bool" (Ptr, I8), Writes, "Appends a bool argument.";
    ExcPushStr "nj_exc_push_str" (Ptr, Ptr, I64, I64), Writes, "Appends a str argument (ctx, data, length, bytes per code point).";
    ExcPushNone "nj_exc_push_none" (Ptr), Writes, "Appends None.";
    ExcPushTuple "nj_exc_push_tuple" (Ptr, I64), Writes, "Replaces the last n arguments by one tuple of them.";
    GeneratorNew "nj_generator_new" (Ptr, I64, I64) -> Ptr, Writes, "A generator object with one owner: (ctx, words for owners, other words), all zero.";
    ExcTake "nj_exc_take" (Ptr) -> Ptr, Writes, "Takes the recorded exception (ctx) as an object with one owner: a handler begins.";
    ExcMatches "nj_exc_matches" (Ptr, I32) -> I8, Reads, "1 if an exception object is of a class: (object, class code).";
    ExcAgain "nj_exc_again" (Ptr, Ptr), Writes, "Records the exception of an object again: (ctx, object).";
    BufPushException "nj_buf_push_exception" (Ptr, Ptr, I8), Writes, "Appends an exception object as str() shows it, or as repr() does if the flag is 1: (buffer, object, flag).";
    Frame "nj_frame" (Ptr, Ptr, I32), Writes, "Appends a traceback entry (ctx, frame record, lines below the first line of the source).";

    // The program around compiled code.
    Poll "nj_poll" (Ptr) -> I32, Writes, "Whether calls with this context are to end: 0, or why. Back ends write it out as two loads.";
    Interrupt "nj_interrupt" (Ptr), Writes, "Records the exception that ends a call: KeyboardInterrupt, or TimeoutError when its time is over.";
    HostCall "nj_host_call" (Ptr, Ptr, Ptr, Ptr, I64, I64) -> I32, Raises, "Calls a function of the program: (ctx, closure, argument slots, result slots, number of either).";

    // Text buffers: printing and f-strings.
    BufNew "nj_buf_new" () -> Ptr, Writes, "A new empty text buffer.";
    BufFree "nj_buf_free" (Ptr), Writes, "Drops a text buffer.";
    BufPushUtf8 "nj_buf_push_utf8" (Ptr, Ptr, I64), Writes, "Appends UTF-8 bytes (buffer, data, bytes).";
    BufPushStr "nj_buf_push_str" (Ptr, Ptr, I64, I64), Writes, "Appends a string as str() shows it.";
    BufPushStrRepr "nj_buf_push_str_repr" (Ptr, Ptr, I64, I64), Writes, "Appends a string as repr() shows it, quoted.";
    BufPushI64 "nj_buf_push_i64" (Ptr, I64), Writes, "Appends a signed integer in decimal.";
    BufPushU64 "nj_buf_push_u64" (Ptr, I64), Writes, "Appends an unsigned integer in decimal.";
    BufPushF64 "nj_buf_push_f64" (Ptr, F64), Writes, "Appends a float as Python's repr() shows it.";
    BufPushComplex "nj_buf_push_complex" (Ptr, F64, F64), Writes, "Appends a complex number as Python's repr() shows it.";
    BufPushBool "nj_buf_push_bool" (Ptr, I8), Writes, "Appends True or False.";
    BufPushArray "nj_buf_push_array" (Ptr, I32, I64, Ptr, Ptr, Ptr), Writes, "Appends an array as NumPy's str() shows it: (buffer, dtype code, ndim, data, shape pointer, strides-in-bytes pointer).";
    BufFormatI64 "nj_buf_format_i64" (Ptr, Ptr, I64, Ptr, I64) -> I32, Raises, "Appends an int under a format spec (ctx, buffer, value, UTF-8 spec, bytes).";
    BufFormatU64 "nj_buf_format_u64" (Ptr, Ptr, I64, Ptr, I64) -> I32, Raises, "Appends an unsigned int under a format spec.";
    BufFormatF64 "nj_buf_format_f64" (Ptr, Ptr, F64, Ptr, I64) -> I32, Raises, "Appends a float under a format spec.";
    BufFormatComplex "nj_buf_format_complex" (Ptr, Ptr, F64, F64, Ptr, I64) -> I32, Raises, "Appends a complex number under a format spec (ctx, buffer, re, im, spec, bytes).";
    BufFormatStr "nj_buf_format_str" (Ptr, Ptr, Ptr, I64, I64, Ptr, I64) -> I32, Raises, "Appends a str under a format spec (ctx, buffer, data, length, bytes per code point, spec, bytes).";
    BufPrint "nj_buf_print" (Ptr, Ptr) -> I32, Raises, "Writes the buffer to the host's standard output and drops it.";
    BufFinish "nj_buf_finish" (Ptr, Ptr, Ptr) -> I32, Raises, "Turns the buffer into a str and drops it: (ctx, buffer, pointer to four 8-byte slots: owner, data, length, bytes per code point).";
    StrEq "nj_str_eq" (Ptr, I64, I64, Ptr, I64, I64) -> I8, Reads, "1 if two strings are equal.";
    StrCall "nj_str_call" (Ptr, I32, Ptr, Ptr) -> I32, Raises, "A function on strings: (ctx, code, operand slots, result slots); see StrOp.";
    StrCmp "nj_str_cmp" (Ptr, I64, I64, Ptr, I64, I64) -> I32, Reads, "-1, 0 or 1: order of two strings by code point.";

    // Scalar maths, libm semantics (no errors: domain errors give nan or inf).
    SinF64 "nj_sin_f64" (F64) -> F64, Pure, "Sine.";
    CosF64 "nj_cos_f64" (F64) -> F64, Pure, "Cosine.";
    TanF64 "nj_tan_f64" (F64) -> F64, Pure, "Tangent.";
    AsinF64 "nj_asin_f64" (F64) -> F64, Pure, "Arc sine.";
    AcosF64 "nj_acos_f64" (F64) -> F64, Pure, "Arc cosine.";
    AtanF64 "nj_atan_f64" (F64) -> F64, Pure, "Arc tangent.";
    SinhF64 "nj_sinh_f64" (F64) -> F64, Pure, "Hyperbolic sine.";
    CoshF64 "nj_cosh_f64" (F64) -> F64, Pure, "Hyperbolic cosine.";
    TanhF64 "nj_tanh_f64" (F64) -> F64, Pure, "Hyperbolic tangent.";
    AsinhF64 "nj_asinh_f64" (F64) -> F64, Pure, "Inverse hyperbolic sine.";
    AcoshF64 "nj_acosh_f64" (F64) -> F64, Pure, "Inverse hyperbolic cosine.";
    AtanhF64 "nj_atanh_f64" (F64) -> F64, Pure, "Inverse hyperbolic tangent.";
    ExpF64 "nj_exp_f64" (F64) -> F64, Pure, "Exponential.";
    Exp2F64 "nj_exp2_f64" (F64) -> F64, Pure, "Power of two.";
    Expm1F64 "nj_expm1_f64" (F64) -> F64, Pure, "exp(x) - 1.";
    LogF64 "nj_log_f64" (F64) -> F64, Pure, "Natural logarithm.";
    Log2F64 "nj_log2_f64" (F64) -> F64, Pure, "Base-2 logarithm.";
    Log10F64 "nj_log10_f64" (F64) -> F64, Pure, "Base-10 logarithm.";
    Log1pF64 "nj_log1p_f64" (F64) -> F64, Pure, "log(1 + x).";
    CbrtF64 "nj_cbrt_f64" (F64) -> F64, Pure, "Cube root.";
    ErfF64 "nj_erf_f64" (F64) -> F64, Pure, "Error function.";
    ErfcF64 "nj_erfc_f64" (F64) -> F64, Pure, "Complementary error function.";
    GammaF64 "nj_gamma_f64" (F64) -> F64, Pure, "Gamma function.";
    LgammaF64 "nj_lgamma_f64" (F64) -> F64, Pure, "Logarithm of the absolute value of the gamma function.";
    PowF64 "nj_pow_f64" (F64, F64) -> F64, Pure, "x to the power y.";
    Atan2F64 "nj_atan2_f64" (F64, F64) -> F64, Pure, "Arc tangent of y/x in the right quadrant.";
    HypotF64 "nj_hypot_f64" (F64, F64) -> F64, Pure, "sqrt(x*x + y*y) without overflow.";
    FmodF64 "nj_fmod_f64" (F64, F64) -> F64, Pure, "C remainder, sign of x.";
    NextafterF64 "nj_nextafter_f64" (F64, F64) -> F64, Pure, "Next float after x towards y.";
    LdexpF64 "nj_ldexp_f64" (F64, I64) -> F64, Pure, "x * 2**n.";
    RoundDigitsF64 "nj_round_digits_f64" (F64, I64) -> F64, Pure, "Python's round(x, ndigits): correctly rounded to nearest, ties to even.";
    HashI64 "nj_hash_i64" (I64) -> I64, Pure, "Python's hash of an int.";
    HashU64 "nj_hash_u64" (I64) -> I64, Pure, "Python's hash of an unsigned int.";
    HashF64 "nj_hash_f64" (F64) -> I64, Pure, "Python's hash of a float.";
    PowMod "nj_pow_mod" (I64, I64, I64) -> I64, Pure, "Python's pow(base, exp, mod) for exp >= 0 and mod other than 0.";
    FrexpF64 "nj_frexp_f64" (F64, Ptr) -> F64, Writes, "Mantissa of x; the exponent goes to an i64.";
    SinF32 "nj_sin_f32" (F32) -> F32, Pure, "Sine.";
    CosF32 "nj_cos_f32" (F32) -> F32, Pure, "Cosine.";
    TanF32 "nj_tan_f32" (F32) -> F32, Pure, "Tangent.";
    AsinF32 "nj_asin_f32" (F32) -> F32, Pure, "Arc sine.";
    AcosF32 "nj_acos_f32" (F32) -> F32, Pure, "Arc cosine.";
    AtanF32 "nj_atan_f32" (F32) -> F32, Pure, "Arc tangent.";
    SinhF32 "nj_sinh_f32" (F32) -> F32, Pure, "Hyperbolic sine.";
    CoshF32 "nj_cosh_f32" (F32) -> F32, Pure, "Hyperbolic cosine.";
    TanhF32 "nj_tanh_f32" (F32) -> F32, Pure, "Hyperbolic tangent.";
    AsinhF32 "nj_asinh_f32" (F32) -> F32, Pure, "Inverse hyperbolic sine.";
    AcoshF32 "nj_acosh_f32" (F32) -> F32, Pure, "Inverse hyperbolic cosine.";
    AtanhF32 "nj_atanh_f32" (F32) -> F32, Pure, "Inverse hyperbolic tangent.";
    ExpF32 "nj_exp_f32" (F32) -> F32, Pure, "Exponential.";
    Exp2F32 "nj_exp2_f32" (F32) -> F32, Pure, "Power of two.";
    Expm1F32 "nj_expm1_f32" (F32) -> F32, Pure, "exp(x) - 1.";
    LogF32 "nj_log_f32" (F32) -> F32, Pure, "Natural logarithm.";
    Log2F32 "nj_log2_f32" (F32) -> F32, Pure, "Base-2 logarithm.";
    Log10F32 "nj_log10_f32" (F32) -> F32, Pure, "Base-10 logarithm.";
    Log1pF32 "nj_log1p_f32" (F32) -> F32, Pure, "log(1 + x).";
    CbrtF32 "nj_cbrt_f32" (F32) -> F32, Pure, "Cube root.";
    ErfF32 "nj_erf_f32" (F32) -> F32, Pure, "Error function.";
    ErfcF32 "nj_erfc_f32" (F32) -> F32, Pure, "Complementary error function.";
    GammaF32 "nj_gamma_f32" (F32) -> F32, Pure, "Gamma function.";
    LgammaF32 "nj_lgamma_f32" (F32) -> F32, Pure, "Logarithm of the absolute value of the gamma function.";
    PowF32 "nj_pow_f32" (F32, F32) -> F32, Pure, "x to the power y.";
    Atan2F32 "nj_atan2_f32" (F32, F32) -> F32, Pure, "Arc tangent of y/x in the right quadrant.";
    HypotF32 "nj_hypot_f32" (F32, F32) -> F32, Pure, "sqrt(x*x + y*y) without overflow.";
    FmodF32 "nj_fmod_f32" (F32, F32) -> F32, Pure, "C remainder, sign of x.";
    NextafterF32 "nj_nextafter_f32" (F32, F32) -> F32, Pure, "Next float after x towards y.";
    LdexpF32 "nj_ldexp_f32" (F32, I64) -> F32, Pure, "x * 2**n.";

    // Complex maths in double precision: (re, im, pointer to two doubles for the result).
    CSqrt "nj_csqrt" (F64, F64, Ptr), Writes, "Complex square root.";
    CExp "nj_cexp" (F64, F64, Ptr), Writes, "Complex exponential.";
    CLog "nj_clog" (F64, F64, Ptr), Writes, "Complex natural logarithm.";
    CSin "nj_csin" (F64, F64, Ptr), Writes, "Complex sine.";
    CCos "nj_ccos" (F64, F64, Ptr), Writes, "Complex cosine.";
    CTan "nj_ctan" (F64, F64, Ptr), Writes, "Complex tangent.";
    CSinh "nj_csinh" (F64, F64, Ptr), Writes, "Complex hyperbolic sine.";
    CCosh "nj_ccosh" (F64, F64, Ptr), Writes, "Complex hyperbolic cosine.";
    CTanh "nj_ctanh" (F64, F64, Ptr), Writes, "Complex hyperbolic tangent.";
    CAsin "nj_casin" (F64, F64, Ptr), Writes, "Complex arc sine.";
    CAcos "nj_cacos" (F64, F64, Ptr), Writes, "Complex arc cosine.";
    CAtan "nj_catan" (F64, F64, Ptr), Writes, "Complex arc tangent.";
    CAsinh "nj_casinh" (F64, F64, Ptr), Writes, "Complex inverse hyperbolic sine.";
    CAcosh "nj_cacosh" (F64, F64, Ptr), Writes, "Complex inverse hyperbolic cosine.";
    CAtanh "nj_catanh" (F64, F64, Ptr), Writes, "Complex inverse hyperbolic tangent.";
    CPow "nj_cpow" (F64, F64, F64, F64, Ptr), Writes, "Complex power (base, exponent).";
    CDiv "nj_cdiv" (F64, F64, F64, F64, Ptr), Writes, "Complex quotient by Smith's method, as CPython and NumPy compute it.";

    // Special functions.
    ErfInv "nj_erfinv" (F64) -> F64, Pure, "Inverse of the error function.";
    ErfcInv "nj_erfcinv" (F64) -> F64, Pure, "Inverse of the complementary error function.";
    Digamma "nj_digamma" (F64) -> F64, Pure, "Derivative of the logarithm of the gamma function.";
    BesselJ0 "nj_bessel_j0" (F64) -> F64, Pure, "Bessel function of the first kind of order 0.";
    BesselJ1 "nj_bessel_j1" (F64) -> F64, Pure, "Bessel function of the first kind of order 1.";
    BesselY0 "nj_bessel_y0" (F64) -> F64, Pure, "Bessel function of the second kind of order 0.";
    BesselY1 "nj_bessel_y1" (F64) -> F64, Pure, "Bessel function of the second kind of order 1.";
    BesselI0 "nj_bessel_i0" (F64) -> F64, Pure, "Modified Bessel function of the first kind of order 0.";
    BesselI1 "nj_bessel_i1" (F64) -> F64, Pure, "Modified Bessel function of the first kind of order 1.";
    NormalCdf "nj_normal_cdf" (F64) -> F64, Pure, "Standard normal distribution function.";
    NormalQuantile "nj_normal_quantile" (F64) -> F64, Pure, "Quantile of the standard normal distribution.";
    Expit "nj_expit" (F64) -> F64, Pure, "1 / (1 + exp(-x)).";
    LogExpit "nj_log_expit" (F64) -> F64, Pure, "Logarithm of nj_expit.";
    Logit "nj_logit" (F64) -> F64, Pure, "log(x / (1 - x)).";
    Exp10 "nj_exp10" (F64) -> F64, Pure, "Power of ten.";
    Entropy "nj_entropy" (F64) -> F64, Pure, "-x log(x).";
    XLogY "nj_xlogy" (F64, F64) -> F64, Pure, "x log(y), 0 where x is 0.";
    XLog1pY "nj_xlog1py" (F64, F64) -> F64, Pure, "x log(1 + y), 0 where x is 0.";
    Beta "nj_beta" (F64, F64) -> F64, Pure, "Beta function.";
    BetaLn "nj_betaln" (F64, F64) -> F64, Pure, "Logarithm of the absolute value of the beta function.";
    GammaLower "nj_gammainc" (F64, F64) -> F64, Pure, "Regularised lower incomplete gamma function (a, x).";
    GammaUpper "nj_gammaincc" (F64, F64) -> F64, Pure, "Regularised upper incomplete gamma function (a, x).";

    // Linear algebra. Strides are in elements.
    Dot "nj_dot" (I32, I64, Ptr, I64, Ptr, I64, Ptr), Writes, "Inner product: (dtype code, n, x, x stride, y, y stride, pointer to one element for the result).";
    MatMul "nj_matmul" (I32, I64, I64, I64, Ptr, I64, I64, Ptr, I64, I64, Ptr, I64, I64), Writes, "C = A B: (dtype code, m, k, n, A, row stride, column stride, B, row stride, column stride, C, row stride, column stride).";

    // Factorisations. Matrices are in C order, dtype codes are those of inexact types; "reals" are the real type beside them.
    Solve "nj_solve" (Ptr, I64, I64, I64, Ptr, Ptr) -> I32, Raises, "Solves A X = B: (ctx, dtype code, n, columns of B, A, B, which X replaces); LinAlgError when A is singular.";
    LogDet "nj_log_det" (I64, I64, Ptr, Ptr, Ptr), Writes, "Determinant: (dtype code, n, A, sign, logarithm of the modulus as a double).";
    Cholesky "nj_cholesky" (Ptr, I64, I64, Ptr) -> I32, Raises, "Replaces A, whose lower triangle is read, by its lower factor: (ctx, dtype code, n, A); LinAlgError when A is not positive definite.";
    Qr "nj_qr" (I64, I64, I64, I64, Ptr, Ptr, Ptr), Writes, "A = Q R: (dtype code, m, n, columns of Q, A, Q, R).";
    Svd "nj_svd" (Ptr, I64, I64, I64, I64, Ptr, Ptr, Ptr, Ptr) -> I32, Raises, "A = U diag(s) VH: (ctx, dtype code, m, n, 1 for square U and VH, A, U, s, VH); LinAlgError without convergence.";
    SingularValues "nj_singular_values" (Ptr, I64, I64, I64, Ptr, Ptr) -> I32, Raises, "Singular values, descending: (ctx, dtype code, m, n, A, s).";
    EigenHermitian "nj_eigen_hermitian" (Ptr, I64, I64, I64, Ptr, Ptr, Ptr) -> I32, Raises, "Eigenvalues, ascending, and eigenvectors of a Hermitian matrix: (ctx, dtype code, n, 1 to read the lower triangle and 0 for the upper, A, values, vectors as columns).";
    Eigen "nj_eigen" (Ptr, I64, I64, Ptr, Ptr, Ptr) -> I32, Raises, "Eigenvalues and eigenvectors: (ctx, dtype code, n, A, complex values, complex vectors as columns).";

    // Lines of numbers in C order.
    Sort "nj_sort" (I64, I64, I64, Ptr), Writes, "Sorts each line in place, nan last: (dtype code, lines, elements of a line, data).";
    ArgSort "nj_argsort" (I64, I64, I64, Ptr, Ptr), Writes, "Positions that sort each line, equal elements in their order: (dtype code, lines, elements of a line, data, int64 positions).";
    Fft "nj_fft" (I64, I64, I64, I64, Ptr), Writes, "Discrete Fourier transform of each line in place, without a factor: (dtype code, lines, elements of a line, 1 for the inverse, complex data).";

    // Legacy random numbers: NumPy's Mersenne Twister stream.
    RandomSeed "nj_random_seed" (Ptr, I64), Writes, "Seeds the context's generator as numpy.random.seed(n) does.";
    RandomF64 "nj_random_f64" (Ptr) -> F64, Writes, "Next double in [0, 1), 53 bits.";
    RandomGauss "nj_random_gauss" (Ptr) -> F64, Writes, "Next standard normal (legacy polar method with its cached second value).";
    RandomInterval "nj_random_interval" (Ptr, I64) -> I64, Writes, "Uniform unsigned integer in [0, max], by masked rejection as numpy.random.randint draws it (32-bit draws when max fits).";
    PyRandomSeed "nj_py_random_seed" (Ptr, I64), Writes, "Seeds the context's other generator as random.seed(n) does.";
    PyRandomF64 "nj_py_random_f64" (Ptr) -> F64, Writes, "Next double in [0, 1) of the module random.";
    PyRandomBits "nj_py_random_bits" (Ptr, I64) -> I64, Writes, "Next so many random bits of the module random, at most 63.";
    PyRandomGauss "nj_py_random_gauss" (Ptr) -> F64, Writes, "Next standard normal number as random.gauss draws it.";
    RandomGamma "nj_random_gamma" (Ptr, F64) -> F64, Writes, "Next gamma deviate of scale 1.";
    RandomBeta "nj_random_beta" (Ptr, F64, F64) -> F64, Writes, "Next beta deviate.";
    RandomNoncentralChiSquare "nj_random_noncentral_chisquare" (Ptr, F64, F64) -> F64, Writes, "Next noncentral chi-square deviate.";
    RandomF "nj_random_f" (Ptr, F64, F64) -> F64, Writes, "Next F deviate.";
    RandomStandardT "nj_random_standard_t" (Ptr, F64) -> F64, Writes, "Next deviate of Student's t distribution.";
    RandomWald "nj_random_wald" (Ptr, F64, F64) -> F64, Writes, "Next inverse Gaussian deviate.";
    RandomVonMises "nj_random_vonmises" (Ptr, F64, F64) -> F64, Writes, "Next von Mises deviate.";
    RandomPoisson "nj_random_poisson" (Ptr, F64) -> I64, Writes, "Next Poisson deviate.";
    RandomBinomial "nj_random_binomial" (Ptr, I64, F64) -> I64, Writes, "Next binomial deviate.";
    RandomNegativeBinomial "nj_random_negative_binomial" (Ptr, F64, F64) -> I64, Writes, "Next negative binomial deviate.";
    RandomZipf "nj_random_zipf" (Ptr, F64) -> I64, Writes, "Next deviate of the zeta distribution.";
    RandomLogSeries "nj_random_logseries" (Ptr, F64) -> I64, Writes, "Next deviate of the logarithmic series distribution.";

    // Containers. An element is described by bytes (see `element`), the description is (address, bytes).
    ListNew "nj_list_new" (Ptr, Ptr, I64, I64) -> Ptr, Writes, "A new empty list (ctx, element description, room for elements); null with MemoryError recorded.";
    ListGrow "nj_list_grow" (Ptr, Ptr, I64) -> I32, Raises, "Makes room for so many more elements (ctx, list, count).";
    ListOpen "nj_list_open" (Ptr, Ptr, I64) -> I32, Raises, "Moves the elements from a position on up by one and counts the new one, which the caller stores (ctx, list, position in 0..=len).";
    ListClose "nj_list_close" (Ptr, I64), Writes, "Removes the element at a position in range without releasing it (list, position).";
    ListSlice "nj_list_slice" (Ptr, Ptr, I64, I64, I64) -> Ptr, Writes, "A new list of the elements at start, start + step, ... (ctx, list, start, count, step), positions in range; null with MemoryError recorded.";
    ListExtend "nj_list_extend" (Ptr, Ptr, Ptr) -> I32, Raises, "Appends the elements of a list of the same element type (ctx, list, other), which may be the list itself.";
    ListRepeat "nj_list_repeat" (Ptr, Ptr, I64) -> Ptr, Writes, "A new list with the elements so many times over (ctx, list, times); null with MemoryError recorded.";
    ListDelete "nj_list_delete" (Ptr, I64, I64, I64), Writes, "Removes the elements at start, start + step, ... (list, start, count, step), positions in range.";
    ListReplace "nj_list_replace" (Ptr, Ptr, I64, I64, Ptr) -> I32, Raises, "Puts the elements of another list in the place of a run (ctx, list, start, count, other).";
    ListReverse "nj_list_reverse" (Ptr), Writes, "Reverses a list in place.";
    ListSort "nj_list_sort" (Ptr, I8), Writes, "Sorts a list of ordered elements in place, stable (list, 1 for descending order).";
    ListOrder "nj_list_order" (Ptr, Ptr, I8) -> Ptr, Writes, "The positions that sort a list, as a list of int64 (ctx, list, 1 for descending order); null with MemoryError recorded.";
    DictNew "nj_dict_new" (Ptr, Ptr, I64, Ptr, I64, I64) -> Ptr, Writes, "A new empty dict (ctx, key description, value description, room for entries); null with MemoryError recorded.";
    DictFind "nj_dict_find" (Ptr, Ptr) -> Ptr, Reads, "The entry of a key (dict, address of the key), or null.";
    DictFindInt "nj_dict_find_int" (Ptr, I64) -> Ptr, Reads, "The entry of a 64-bit integer key (dict, key), or null.";
    DictInsert "nj_dict_insert" (Ptr, Ptr, Ptr) -> Ptr, Writes, "The entry of a key (ctx, dict, address of the key), made with a zeroed value if there is none; null with MemoryError recorded.";
    DictInsertInt "nj_dict_insert_int" (Ptr, Ptr, I64) -> Ptr, Writes, "Like nj_dict_insert for a 64-bit integer key (ctx, dict, key).";
    DictRemove "nj_dict_remove" (Ptr, Ptr), Writes, "Removes an entry and releases its key and value (dict, entry).";
    DictNext "nj_dict_next" (Ptr, I64) -> I64, Reads, "The position of the first entry at or after a position, or the number of entries in use (dict, position).";
    DictLast "nj_dict_last" (Ptr) -> Ptr, Reads, "The entry that was added last, or null.";
    DictClear "nj_dict_clear" (Ptr), Writes, "Removes all entries.";
    StrOwn "nj_str_own" (Ptr, Ptr) -> I32, Raises, "Gives the string in four slots (owner, data, length, bytes per code point) an owner: one more, or of a copy if it has none (ctx, address of the slots).";
    DictCopy "nj_dict_copy" (Ptr, Ptr) -> Ptr, Writes, "A new dict with the same entries (ctx, dict); null with MemoryError recorded.";
}
