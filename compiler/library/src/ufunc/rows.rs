//! The rows: name, inputs, loops.
//!
//! A name here is also the name of a kernel step and of a scalar function (`Op::Math`), which the
//! lowering implements at the types of each loop. Further names: the steps `copy` (only casts) and
//! `where` (selects by its first operand), and the scalar functions `erf`, `erfc`, `gamma` and
//! `lgamma`. Loops are written with NumPy's type characters and in NumPy's order, since the first that
//! fits is taken.

use numjit_ir::{BinOp, CmpOp, Ty};

/// How a call on scalars is emitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A binary operator that cannot raise.
    Bin(BinOp),
    /// A comparison.
    Compare(CmpOp),
    /// `Op::Math` under the row's name.
    Math,
}

/// An elementwise function.
#[derive(Debug, PartialEq, Eq)]
pub struct UfuncRow {
    /// NumPy's name.
    pub name: &'static str,
    /// Number of inputs.
    pub nin: usize,
    /// Loops such as `"dd->d"`.
    loops: &'static str,
    /// Form on scalars.
    pub scalar: Scalar,
    /// One sentence for users.
    pub doc: &'static str,
}

impl UfuncRow {
    /// The loops in order: input types and result type.
    pub fn loops(&self) -> impl Iterator<Item = (Vec<Ty>, Ty)> {
        self.loops.split(' ').map(parse_loop)
    }
}

fn parse_loop(text: &str) -> (Vec<Ty>, Ty) {
    let (inputs, result) = text.split_once("->").unwrap_or((text, text));
    let inputs = inputs.chars().map(type_of_char).collect();
    (
        inputs,
        result.chars().next().map_or(Ty::NEVER, type_of_char),
    )
}

/// The type that NumPy abbreviates by a character (`q` for `int64`).
pub(super) fn type_of_char(c: char) -> Ty {
    match c {
        '?' => Ty::BOOL,
        'b' => Ty::I8,
        'h' => Ty::I16,
        'i' => Ty::I32,
        'q' => Ty::I64,
        'B' => Ty::U8,
        'H' => Ty::U16,
        'I' => Ty::U32,
        'Q' => Ty::U64,
        'f' => Ty::F32,
        'd' => Ty::F64,
        'F' => Ty::C64,
        'D' => Ty::C128,
        _ => Ty::NEVER,
    }
}

/// The row with this name or alias.
pub fn lookup(name: &str) -> Option<&'static UfuncRow> {
    let name = match name {
        "true_divide" => "divide",
        "mod" => "remainder",
        "abs" => "absolute",
        "conj" => "conjugate",
        "bitwise_not" => "invert",
        other => other,
    };
    ROWS.iter().find(|row| row.name == name)
}

const ADD: &str = "??->? bb->b BB->B hh->h HH->H ii->i II->I qq->q QQ->Q ff->f dd->d FF->F DD->D";
const SUBTRACT: &str = "bb->b BB->B hh->h HH->H ii->i II->I qq->q QQ->Q ff->f dd->d FF->F DD->D";
const DIVIDE: &str = "ff->f dd->d FF->F DD->D";
const FLOOR_DIVIDE: &str = "bb->b BB->B hh->h HH->H ii->i II->I qq->q QQ->Q ff->f dd->d";
const FLOAT_POWER: &str = "dd->d DD->D";
const SIGN: &str = "b->b B->B h->h H->H i->i I->I q->q Q->Q f->f d->d F->F D->D";
const ABSOLUTE: &str = "?->? b->b B->B h->h H->H i->i I->I q->q Q->Q f->f d->d F->f D->d";
const REAL: &str = "f->f d->d";
const REAL2: &str = "ff->f dd->d";
const ANALYTIC: &str = "f->f d->d F->F D->D";
const ROUND: &str = "?->? b->b B->B h->h H->H i->i I->I q->q Q->Q f->f d->d";
const COMPARE: &str =
    "??->? bb->? BB->? hh->? HH->? ii->? II->? qq->? QQ->? qQ->? Qq->? ff->? dd->? FF->? DD->?";
const LOGICAL: &str =
    "??->? bb->? BB->? hh->? HH->? ii->? II->? qq->? QQ->? ff->? dd->? FF->? DD->?";
