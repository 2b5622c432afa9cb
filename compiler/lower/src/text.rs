//! Text: printing, f-strings and computed messages, through the runtime's text buffers.

use numjit_abi::{ExceptionKind, Symbol};
use numjit_ir::{Imm, InstData, Piece, Ty, Type, Value};

use crate::array::Array;
use crate::container::show;
use crate::cx::{Cx, Held, Lowered, Vals};
use crate::scalar::{cast, materialize};
use crate::value::{convert, finish_buffer, holding, split};

/// Whether a value is shown by `str` or by `repr`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Str,
    Repr,
}

/// A part of a computed message.
pub(crate) enum Part {
    /// Constant text.
    Text(String),
    /// A shape, shown as a tuple.
    Shape(Vals),
}

/// A string made of parts, for an exception's message. The string belongs to the caller.
pub(crate) fn message(cx: &mut Cx<'_>, parts: &[Part]) -> Vals {
    let buffer = cx.call_value(Symbol::BufNew, &[]);
    for part in parts {
        match part {
            Part::Text(text) => push_text(cx, buffer, text),
            Part::Shape(shape) => push_shape(cx, buffer, shape),
        }
    }
    finish_buffer(cx, buffer)
}

pub(crate) fn push_text(cx: &mut Cx<'_>, buffer: Value, text: &str) {
    if text.is_empty() {
        return;
    }
    let (data, len) = cx.text(text);
    cx.call_symbol(Symbol::BufPushUtf8, &[buffer, data, len]);
}

fn push_shape(cx: &mut Cx<'_>, buffer: Value, shape: &[Value]) {
    push_text(cx, buffer, "(");
    for (axis, &extent) in shape.iter().enumerate() {
        if axis > 0 {
            push_text(cx, buffer, ",");
        }
        cx.call_symbol(Symbol::BufPushI64, &[buffer, extent]);
    }
    push_text(cx, buffer, if shape.len() == 1 { ",)" } else { ")" });
}

/// `print`.
pub(crate) fn print(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let buffer = fill(cx, inst)?;
    cx.call_checked(Symbol::BufPrint, &[cx.ctx, buffer]);
    Ok(())
}

/// `fstring`.
pub(crate) fn fstring(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let buffer = fill(cx, inst)?;
    Ok(finish_buffer(cx, buffer))
}

