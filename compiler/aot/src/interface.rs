//! How the values of a signature travel through an exported C function.
//!
//! | Type | Parameter | Result |
//! |---|---|---|
//! | `bool`, integer, float | by value | through a pointer |
//! | complex | two floats by value, `x_re` and `x_im` | through a pointer to a struct of two floats |
//! | array | pointer to a view struct | pointer to a view struct, which owns the memory |
//! | `str` | pointer to a text struct | pointer to a text struct, which owns the memory |
//! | tuple | its items one after the other, `x_0`, `x_1`, … | its items one after the other |
//! | `Optional(T)` | a flag `x_given`, then `T` | a flag, then `T` |
//! | `None` | nothing | nothing |
//!
//! The order is that of `numjit_lower::layout`, so that a wrapper only regroups scalars.

use numjit_ir::{ArrayTy, Layout, Ty, Type};

use crate::error::AotError;

/// A parameter of the C function.
#[derive(Clone, Debug)]
pub(crate) struct Param {
    /// C name.
    pub(crate) name: String,
    /// Form.
    pub(crate) kind: ParamKind,
}

/// Form of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParamKind {
    /// By value.
    Scalar(Ty),
    /// A view struct.
    Array(ArrayTy),
    /// A text struct.
    Text,
}

/// A result of the C function.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    /// C name of the pointer.
    pub(crate) name: String,
    /// What it points to.
    pub(crate) kind: OutputKind,
}

/// What an output pointer points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OutputKind {
    /// A scalar.
    Scalar(Ty),
    /// A struct of two floats.
    Complex(Ty),
    /// A view struct.
    Array(ArrayTy),
    /// A text struct.
    Text,
}

/// The C function's parameters: values, then pointers for the results.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interface {
    /// Values.
    pub(crate) params: Vec<Param>,
    /// Pointers for the results.
    pub(crate) outputs: Vec<Output>,
}

impl Interface {
    /// The interface of a function with these parameter names and types.
    pub(crate) fn new(
        function: &str,
        names: &[String],
        args: &[Ty],
        result: Ty,
    ) -> Result<Interface, AotError> {
        let mut interface = Interface::default();
        for (name, &ty) in names.iter().zip(args) {
            let known = interface.add_params(&identifier(name), ty);
            known.ok_or_else(|| {
                AotError::unsupported(function, format!("the argument {name}"), ty)
            })?;
        }
        let known = interface.add_outputs("result", result);
        known.ok_or_else(|| AotError::unsupported(function, "the result".to_owned(), result))?;
        interface.make_unique();
        Ok(interface)
    }

    fn add_params(&mut self, name: &str, ty: Ty) -> Option<()> {
        let mut push = |name: String, kind| self.params.push(Param { name, kind });
        match ty.get() {
            Type::None => {}
            Type::Bool | Type::Int { .. } | Type::Float(_) => {
                push(name.to_owned(), ParamKind::Scalar(ty));
            }
            Type::Complex(bits) => {
                let part = if *bits == 64 { Ty::F32 } else { Ty::F64 };
                push(format!("{name}_re"), ParamKind::Scalar(part));
                push(format!("{name}_im"), ParamKind::Scalar(part));
            }
            Type::Array(array) => {
                array.dtype.dtype()?;
                push(name.to_owned(), ParamKind::Array(*array));
            }
            Type::Str => push(name.to_owned(), ParamKind::Text),
            Type::Optional(inner) => {
                push(format!("{name}_given"), ParamKind::Scalar(Ty::BOOL));
                self.add_params(name, *inner)?;
            }
            Type::Tuple(items) => {
                for (position, &item) in items.iter().enumerate() {
                    self.add_params(&format!("{name}_{position}"), item)?;
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn add_outputs(&mut self, name: &str, ty: Ty) -> Option<()> {
        let mut push = |name: String, kind| self.outputs.push(Output { name, kind });
        match ty.get() {
            Type::None => {}
            Type::Bool | Type::Int { .. } | Type::Float(_) => {
                push(name.to_owned(), OutputKind::Scalar(ty));
            }
            Type::Complex(_) => push(name.to_owned(), OutputKind::Complex(ty)),
            Type::Array(array) => {
                array.dtype.dtype()?;
                push(name.to_owned(), OutputKind::Array(*array));
            }
            Type::Str => push(name.to_owned(), OutputKind::Text),
            Type::Optional(inner) => {
                push(format!("{name}_given"), OutputKind::Scalar(Ty::BOOL));
                self.add_outputs(name, *inner)?;
            }
            Type::Tuple(items) => {
                for (position, &item) in items.iter().enumerate() {
                    self.add_outputs(&format!("{name}_{position}"), item)?;
                }
            }
            _ => return None,
        }
        Some(())
    }

    /// A parameter may be called `result`, or `x_re` beside a complex `x`.
    fn make_unique(&mut self) {
        let mut seen: Vec<String> = Vec::new();
        let params = self.params.iter_mut().map(|param| &mut param.name);
        let outputs = self.outputs.iter_mut().map(|output| &mut output.name);
        for name in params.chain(outputs) {
            while seen.contains(name) {
                name.push('_');
            }
            seen.push(name.clone());
        }
    }
}

/// A Python identifier as one of C: other characters than ASCII letters, digits and `_` become `u` and
/// their code point, and words that C, C++ or Rust reserve get a `_` at the end.
pub(crate) fn identifier(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            out.push(c);
        } else {
            out.push_str(&format!("u{:04x}", u32::from(c)));
        }
    }
    if crate::names::is_keyword(&out) {
        out.push('_');
    }
    out
}

/// A type as a part of a C identifier: `float64`, `float64_2d_c`, `tuple_int64_float64_end`.
pub(crate) fn type_word(ty: Ty) -> String {
    match ty.get() {
        Type::Array(array) => {
            let layout = match array.layout {
                Layout::C => "c",
                Layout::F => "f",
                Layout::A => "a",
            };
            let readonly = if array.readonly { "_readonly" } else { "" };
            format!("{}_{}d_{layout}{readonly}", array.dtype, array.ndim)
        }
        Type::Str => "str".to_owned(),
        Type::Optional(inner) => format!("optional_{}", type_word(*inner)),
        Type::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|&item| type_word(item)).collect();
            format!("tuple_{}_end", items.join("_"))
        }
        _ => ty.to_string().to_lowercase(),
    }
}

