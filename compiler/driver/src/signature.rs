//! Explicit signatures: their text form, such as `float64(float64[:, ::1], int32)`.

use std::fmt;

use numjit_ir::{ArrayTy, Layout, Ty, Type};

/// Argument types with an optional result type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Argument types.
    pub args: Vec<Ty>,
    /// Declared result; inferred when absent.
    pub result: Option<Ty>,
}

/// Why a signature's text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureError {
    /// The sentence.
    pub message: String,
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SignatureError {}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        for (i, ty) in self.args.iter().enumerate() {
            write!(f, "{}{ty}", if i > 0 { ", " } else { "" })?;
        }
        f.write_str(")")?;
        self.result
            .map_or(Ok(()), |result| write!(f, " -> {result}"))
    }
}

impl Signature {
    /// Reads `result(args)` or `(args)`.
    pub fn parse(text: &str) -> Result<Signature, SignatureError> {
        let mut reader = Reader { text, rest: text };
        let result = if reader.peek('(') {
            None
        } else {
            Some(reader.ty()?)
        };
        let args = reader.args()?;
        reader.end()?;
        Ok(Signature { args, result })
    }
}

/// Reads one type, such as `int32`, `float64[:, ::1]`, `UniTuple(int64, 2)`, or `const float64[:]` for an
/// array that is only read.
pub fn parse_type(text: &str) -> Result<Ty, SignatureError> {
    let mut reader = Reader { text, rest: text };
    let ty = reader.ty()?;
    reader.end()?;
    Ok(ty)
}

/// The scalar type with one of Numba's names for it.
pub fn scalar_type(name: &str) -> Option<Ty> {
    Some(match name {
        "boolean" | "bool_" | "bool" | "b1" => Ty::BOOL,
        "int8" | "i1" | "char" => Ty::I8,
        "int16" | "i2" | "short" => Ty::I16,
        "int32" | "i4" | "intc" => Ty::I32,
        "int64" | "i8" | "int_" | "intp" | "ssize_t" | "long_" | "longlong" => Ty::I64,
        "uint8" | "u1" | "byte" | "uchar" => Ty::U8,
        "uint16" | "u2" | "ushort" => Ty::U16,
        "uint32" | "u4" | "uintc" => Ty::U32,
        "uint64" | "u8" | "uint" | "uintp" | "size_t" | "ulong" | "ulonglong" => Ty::U64,
        "float32" | "f4" | "float_" => Ty::F32,
        "float64" | "f8" | "double" => Ty::F64,
        "complex64" | "c8" => Ty::C64,
        "complex128" | "c16" => Ty::C128,
        "void" | "none" => Ty::NONE,
        "unicode_type" | "string" => Ty::STR,
        _ => return None,
    })
}