/// A new buffer with the instruction's pieces.
fn fill(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Value> {
    let Imm::Pieces(pieces) = &inst.imm else {
        return cx.unsupported("text without pieces");
    };
    let buffer = cx.call_value(Symbol::BufNew, &[]);
    let mut operands = inst.args.iter();
    holding(cx, Held::Buffer(buffer), |cx| {
        for piece in pieces {
            match piece {
                Piece::Text(text) => push_text(cx, buffer, text),
                Piece::Value { conversion, spec } => {
                    let Some(&operand) = operands.next() else {
                        return cx.unsupported("text with too few operands");
                    };
                    let vals = cx.get(operand);
                    let ty = cx.ty(operand);
                    let spec = match &**spec {
                        "" => None,
                        Piece::SPEC_FOLLOWS => Some(computed_spec(cx, operands.next().copied())?),
                        text => Some(cx.text(text)),
                    };
                    push_piece(cx, buffer, (&vals, ty), *conversion, spec)?;
                }
            }
        }
        Ok(buffer)
    })
}

/// A format spec in memory: its UTF-8 text and its length in bytes.
type Spec = (Value, Value);

/// A format spec that is a string of the program. Specs are ASCII; others have more bytes per character and are
/// refused like any that is malformed.
fn computed_spec(cx: &mut Cx<'_>, operand: Option<Value>) -> Lowered<Spec> {
    let Some(operand) = operand else {
        return cx.unsupported("text with too few operands");
    };
    let vals = cx.get(operand);
    let ty = cx.ty(operand);
    let text = convert(cx, &vals, ty, Ty::STR)?;
    let wide = cx.icmp_imm(numjit_ir::IntCC::Ne, text[3], 1);
    cx.raise_if(wide, ExceptionKind::ValueError, "Invalid format specifier");
    Ok((text[1], text[2]))
}

fn push_piece(
    cx: &mut Cx<'_>,
    buffer: Value,
    value: (&[Value], Ty),
    conversion: Option<char>,
    spec: Option<Spec>,
) -> Lowered<()> {
    let form = match conversion {
        Some('r' | 'a') => Form::Repr,
        _ => Form::Str,
    };
    let Some(spec) = spec else {
        return push(cx, buffer, value, form);
    };
    if conversion.is_some() {
        let (text, owned) = as_string(cx, value, form)?;
        push_formatted(cx, buffer, (&text, Ty::STR), spec)?;
        if owned {
            cx.held.pop();
            cx.call_symbol(Symbol::Release, &[text[0]]);
        }
        return Ok(());
    }
    push_formatted(cx, buffer, value, spec)
}

/// The value shown as a string of its own, held until the caller releases it.
fn as_string(cx: &mut Cx<'_>, value: (&[Value], Ty), form: Form) -> Lowered<(Vals, bool)> {
    if form == Form::Str && matches!(value.1.get(), Type::Str | Type::LitStr(_)) {
        return Ok((convert(cx, value.0, value.1, Ty::STR)?, false));
    }
    let buffer = cx.call_value(Symbol::BufNew, &[]);
    holding(cx, Held::Buffer(buffer), |cx| push(cx, buffer, value, form))?;
    let text = finish_buffer(cx, buffer);
    cx.held.push(Held::Owner(text[0]));
    Ok((text, true))
}

/// Appends a value under a format spec.
fn push_formatted(
    cx: &mut Cx<'_>,
    buffer: Value,
    (vals, ty): (&[Value], Ty),
    (data, len): Spec,
) -> Lowered<()> {
    if matches!(ty.get(), Type::Str | Type::LitStr(_)) {
        let text = convert(cx, vals, ty, Ty::STR)?;
        let args = [cx.ctx, buffer, text[1], text[2], text[3], data, len];
        cx.call_checked(Symbol::BufFormatStr, &args);
        return Ok(());
    }
    let (vals, ty) = materialize(cx, vals.into(), ty);
    if ty.is_complex() {
        let wide = cast::number(cx, &vals, ty, Ty::C128);
        let args = [cx.ctx, buffer, wide[0], wide[1], data, len];
        cx.call_checked(Symbol::BufFormatComplex, &args);
        return Ok(());
    }
    let (symbol, value) = if ty.is_float() {
        let value = cast::real(cx, vals[0], ty, Ty::F64);
        (Symbol::BufFormatF64, value)
    } else if ty.is_int() || ty.is_bool() {
        let symbol = if ty.is_signed() {
            Symbol::BufFormatI64
        } else {
            Symbol::BufFormatU64
        };
        (symbol, cx.resize(vals[0], Ty::I64, ty.is_signed()))
    } else {
        return raise_unformattable(cx, ty);
    };
    cx.call_checked(symbol, &[cx.ctx, buffer, value, data, len]);
    Ok(())
}

/// Python raises TypeError for a format spec on types that have none, whatever the value.
fn raise_unformattable(cx: &mut Cx<'_>, ty: Ty) -> Lowered<()> {
    let name = match ty.get() {
        Type::None => "NoneType",
        Type::Tuple(_) => "tuple",
        Type::NamedTuple(tuple) => &tuple.name,
        Type::Array(_) => "numpy.ndarray",
        Type::Range(_) => "range",
        _ => return cx.unsupported(format!("a format spec on {ty}")),
    };
    let always = cx.flag(true);
    let message = format!("unsupported format string passed to {name}.__format__");
    cx.raise_if(always, ExceptionKind::TypeError, &message);
    Ok(())
}

/// Appends a value as `str` or `repr` shows it.
pub(crate) fn push(
    cx: &mut Cx<'_>,
    buffer: Value,
    (vals, ty): (&[Value], Ty),
    form: Form,
) -> Lowered<()> {
    if ty.is_number() {
        let (vals, ty) = materialize(cx, vals.into(), ty);
        push_number(cx, buffer, &vals, ty);
        return Ok(());
    }
    match ty.get() {
        Type::None => push_text(cx, buffer, "None"),
        Type::Ellipsis => push_text(cx, buffer, "Ellipsis"),
        Type::Str | Type::LitStr(_) => {
            let text = convert(cx, vals, ty, Ty::STR)?;
            let symbol = match form {
                Form::Str => Symbol::BufPushStr,
                Form::Repr => Symbol::BufPushStrRepr,
            };
            cx.call_symbol(symbol, &[buffer, text[1], text[2], text[3]]);
        }
        Type::Tuple(types) => push_tuple(cx, buffer, vals, types)?,
        Type::List(_) | Type::TypedList(_) | Type::Dict(..) | Type::Set(_) => {
            show::push_container(cx, buffer, vals[0], ty)?;
        }
        Type::NamedTuple(tuple) => {
            push_text(cx, buffer, &format!("{}(", tuple.name));
            for (i, part) in split(vals, &tuple.types).iter().enumerate() {
                let comma = if i > 0 { ", " } else { "" };
                push_text(cx, buffer, &format!("{comma}{}=", tuple.fields[i]));
                push(cx, buffer, (part, tuple.types[i]), Form::Repr)?;
            }
            push_text(cx, buffer, ")");
        }
        Type::Optional(inner) => push_optional(cx, buffer, vals, *inner, form)?,
        Type::Array(array) => {
            let array = Array::new(*array, vals, None);
            push_array(cx, buffer, &array, form)?;
        }
        Type::Range(inner) => push_range(cx, buffer, vals, *inner),
        Type::Exception => {
            let repr = cx.flag(form == Form::Repr);
            cx.call_symbol(Symbol::BufPushException, &[buffer, vals[0], repr]);
        }
        Type::DType(inner) => {
            let name = inner.dtype().map_or("object", |dtype| dtype.name());
            push_text(cx, buffer, &format!("<class 'numpy.{name}'>"));
        }
        _ => return cx.unsupported(format!("text of {ty}")),
    }
    Ok(())
}

fn push_number(cx: &mut Cx<'_>, buffer: Value, vals: &[Value], ty: Ty) {
    if ty.is_complex() {
        let wide = cast::number(cx, vals, ty, Ty::C128);
        cx.call_symbol(Symbol::BufPushComplex, &[buffer, wide[0], wide[1]]);
    } else if ty.is_float() {
        let wide = cast::real(cx, vals[0], ty, Ty::F64);
        cx.call_symbol(Symbol::BufPushF64, &[buffer, wide]);
    } else if ty.is_bool() {
        cx.call_symbol(Symbol::BufPushBool, &[buffer, vals[0]]);
    } else {
        let wide = cx.resize(vals[0], Ty::I64, ty.is_signed());
        let symbol = if ty.is_signed() {
            Symbol::BufPushI64
        } else {
            Symbol::BufPushU64
        };
        cx.call_symbol(symbol, &[buffer, wide]);
    }
}

fn push_tuple(cx: &mut Cx<'_>, buffer: Value, vals: &[Value], types: &[Ty]) -> Lowered<()> {
    push_text(cx, buffer, "(");
    for (i, part) in split(vals, types).iter().enumerate() {
        if i > 0 {
            push_text(cx, buffer, ", ");
        }
        push(cx, buffer, (part, types[i]), Form::Repr)?;
    }
    push_text(cx, buffer, if types.len() == 1 { ",)" } else { ")" });
    Ok(())
}

fn push_optional(
    cx: &mut Cx<'_>,
    buffer: Value,
    vals: &[Value],
    inner: Ty,
    form: Form,
) -> Lowered<()> {
    let (full, _) = cx.create_block(&[]);
    let (empty, _) = cx.create_block(&[]);
    let (done, _) = cx.create_block(&[]);
    cx.branch(vals[0], (full, &[]), (empty, &[]));
    cx.begin(full);
    push(cx, buffer, (&vals[1..], inner), form)?;
    cx.jump(done, &[]);
    cx.begin(empty);
    push_text(cx, buffer, "None");
    cx.jump(done, &[]);
    cx.begin(done);
    Ok(())
}

fn push_array(cx: &mut Cx<'_>, buffer: Value, array: &Array, form: Form) -> Lowered<()> {
    let Some(dtype) = array.ty.dtype.dtype() else {
        return cx.unsupported(format!("text of an array of {}", array.ty.dtype));
    };
    if form == Form::Repr {
        push_text(cx, buffer, "array(");
    }
    let code = cx.iconst(Ty::I32, dtype as i64);
    let ndim = cx.i64(array.ndim() as i64);
    let shape = cx.spill(&array.shape);
    let strides = array.strides(cx);
    let strides = cx.spill(&strides);
    let args = [buffer, code, ndim, array.data, shape, strides];
    cx.call_symbol(Symbol::BufPushArray, &args);
    if form == Form::Repr {
        push_text(cx, buffer, ")");
    }
    Ok(())
}

/// `range(0, 5)`, with the step unless it is 1.
fn push_range(cx: &mut Cx<'_>, buffer: Value, vals: &[Value], inner: Ty) {
    push_text(cx, buffer, "range(");
    push_number(cx, buffer, &vals[..1], inner);
    push_text(cx, buffer, ", ");
    push_number(cx, buffer, &vals[1..2], inner);
    let plain = cx.icmp_imm(numjit_ir::IntCC::Eq, vals[2], 1);
    let (stepped, _) = cx.create_block(&[]);
    let (done, _) = cx.create_block(&[]);
    cx.branch(plain, (done, &[]), (stepped, &[]));
    cx.begin(stepped);
    push_text(cx, buffer, ", ");
    push_number(cx, buffer, &vals[2..3], inner);
    cx.jump(done, &[]);
    cx.begin(done);
    push_text(cx, buffer, ")");
}
