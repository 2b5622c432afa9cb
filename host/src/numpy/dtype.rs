//! Element types: names, sizes, and which type two of them share.

/// The element types of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DType {
    Bool,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Float32,
    Float64,
    Complex64,
    Complex128,
}

/// What kind of number an element type holds, in the order in which kinds absorb each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Bool,
    Unsigned,
    Signed,
    Float,
    Complex,
}

/// One row for each type: (type, name, kind, bytes, NumPy's one-letter code).
const TABLE: [(DType, &str, Kind, usize, char); 13] = [
    (DType::Bool, "bool", Kind::Bool, 1, '?'),
    (DType::Int8, "int8", Kind::Signed, 1, 'b'),
    (DType::Int16, "int16", Kind::Signed, 2, 'h'),
    (DType::Int32, "int32", Kind::Signed, 4, 'i'),
    (DType::Int64, "int64", Kind::Signed, 8, 'l'),
    (DType::Uint8, "uint8", Kind::Unsigned, 1, 'B'),
    (DType::Uint16, "uint16", Kind::Unsigned, 2, 'H'),
    (DType::Uint32, "uint32", Kind::Unsigned, 4, 'I'),
    (DType::Uint64, "uint64", Kind::Unsigned, 8, 'L'),
    (DType::Float32, "float32", Kind::Float, 4, 'f'),
    (DType::Float64, "float64", Kind::Float, 8, 'd'),
    (DType::Complex64, "complex64", Kind::Complex, 8, 'F'),
    (DType::Complex128, "complex128", Kind::Complex, 16, 'D'),
];

impl DType {
    /// Every type, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.0)
    }

    // Invariant: the table lists the types in declaration order (tested below).
    fn row(self) -> &'static (DType, &'static str, Kind, usize, char) {
        &TABLE[self as usize]
    }

    pub fn name(self) -> &'static str {
        self.row().1
    }

    pub fn kind(self) -> Kind {
        self.row().2
    }

    pub fn size(self) -> usize {
        self.row().3
    }

    /// NumPy's `dtype.char`.
    pub fn code(self) -> char {
        self.row().4
    }

    /// NumPy's `dtype.kind`.
    pub fn kind_code(self) -> char {
        match self.kind() {
            Kind::Bool => 'b',
            Kind::Unsigned => 'u',
            Kind::Signed => 'i',
            Kind::Float => 'f',
            Kind::Complex => 'c',
        }
    }

    /// NumPy's `dtype.num`.
    pub fn number(self) -> usize {
        match self {
            Self::Bool => 0,
            Self::Int8 => 1,
            Self::Uint8 => 2,
            Self::Int16 => 3,
            Self::Uint16 => 4,
            Self::Int32 => 5,
            Self::Uint32 => 6,
            Self::Int64 => 7,
            Self::Uint64 => 8,
            Self::Float32 => 11,
            Self::Float64 => 12,
            Self::Complex64 => 14,
            Self::Complex128 => 15,
        }
    }

    /// NumPy's `dtype.str`: byte order, kind and size.
    pub fn array_interface_name(self) -> String {
        let order = if self.size() == 1 { '|' } else { '<' };
        format!("{order}{}{}", self.kind_code(), self.size())
    }

    pub fn is_integer(self) -> bool {
        matches!(self.kind(), Kind::Signed | Kind::Unsigned)
    }

    pub fn is_float(self) -> bool {
        self.kind() == Kind::Float
    }

    pub fn is_complex(self) -> bool {
        self.kind() == Kind::Complex
    }

    /// The type of a complex type's parts; every other type is its own.
    pub fn real(self) -> Self {
        match self {
            Self::Complex64 => Self::Float32,
            Self::Complex128 => Self::Float64,
            other => other,
        }
    }

    /// Whether NumPy leaves the type out of an array's `repr`.
    pub fn is_implied(self) -> bool {
        matches!(
            self,
            Self::Bool | Self::Int64 | Self::Float64 | Self::Complex128
        )
    }

    /// The type a string names: `float64`, `f8`, `<f8`, `d`, `float`, ….
    pub fn parse(text: &str) -> Option<Self> {
        // Only native byte order exists here, so that the marks for it say nothing.
        let text = text.trim_start_matches(['<', '=', '|']);
        let named = TABLE.iter().find(|row| row.1 == text).map(|row| row.0);
        named
            .or_else(|| Self::parse_alias(text))
            .or_else(|| Self::parse_short(text))
    }

    fn parse_alias(text: &str) -> Option<Self> {
        Some(match text {
            "bool_" => Self::Bool,
            "int" | "int_" | "intp" | "long" | "longlong" => Self::Int64,
            "uint" | "uintp" | "ulong" | "ulonglong" => Self::Uint64,
            "byte" => Self::Int8,
            "ubyte" => Self::Uint8,
            "short" => Self::Int16,
            "ushort" => Self::Uint16,
            "intc" => Self::Int32,
            "uintc" => Self::Uint32,
            "single" => Self::Float32,
            "float" | "float_" | "double" => Self::Float64,
            "csingle" => Self::Complex64,
            "complex" | "complex_" | "cdouble" => Self::Complex128,
            _ => return None,
        })
    }

    /// One-letter codes, and kind letters followed by a size in bytes.
    fn parse_short(text: &str) -> Option<Self> {
        let mut letters = text.chars();
        let first = letters.next()?;
        let rest = letters.as_str();
        if rest.is_empty() {
            return match first {
                'q' | 'p' => Some(Self::Int64),
                'Q' | 'P' => Some(Self::Uint64),
                _ => TABLE.iter().find(|row| row.4 == first).map(|row| row.0),
            };
        }
        let size: usize = rest.parse().ok()?;
        Self::all().find(|dtype| dtype.kind_code() == first && dtype.size() == size)
    }

    /// The compiler's name of the type.
    pub fn code_type(self) -> numjit_abi::DType {
        use numjit_abi::DType as Code;
        match self {
            Self::Bool => Code::Bool,
            Self::Int8 => Code::I8,
            Self::Int16 => Code::I16,
            Self::Int32 => Code::I32,
            Self::Int64 => Code::I64,
            Self::Uint8 => Code::U8,
            Self::Uint16 => Code::U16,
            Self::Uint32 => Code::U32,
            Self::Uint64 => Code::U64,
            Self::Float32 => Code::F32,
            Self::Float64 => Code::F64,
            Self::Complex64 => Code::C64,
            Self::Complex128 => Code::C128,
        }
    }

    /// The type with the compiler's name.
    pub fn from_code_type(code: numjit_abi::DType) -> Self {
        use numjit_abi::DType as Code;
        match code {
            Code::Bool => Self::Bool,
            Code::I8 => Self::Int8,
            Code::I16 => Self::Int16,
            Code::I32 => Self::Int32,
            Code::I64 => Self::Int64,
            Code::U8 => Self::Uint8,
            Code::U16 => Self::Uint16,
            Code::U32 => Self::Uint32,
            Code::U64 => Self::Uint64,
            Code::F32 => Self::Float32,
            Code::F64 => Self::Float64,
            Code::C64 => Self::Complex64,
            Code::C128 => Self::Complex128,
        }
    }

    /// The integer type of a kind and size.
    fn integer(signed: bool, size: usize) -> Option<Self> {
        let kind = if signed { Kind::Signed } else { Kind::Unsigned };
        Self::all().find(|dtype| dtype.kind() == kind && dtype.size() == size)
    }
}