struct Reader<'t> {
    text: &'t str,
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn error(&self, what: &str) -> SignatureError {
        SignatureError {
            message: format!("cannot read signature {:?}: {what}", self.text),
        }
    }

    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn peek(&mut self, symbol: char) -> bool {
        self.skip();
        self.rest.starts_with(symbol)
    }

    fn accept(&mut self, symbol: &str) -> bool {
        self.skip();
        match self.rest.strip_prefix(symbol) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, symbol: &str) -> Result<(), SignatureError> {
        if self.accept(symbol) {
            return Ok(());
        }
        let found = self
            .rest
            .chars()
            .next()
            .map_or("the end".to_owned(), |c| format!("{c:?}"));
        Err(self.error(&format!("expected {symbol:?}, found {found}")))
    }

    fn end(&mut self) -> Result<(), SignatureError> {
        self.skip();
        if self.rest.is_empty() {
            return Ok(());
        }
        Err(self.error(&format!("{:?} is left over", self.rest)))
    }

    fn word(&mut self) -> &'t str {
        self.skip();
        let len = self
            .rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(len);
        self.rest = rest;
        word
    }

    fn args(&mut self) -> Result<Vec<Ty>, SignatureError> {
        self.expect("(")?;
        let mut args = Vec::new();
        while !self.accept(")") {
            args.push(self.ty()?);
            if !self.accept(",") {
                self.expect(")")?;
                break;
            }
        }
        Ok(args)
    }

    fn ty(&mut self) -> Result<Ty, SignatureError> {
        let word = self.word();
        if matches!(word, "const" | "readonly") {
            return self.readonly(word);
        }
        let name = word.rsplit('.').next().unwrap_or(word);
        let ty = match name {
            "UniTuple" => self.uni_tuple()?,
            "Tuple" => self.tuple()?,
            "optional" | "Optional" => self.optional()?,
            _ => scalar_type(name)
                .ok_or_else(|| self.error(&format!("name '{name}' is not a type")))?,
        };
        if self.accept("[") {
            self.array(ty)
        } else {
            Ok(ty)
        }
    }

    /// An array that is only read: as numjit shows it, or as C would say it.
    fn readonly(&mut self, word: &str) -> Result<Ty, SignatureError> {
        let ty = self.ty()?;
        match ty.as_array() {
            Some(array) => Ok(Ty::new(Type::Array(ArrayTy {
                readonly: true,
                ..array
            }))),
            None => Err(self.error(&format!(
                "`{word}` stands before array types only, not before {ty}"
            ))),
        }
    }

    fn uni_tuple(&mut self) -> Result<Ty, SignatureError> {
        self.expect("(")?;
        let item = self.ty()?;
        self.expect(",")?;
        let count = self.word();
        let count: usize = count
            .parse()
            .map_err(|_| self.error(&format!("{count:?} is not a length")))?;
        self.expect(")")?;
        Ok(Ty::uni_tuple(item, count.min(1000)))
    }

    fn tuple(&mut self) -> Result<Ty, SignatureError> {
        self.expect("(")?;
        let wrapped = self.peek('(') || self.peek('[');
        if !wrapped {
            return Err(self.error("Tuple takes a tuple of types"));
        }
        let close = if self.accept("[") {
            "]"
        } else {
            self.expect("(").map(|()| ")")?
        };
        let mut items = Vec::new();
        while !self.accept(close) {
            items.push(self.ty()?);
            if !self.accept(",") {
                self.expect(close)?;
                break;
            }
        }
        self.expect(")")?;
        Ok(Ty::tuple(items))
    }

    fn optional(&mut self) -> Result<Ty, SignatureError> {
        self.expect("(")?;
        let inner = self.ty()?;
        self.expect(")")?;
        Ok(Ty::optional(inner))
    }

    fn array(&mut self, dtype: Ty) -> Result<Ty, SignatureError> {
        if dtype.dtype().is_none() {
            return Err(self.error(&format!("an array cannot hold {dtype}")));
        }
        let mut axes = Vec::new();
        loop {
            axes.push(self.axis()?);
            if self.accept("]") {
                return self.array_of(dtype, &axes);
            }
            self.expect(",")?;
        }
    }

    fn axis(&mut self) -> Result<bool, SignatureError> {
        if self.accept("::1") {
            return Ok(true);
        }
        self.expect(":")?;
        Ok(false)
    }

    fn array_of(&self, dtype: Ty, axes: &[bool]) -> Result<Ty, SignatureError> {
        let dense: Vec<usize> = (0..axes.len()).filter(|&i| axes[i]).collect();
        let layout = match dense.as_slice() {
            [] => Layout::A,
            [axis] if axis + 1 == axes.len() => Layout::C,
            [0] => Layout::F,
            _ => return Err(self.error("only the first or the last axis can be '::1'")),
        };
        let ndim = axes.len().min(crate::marshal::MAX_DIMS) as u8;
        Ok(Ty::new(Type::Array(ArrayTy {
            dtype,
            ndim,
            layout,
            readonly: false,
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbas_spellings() -> Result<(), SignatureError> {
        let signature = Signature::parse("float64(float64[:, ::1], int32)")?;
        assert_eq!(
            signature.args,
            vec![Ty::array(Ty::F64, 2, Layout::C), Ty::I32]
        );
        assert_eq!(signature.result, Some(Ty::F64));
        let signature = Signature::parse("(f4[::1,:], UniTuple(i8, 2))")?;
        assert_eq!(signature.args[0], Ty::array(Ty::F32, 2, Layout::F));
        assert_eq!(signature.args[1], Ty::uni_tuple(Ty::I64, 2));
        assert_eq!(signature.result, None);
        Ok(())
    }

    #[test]
    fn refuses_what_it_cannot_read() {
        for text in [
            "",
            "int32",
            "int32(",
            "int32(foo)",
            "int32(int32) x",
            "f8(f8[::1,::1])",
            "f8[](f8)",
        ] {
            assert!(Signature::parse(text).is_err(), "{text}");
        }
    }
}
