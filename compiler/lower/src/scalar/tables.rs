//! Which runtime functions compute which scalar functions.

use numjit_abi::Symbol;

/// The float functions (64 and 32 bits) of one operand behind a name.
pub(crate) fn float_unary(name: &str) -> Option<(Symbol, Symbol)> {
    Some(match name {
        "sin" => (Symbol::SinF64, Symbol::SinF32),
        "cos" => (Symbol::CosF64, Symbol::CosF32),
        "tan" => (Symbol::TanF64, Symbol::TanF32),
        "arcsin" | "asin" => (Symbol::AsinF64, Symbol::AsinF32),
        "arccos" | "acos" => (Symbol::AcosF64, Symbol::AcosF32),
        "arctan" | "atan" => (Symbol::AtanF64, Symbol::AtanF32),
        "sinh" => (Symbol::SinhF64, Symbol::SinhF32),
        "cosh" => (Symbol::CoshF64, Symbol::CoshF32),
        "tanh" => (Symbol::TanhF64, Symbol::TanhF32),
        "arcsinh" | "asinh" => (Symbol::AsinhF64, Symbol::AsinhF32),
        "arccosh" | "acosh" => (Symbol::AcoshF64, Symbol::AcoshF32),
        "arctanh" | "atanh" => (Symbol::AtanhF64, Symbol::AtanhF32),
        "exp" => (Symbol::ExpF64, Symbol::ExpF32),
        "exp2" => (Symbol::Exp2F64, Symbol::Exp2F32),
        "expm1" => (Symbol::Expm1F64, Symbol::Expm1F32),
        "log" => (Symbol::LogF64, Symbol::LogF32),
        "log2" => (Symbol::Log2F64, Symbol::Log2F32),
        "log10" => (Symbol::Log10F64, Symbol::Log10F32),
        "log1p" => (Symbol::Log1pF64, Symbol::Log1pF32),
        "cbrt" => (Symbol::CbrtF64, Symbol::CbrtF32),
        "erf" => (Symbol::ErfF64, Symbol::ErfF32),
        "erfc" => (Symbol::ErfcF64, Symbol::ErfcF32),
        "gamma" => (Symbol::GammaF64, Symbol::GammaF32),
        "lgamma" => (Symbol::LgammaF64, Symbol::LgammaF32),
        _ => return None,
    })
}

/// The float functions of two operands behind a name.
pub(crate) fn float_binary(name: &str) -> Option<(Symbol, Symbol)> {
    Some(match name {
        "arctan2" | "atan2" => (Symbol::Atan2F64, Symbol::Atan2F32),
        "hypot" => (Symbol::HypotF64, Symbol::HypotF32),
        "fmod" => (Symbol::FmodF64, Symbol::FmodF32),
        "nextafter" => (Symbol::NextafterF64, Symbol::NextafterF32),
        _ => return None,
    })
}

/// The complex function of one operand behind a name.
pub(crate) fn complex_unary(name: &str) -> Option<Symbol> {
    Some(match name {
        "sqrt" => Symbol::CSqrt,
        "exp" => Symbol::CExp,
        "log" => Symbol::CLog,
        "sin" => Symbol::CSin,
        "cos" => Symbol::CCos,
        "tan" => Symbol::CTan,
        "sinh" => Symbol::CSinh,
        "cosh" => Symbol::CCosh,
        "tanh" => Symbol::CTanh,
        "arcsin" | "asin" => Symbol::CAsin,
        "arccos" | "acos" => Symbol::CAcos,
        "arctan" | "atan" => Symbol::CAtan,
        "arcsinh" | "asinh" => Symbol::CAsinh,
        "arccosh" | "acosh" => Symbol::CAcosh,
        "arctanh" | "atanh" => Symbol::CAtanh,
        _ => return None,
    })
}