/// The smallest type that holds both types' values, by NumPy's table.
pub fn promote(a: DType, b: DType) -> DType {
    use Kind::{Bool, Complex, Float, Signed, Unsigned};
    let (low, high) = if a.kind() <= b.kind() { (a, b) } else { (b, a) };
    match (low.kind(), high.kind()) {
        (Bool, _) => high,
        (Unsigned, Unsigned) | (Signed, Signed) | (Float, Float) | (Complex, Complex) => {
            if low.size() >= high.size() { low } else { high }
        }
        (Unsigned, Signed) if low.size() < high.size() => high,
        // A signed type of twice the size holds both; past 64 bits only a float is left.
        (Unsigned, Signed) => DType::integer(true, low.size() * 2).unwrap_or(DType::Float64),
        (_, Float) => promote_inexact(low, high, DType::Float32, DType::Float64),
        (_, Complex) => promote_inexact(low, high, DType::Complex64, DType::Complex128),
        _ => high,
    }
}

/// The inexact type for a lower kind: single precision holds integers up to 16 bits only.
fn promote_inexact(low: DType, high: DType, single: DType, double: DType) -> DType {
    let fits_single = match low.kind() {
        Kind::Float => low == DType::Float32,
        _ => low.size() <= 2,
    };
    if high == single && fits_single {
        single
    } else {
        double
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_in_declaration_order() {
        for (place, row) in TABLE.iter().enumerate() {
            assert_eq!(row.0 as usize, place);
        }
    }

    #[test]
    fn parses_names_codes_and_sizes() {
        for (text, dtype) in [
            ("float64", DType::Float64),
            ("f8", DType::Float64),
            ("<f4", DType::Float32),
            ("|b1", DType::Bool),
            ("?", DType::Bool),
            ("i4", DType::Int32),
            ("u2", DType::Uint16),
            ("c16", DType::Complex128),
            ("l", DType::Int64),
            ("q", DType::Int64),
            ("int", DType::Int64),
        ] {
            assert_eq!(DType::parse(text), Some(dtype), "{text}");
        }
        for text in ["", "x", ">f8", "f3", "object", "i16"] {
            assert_eq!(DType::parse(text), None, "{text}");
        }
    }

    #[test]
    fn promotes_like_numpy() {
        use DType::*;
        for (a, b, expected) in [
            (Bool, Int8, Int8),
            (Int8, Uint8, Int16),
            (Uint32, Int32, Int64),
            (Uint64, Int64, Float64),
            (Uint64, Int8, Float64),
            (Uint8, Int64, Int64),
            (Int16, Float32, Float32),
            (Int32, Float32, Float64),
            (Float32, Float64, Float64),
            (Float64, Complex64, Complex128),
            (Float32, Complex64, Complex64),
            (Int32, Complex64, Complex128),
            (Bool, Complex64, Complex64),
        ] {
            assert_eq!(promote(a, b), expected, "{a:?} {b:?}");
            assert_eq!(promote(b, a), expected, "{b:?} {a:?}");
        }
    }
}
