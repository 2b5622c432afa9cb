//! Which symbols have a body.

use numjit_abi::Symbol;
use numjit_elementary::{Binary, Unary};

/// An elementary function behind a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// Of one argument.
    Unary(Unary, Precision),
    /// Of two.
    Binary(Binary, Precision),
}

/// What the arguments and the result are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// float32.
    Single,
    /// float64.
    Double,
}

macro_rules! table {
    ($($kind:ident { $($variant:ident $double:ident $single:ident;)* })*) => {
        /// The function that a symbol computes, if it has a body.
        pub fn function(symbol: Symbol) -> Option<Function> {
            Some(match symbol {
                $($(
                    Symbol::$double => Function::$kind($kind::$variant, Precision::Double),
                    Symbol::$single => Function::$kind($kind::$variant, Precision::Single),
                )*)*
                _ => return None,
            })
        }
    };
}

table! {
    Unary {
    Sin SinF64 SinF32;
    Cos CosF64 CosF32;
    Tan TanF64 TanF32;
    Asin AsinF64 AsinF32;
    Acos AcosF64 AcosF32;
    Atan AtanF64 AtanF32;
    Sinh SinhF64 SinhF32;
    Cosh CoshF64 CoshF32;
    Tanh TanhF64 TanhF32;
    Asinh AsinhF64 AsinhF32;
    Acosh AcoshF64 AcoshF32;
    Atanh AtanhF64 AtanhF32;
    Exp ExpF64 ExpF32;
    Exp2 Exp2F64 Exp2F32;
    Expm1 Expm1F64 Expm1F32;
    Log LogF64 LogF32;
    Log2 Log2F64 Log2F32;
    Log10 Log10F64 Log10F32;
    Log1p Log1pF64 Log1pF32;
    Cbrt CbrtF64 CbrtF32;
    Erf ErfF64 ErfF32;
    Erfc ErfcF64 ErfcF32;
    Gamma GammaF64 GammaF32;
    Lgamma LgammaF64 LgammaF32;
    }
    Binary {
    Pow PowF64 PowF32;
    Atan2 Atan2F64 Atan2F32;
    Hypot HypotF64 HypotF32;
    }
}