const TEST: &str = "?->? b->? B->? h->? H->? i->? I->? q->? Q->? f->? d->? F->? D->?";
const BITWISE: &str = "??->? bb->b BB->B hh->h HH->H ii->i II->I qq->q QQ->Q";
const INVERT: &str = "?->? b->b B->B h->h H->H i->i I->I q->q Q->Q";
const SHIFT: &str = "bb->b BB->B hh->h HH->H ii->i II->I qq->q QQ->Q";
const SIGNBIT: &str = "f->? d->?";
const LDEXP: &str = "fi->f fq->f di->d dq->d";

macro_rules! rows {
    ($($name:literal $nin:literal $loops:ident $scalar:expr, $doc:literal;)*) => {
        /// Every row.
        pub static ROWS: &[UfuncRow] = &[$(UfuncRow {
            name: $name,
            nin: $nin,
            loops: $loops,
            scalar: $scalar,
            doc: $doc,
        }),*];
    };
}

use Scalar::{Bin, Compare, Math};

rows! {
    "add" 2 ADD Bin(BinOp::Add), "Sum of the elements.";
    "subtract" 2 SUBTRACT Bin(BinOp::Sub), "Difference of the elements.";
    "multiply" 2 ADD Bin(BinOp::Mul), "Product of the elements.";
    "divide" 2 DIVIDE Math, "Quotient of the elements; by zero it is infinite or nan.";
    "floor_divide" 2 FLOOR_DIVIDE Math, "Quotient rounded down; an integer divided by zero gives 0.";
    "remainder" 2 FLOOR_DIVIDE Math, "Remainder with the sign of the divisor; an integer modulo zero gives 0.";
    "fmod" 2 FLOOR_DIVIDE Math, "Remainder with the sign of the dividend; an integer modulo zero gives 0.";
    "power" 2 SUBTRACT Math, "First element to the power of the second.";
    "float_power" 2 FLOAT_POWER Math, "Power computed in double precision.";
    "negative" 1 SIGN Math, "The elements negated.";
    "positive" 1 SIGN Math, "The elements themselves.";
    "absolute" 1 ABSOLUTE Math, "Absolute value; the modulus of a complex number.";
    "fabs" 1 REAL Math, "Absolute value as a float.";
    "sign" 1 SIGN Math, "-1, 0 or 1 by sign, nan for nan; a complex number divided by its modulus.";
    "rint" 1 ANALYTIC Math, "Nearest whole number, ties to even.";
    "floor" 1 ROUND Math, "Largest whole number that is not above the element.";
    "ceil" 1 ROUND Math, "Smallest whole number that is not below the element.";
    "trunc" 1 ROUND Math, "The element without its fraction.";
    "sqrt" 1 ANALYTIC Math, "Square root; nan for negative numbers.";
    "square" 1 SIGN Math, "The element times itself.";
    "cbrt" 1 REAL Math, "Cube root.";
    "reciprocal" 1 SIGN Math, "1 divided by the element.";
    "exp" 1 ANALYTIC Math, "Exponential.";
    "exp2" 1 ANALYTIC Math, "Power of two.";
    "expm1" 1 ANALYTIC Math, "exp(x) - 1, exact near 0.";
    "log" 1 ANALYTIC Math, "Natural logarithm.";
    "log2" 1 ANALYTIC Math, "Logarithm to base 2.";
    "log10" 1 ANALYTIC Math, "Logarithm to base 10.";
    "log1p" 1 ANALYTIC Math, "log(1 + x), exact near 0.";
    "sin" 1 ANALYTIC Math, "Sine.";
    "cos" 1 ANALYTIC Math, "Cosine.";
    "tan" 1 ANALYTIC Math, "Tangent.";
    "arcsin" 1 ANALYTIC Math, "Inverse sine.";
    "arccos" 1 ANALYTIC Math, "Inverse cosine.";
    "arctan" 1 ANALYTIC Math, "Inverse tangent.";
    "arctan2" 2 REAL2 Math, "Angle of the point (x2, x1).";
    "sinh" 1 ANALYTIC Math, "Hyperbolic sine.";
    "cosh" 1 ANALYTIC Math, "Hyperbolic cosine.";
    "tanh" 1 ANALYTIC Math, "Hyperbolic tangent.";
    "arcsinh" 1 ANALYTIC Math, "Inverse hyperbolic sine.";
    "arccosh" 1 ANALYTIC Math, "Inverse hyperbolic cosine.";
    "arctanh" 1 ANALYTIC Math, "Inverse hyperbolic tangent.";
    "hypot" 2 REAL2 Math, "sqrt(x1**2 + x2**2) without overflow.";
    "deg2rad" 1 REAL Math, "Degrees to radians.";
    "rad2deg" 1 REAL Math, "Radians to degrees.";
    "degrees" 1 REAL Math, "Radians to degrees.";
    "radians" 1 REAL Math, "Degrees to radians.";
    "logaddexp" 2 REAL2 Math, "log(exp(x1) + exp(x2)).";
    "logaddexp2" 2 REAL2 Math, "log2(2**x1 + 2**x2).";
    "conjugate" 1 SIGN Math, "Complex conjugate.";
    "maximum" 2 ADD Math, "The larger element; nan if either is nan.";
    "minimum" 2 ADD Math, "The smaller element; nan if either is nan.";
    "fmax" 2 ADD Math, "The larger element; a number rather than nan.";
    "fmin" 2 ADD Math, "The smaller element; a number rather than nan.";
    "equal" 2 COMPARE Compare(CmpOp::Eq), "Whether the elements are equal.";
    "not_equal" 2 COMPARE Compare(CmpOp::Ne), "Whether the elements differ.";
    "less" 2 COMPARE Compare(CmpOp::Lt), "Whether the first element is smaller.";
    "less_equal" 2 COMPARE Compare(CmpOp::Le), "Whether the first element is not larger.";
    "greater" 2 COMPARE Compare(CmpOp::Gt), "Whether the first element is larger.";
    "greater_equal" 2 COMPARE Compare(CmpOp::Ge), "Whether the first element is not smaller.";
    "logical_and" 2 LOGICAL Math, "Whether both elements are true.";
    "logical_or" 2 LOGICAL Math, "Whether an element is true.";
    "logical_xor" 2 LOGICAL Math, "Whether exactly one element is true.";
    "logical_not" 1 TEST Math, "Whether the element is false.";
    "bitwise_and" 2 BITWISE Bin(BinOp::BitAnd), "Bits set in both elements.";
    "bitwise_or" 2 BITWISE Bin(BinOp::BitOr), "Bits set in either element.";
    "bitwise_xor" 2 BITWISE Bin(BinOp::BitXor), "Bits set in exactly one element.";
    "invert" 1 INVERT Math, "All bits flipped; the negation of a bool.";
    "left_shift" 2 SHIFT Math, "Bits shifted left; 0 when all are shifted out.";
    "right_shift" 2 SHIFT Math, "Bits shifted right, the sign kept.";
    "isnan" 1 TEST Math, "Whether the element is nan.";
    "isinf" 1 TEST Math, "Whether the element is infinite.";
    "isfinite" 1 TEST Math, "Whether the element is neither infinite nor nan.";
    "signbit" 1 SIGNBIT Math, "Whether the sign is negative, also of zero and nan.";
    "copysign" 2 REAL2 Math, "Magnitude of the first element with the sign of the second.";
    "nextafter" 2 REAL2 Math, "Next float after the first element towards the second.";
    "ldexp" 2 LDEXP Math, "x1 * 2**x2.";
    "spacing" 1 REAL Math, "Distance to the next float away from zero.";
    "gcd" 2 SHIFT Math, "Greatest common divisor.";
    "lcm" 2 SHIFT Math, "Least common multiple.";
    "heaviside" 2 REAL2 Math, "0, x2 or 1 as the first element is negative, zero or positive.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_consistent() {
        for row in ROWS {
            assert_eq!(ROWS.iter().filter(|r| r.name == row.name).count(), 1);
            for (inputs, result) in row.loops() {
                assert_eq!(inputs.len(), row.nin, "{}", row.name);
                assert!(!inputs.contains(&Ty::NEVER) && result != Ty::NEVER);
            }
        }
    }
}
