//! `print` and f-strings: text with values in between.

use numjit_diag::codes;
use numjit_ir::{Imm, Op, Piece, Ty, Type, Value};

use super::arguments::{Argument, Arguments};
use super::optional;
use crate::emit;
use crate::meaning::{Emitter, Fault, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// Whether values of the type can be written as text.
pub(super) fn is_printable(ty: Ty) -> bool {
    let inner = optional::unwrapped(ty);
    match inner.get() {
        Type::None | Type::Str | Type::LitStr(_) | Type::Array(_) | Type::Exception => true,
        Type::Tuple(types) => types.iter().all(|&ty| is_printable(ty)),
        Type::NamedTuple(tuple) => tuple.types.iter().all(|&ty| is_printable(ty)),
        Type::List(inner) | Type::TypedList(inner) | Type::Set(inner) => is_printable(*inner),
        Type::Dict(key, value) => is_printable(*key) && is_printable(*value),
        _ => inner.is_number(),
    }
}

fn value_piece() -> Piece {
    Piece::Value {
        conversion: None,
        spec: "".into(),
    }
}

/// A value as it is printed: literals by their plain type.
fn write_plain(e: &mut Emitter<'_>, value: Value) -> Value {
    let plain = e.b.func.ty(value).unliteral();
    e.cast(value, plain)
}

/// `print(*values, sep=" ", end="\n")`
pub(super) fn infer_print(site: &Site<'_, '_>, arguments: Arguments) -> Outcome {
    let mut separator: Box<str> = " ".into();
    let mut end: Box<str> = "\n".into();
    for (name, argument) in &arguments.keywords {
        match &**name {
            "sep" => separator = text_option(site, argument, &separator)?,
            "end" => end = text_option(site, argument, &end)?,
            "flush" => {}
            _ => return Err(unknown_option(site, name)),
        }
    }
    for argument in &arguments.positional {
        if !is_printable(argument.ty) {
            return Err(report::unsupported_use(site, "printing", argument.ty));
        }
    }
    let (pieces, values) = pieces(&arguments.positional, &separator, &end);
    Ok(Meaning::value(Ty::NONE, move |e, args| {
        let written: Vec<Value> = values
            .iter()
            .map(|argument| {
                let value = argument.write(e, args);
                write_plain(e, value)
            })
            .collect();
        e.b.effect(Op::Print, &written, Imm::Pieces(pieces.clone()));
        emit::fixed(&mut e.b, Ty::NONE)
    }))
}

/// The text to print with its operands; neighbouring texts are one piece.
fn pieces(arguments: &[Argument], separator: &str, end: &str) -> (Box<[Piece]>, Vec<Argument>) {
    let mut pieces = Vec::new();
    let mut values = Vec::new();
    for (position, argument) in arguments.iter().enumerate() {
        if position > 0 {
            push_text(&mut pieces, separator);
        }
        match argument.ty.get() {
            Type::LitStr(text) => push_text(&mut pieces, text),
            Type::None => push_text(&mut pieces, "None"),
            _ => {
                pieces.push(value_piece());
                values.push(*argument);
            }
        }
    }
    push_text(&mut pieces, end);
    (pieces.into(), values)
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if text.is_empty() {
        return;
    }
    if let Some(Piece::Text(last)) = pieces.last_mut() {
        *last = format!("{last}{text}").into();
    } else {
        pieces.push(Piece::Text(text.into()));
    }
}

/// The constant text of `sep=` or `end=`; `None` stands for the default.
fn text_option(site: &Site<'_, '_>, argument: &Argument, default: &str) -> Result<Box<str>, Fault> {
    match argument.ty.get() {
        Type::LitStr(text) => Ok(text.clone()),
        Type::None => Ok(default.into()),
        _ => Err(codes::nj0218_not_constant::not_constant(
            "print",
            "the text between values and at the end",
            site.here(),
        )
        .into()),
    }
}

fn unknown_option(site: &Site<'_, '_>, name: &str) -> Fault {
    codes::nj0205_wrong_arguments::wrong_arguments(
        "print",
        &format!("does not take the argument `{name}` in compiled code"),
        Some("print(*values, sep=' ', end='\\n')"),
        site.here(),
    )
    .into()
}

/// `fstring`
pub(super) fn infer_fstring(site: &Site<'_, '_>) -> Outcome {
    let Imm::Pieces(pieces) = &site.data().imm else {
        return Err(report::internal(site, "an f-string without its pieces"));
    };
    for &ty in &site.types() {
        if !is_printable(ty) {
            return Err(report::unsupported_use(site, "formatting as text", ty));
        }
    }
    let pieces = pieces.clone();
    Ok(Meaning::value(Ty::STR, move |e, args| {
        let values: Vec<Value> = args.iter().map(|&value| write_plain(e, value)).collect();
        e.b.emit(Op::FString, &values, Imm::Pieces(pieces.clone()), Ty::STR)
    }))
}