/// A type as signatures spell it: `float64[:, ::1]`, `int64`.
pub fn spelling(ty: Ty) -> String {
    match ty.get() {
        Type::Array(array) => {
            let mut axes = vec![":"; usize::from(array.ndim)];
            match (array.layout, axes.len()) {
                (_, 0) | (Layout::A, _) => {}
                (Layout::C, n) => axes[n - 1] = "::1",
                (Layout::F, _) => axes[0] = "::1",
            }
            format!("{}[{}]", array.dtype, axes.join(", "))
        }
        Type::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|&item| spelling(item)).collect();
            format!("Tuple(({}))", items.join(", "))
        }
        Type::Optional(inner) => format!("optional({})", spelling(*inner)),
        Type::Str => "unicode_type".to_owned(),
        Type::None => "void".to_owned(),
        Type::List(item) => format!("List({})", spelling(*item)),
        Type::NamedTuple(tuple) => {
            let fields = tuple.fields.iter().zip(tuple.types.iter());
            let fields: Vec<String> = fields
                .map(|(field, &ty)| format!("{field}: {}", spelling(ty)))
                .collect();
            format!("{}({})", tuple.name, fields.join(", "))
        }
        Type::Generator { yields, .. } => format!("generator of {}", spelling(*yields)),
        _ => ty.to_string(),
    }
}

/// A whole signature as decorators spell it: `float64(float64[::1], int64)`.
pub fn signature_text(args: &[Ty], result: Ty) -> String {
    format!("{}{}", spelling(result), arguments_text(args))
}

/// The argument part of a signature: `(float64[::1], int64)`.
pub fn arguments_text(args: &[Ty]) -> String {
    let args: Vec<String> = args.iter().map(|&ty| spelling(ty)).collect();
    format!("({})", args.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(interface: &Interface) -> Vec<&str> {
        let params = interface.params.iter().map(|param| param.name.as_str());
        let outputs = interface.outputs.iter().map(|output| output.name.as_str());
        params.chain(outputs).collect()
    }

    #[test]
    fn aggregates_become_several_parameters() -> Result<(), AotError> {
        let pair = Ty::tuple([Ty::F64, Ty::optional(Ty::I32)]);
        let params = ["z".to_owned(), "pair".to_owned()];
        let interface = Interface::new("f", &params, &[Ty::C64, pair], pair)?;
        assert_eq!(
            names(&interface),
            [
                "z_re",
                "z_im",
                "pair_0",
                "pair_1_given",
                "pair_1",
                "result_0",
                "result_1_given",
                "result_1"
            ]
        );
        assert_eq!(interface.params[0].kind, ParamKind::Scalar(Ty::F32));
        Ok(())
    }

    #[test]
    fn names_stay_apart_and_are_legal_in_c() -> Result<(), AotError> {
        let params = ["result", "double", "größe"].map(str::to_owned);
        let interface = Interface::new("f", &params, &[Ty::F64; 3], Ty::F64)?;
        assert_eq!(
            names(&interface),
            ["result", "double_", "gru00f6u00dfe", "result_"]
        );
        Ok(())
    }

    #[test]
    fn types_without_a_form_are_named() {
        let range = Ty::new(Type::Range(Ty::I64));
        let error = Interface::new("f", &["r".to_owned()], &[range], Ty::NONE).unwrap_err();
        assert!(error.to_string().contains("the argument r"), "{error}");
    }

    #[test]
    fn spellings_are_read_back() -> Result<(), numjit::SignatureError> {
        for text in [
            "float64(float64[:, ::1], int32)",
            "void(float32[::1, :], optional(int64))",
            "Tuple((int64, float64))(complex128[:])",
        ] {
            let signature = numjit::Signature::parse(text)?;
            let result = signature.result.unwrap_or(Ty::NONE);
            assert_eq!(signature_text(&signature.args, result), text);
        }
        Ok(())
    }
}
