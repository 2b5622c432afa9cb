//! Python constants as the front end reads them and the host resolves them.

/// A compile-time constant.
#[derive(Clone, Debug)]
pub enum Const {
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// An integer that fits `int64`.
    Int(i64),
    /// An integer above the `int64` range that fits `uint64`.
    UInt(u64),
    /// A float.
    Float(f64),
    /// A complex number (real, imaginary).
    Complex(f64, f64),
    /// A string.
    Str(Box<str>),
    /// `...`
    Ellipsis,
}

impl PartialEq for Const {
    /// Bitwise on floats, so that `nan` equals itself and `0.0` differs from `-0.0`.
    fn eq(&self, other: &Const) -> bool {
        match (self, other) {
            (Const::None, Const::None) | (Const::Ellipsis, Const::Ellipsis) => true,
            (Const::Bool(a), Const::Bool(b)) => a == b,
            (Const::Int(a), Const::Int(b)) => a == b,
            (Const::UInt(a), Const::UInt(b)) => a == b,
            (Const::Float(a), Const::Float(b)) => a.to_bits() == b.to_bits(),
            (Const::Complex(a, b), Const::Complex(c, d)) => {
                (a.to_bits(), b.to_bits()) == (c.to_bits(), d.to_bits())
            }
            (Const::Str(a), Const::Str(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Const {}

impl std::hash::Hash for Const {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Const::None | Const::Ellipsis => {}
            Const::Bool(v) => v.hash(state),
            Const::Int(v) => v.hash(state),
            Const::UInt(v) => v.hash(state),
            Const::Float(v) => v.to_bits().hash(state),
            Const::Complex(re, im) => (re.to_bits(), im.to_bits()).hash(state),
            Const::Str(v) => v.hash(state),
        }
    }
}
