//! The operations that elementary functions are made of.

/// A function of angles. Arguments of 2^31 and more are rare, and their reduction needs more than a
/// thousand bits of pi, so that a machine may compute it elsewhere ([`Machine::rare`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Periodic {
    /// Sine.
    Sin,
    /// Cosine.
    Cos,
    /// Tangent.
    Tan,
}

/// Something that executes, or writes down, operations on doubles and 64-bit integers.
///
/// The arithmetic is IEEE binary64 rounded to nearest; integers wrap; shifts are by less than 64.
#[allow(missing_docs, reason = "the names are those of the operations")]
pub trait Machine {
    /// A double.
    type Float: Copy;
    /// A 64-bit integer.
    type Int: Copy;
    /// A truth value.
    type Flag: Copy;

    fn float(&mut self, value: f64) -> Self::Float;
    fn int(&mut self, value: i64) -> Self::Int;

    fn add(&mut self, a: Self::Float, b: Self::Float) -> Self::Float;
    fn sub(&mut self, a: Self::Float, b: Self::Float) -> Self::Float;
    fn mul(&mut self, a: Self::Float, b: Self::Float) -> Self::Float;
    fn div(&mut self, a: Self::Float, b: Self::Float) -> Self::Float;
    /// `a * b + c`, rounded once.
    fn fma(&mut self, a: Self::Float, b: Self::Float, c: Self::Float) -> Self::Float;
    fn sqrt(&mut self, a: Self::Float) -> Self::Float;
    fn neg(&mut self, a: Self::Float) -> Self::Float;
    fn abs(&mut self, a: Self::Float) -> Self::Float;
    fn copysign(&mut self, a: Self::Float, sign: Self::Float) -> Self::Float;
    /// To the nearest integer, ties to even.
    fn nearest(&mut self, a: Self::Float) -> Self::Float;
    fn lt(&mut self, a: Self::Float, b: Self::Float) -> Self::Flag;
    fn le(&mut self, a: Self::Float, b: Self::Float) -> Self::Flag;
    fn eq(&mut self, a: Self::Float, b: Self::Float) -> Self::Flag;
    fn ne(&mut self, a: Self::Float, b: Self::Float) -> Self::Flag;

    fn and(&mut self, a: Self::Flag, b: Self::Flag) -> Self::Flag;
    fn or(&mut self, a: Self::Flag, b: Self::Flag) -> Self::Flag;
    fn pick(&mut self, flag: Self::Flag, a: Self::Float, b: Self::Float) -> Self::Float;

    fn bits(&mut self, a: Self::Float) -> Self::Int;
    fn with_bits(&mut self, a: Self::Int) -> Self::Float;
    fn int_add(&mut self, a: Self::Int, b: Self::Int) -> Self::Int;
    fn int_sub(&mut self, a: Self::Int, b: Self::Int) -> Self::Int;
    fn int_and(&mut self, a: Self::Int, b: Self::Int) -> Self::Int;
    fn int_or(&mut self, a: Self::Int, b: Self::Int) -> Self::Int;
    fn int_xor(&mut self, a: Self::Int, b: Self::Int) -> Self::Int;
    fn shift_left(&mut self, a: Self::Int, amount: u32) -> Self::Int;
    /// Zeros come in from the left.
    fn shift_right(&mut self, a: Self::Int, amount: u32) -> Self::Int;
    fn int_eq(&mut self, a: Self::Int, b: Self::Int) -> Self::Flag;

    /// `value`, except where `flag` holds: there the function of `x`, which is at least 2^31 in
    /// magnitude or infinite.
    fn rare(
        &mut self,
        function: Periodic,
        flag: Self::Flag,
        x: Self::Float,
        value: Self::Float,
    ) -> Self::Float;
}
