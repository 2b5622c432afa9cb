//! Reads the immediates of instructions.

use numjit_abi::{ExceptionKind, Symbol};

use super::cursor::{Cursor, Result};
use super::types::parse_type;
use crate::constant::Const;
use crate::entity::{DataRef, SlotRef};
use crate::imm::{
    Alias, BinOp, CallShape, CmpOp, FloatCC, Imm, IntCC, Kernel, Mem, Operand, Piece, Reduction,
    Step, UnOp,
};
use crate::ops::OpInfo;

/// Reads the immediate of an operation; which kind it is follows from the operation's row. A row with
/// several kinds takes the first other one that fits, or none.
pub(super) fn parse_imm(cx: &mut Cursor<'_>, info: &OpInfo) -> Result<Imm> {
    let kinds: Vec<&str> = info.imm.split('|').collect();
    let optional = kinds.contains(&"None");
    let mut failure = None;
    for kind in kinds.into_iter().filter(|kind| *kind != "None") {
        let mut ahead = *cx;
        match parse_kind(&mut ahead, kind) {
            Ok(imm) => {
                *cx = ahead;
                return Ok(imm);
            }
            Err(message) => failure = Some(message),
        }
    }
    match failure {
        Some(message) if !optional => Err(message),
        _ => Ok(Imm::None),
    }
}

fn parse_kind(cx: &mut Cursor<'_>, kind: &str) -> Result<Imm> {
    Ok(match kind {
        "Const" => Imm::Const(parse_const(cx)?),
        "Name" => Imm::Name(cx.string()?.into()),
        "Ints" => Imm::Ints(parse_ints(cx)?),
        "Bin" => Imm::Bin(named(cx.chunk(), BinOp::from_text)?),
        "Un" => Imm::Un(named(cx.chunk(), UnOp::from_text)?),
        "Cmp" => Imm::Cmp(named(cx.chunk(), CmpOp::from_text)?),
        "IntCC" => Imm::IntCC(named(cx.chunk(), IntCC::from_text)?),
        "FloatCC" => Imm::FloatCC(named(cx.chunk(), FloatCC::from_text)?),
        "Ty" => Imm::Ty(parse_type(cx)?),
        "Func" => Imm::Func(cx.entity("fn")?),
        "Symbol" => Imm::Symbol(named(cx.chunk(), Symbol::from_name)?),
        "Call" => Imm::Call(parse_call_shape(cx)?),
        "Kernel" => Imm::Kernel(Box::new(parse_kernel(cx)?)),
        "KernelReduce" => parse_kernel_reduce(cx)?,
        "Reduce" => Imm::Reduce(parse_reduction(cx)?),
        "Pieces" => Imm::Pieces(parse_pieces(cx)?),
        "Mem" => Imm::Mem(parse_mem(cx)?),
        "Data" => Imm::Data(DataRef(cx.entity("d")?)),
        "Slot" => Imm::Slot(SlotRef(cx.entity("s")?)),
        "Place" => parse_place(cx)?,
        "Exception" => Imm::Exception(named(cx.chunk(), ExceptionKind::from_name)?),
        _ => return Err(format!("immediates of kind {kind} have no text form")),
    })
}

fn named<T>(text: &str, lookup: fn(&str) -> Option<T>) -> Result<T> {
    lookup(text).ok_or_else(|| format!("`{text}` is not known here"))
}

fn parse_place(cx: &mut Cursor<'_>) -> Result<Imm> {
    let slot = cx.int()?;
    if !cx.eat_word("of") {
        return Err("`of` and the type of the state are missing".to_owned());
    }
    Ok(Imm::Place(parse_type(cx)?, slot))
}

fn parse_ints(cx: &mut Cursor<'_>) -> Result<Box<[i64]>> {
    cx.expect("[")?;
    Ok(cx.list(",", "]", |cx| cx.int())?.into())
}

fn parse_const(cx: &mut Cursor<'_>) -> Result<Const> {
    if cx.peek() == Some('"') {
        return Ok(Const::Str(cx.string()?.into()));
    }
    if cx.eat("complex(") {
        let mut parts = cx.list(",", ")", parse_float)?.into_iter();
        return match (parts.next(), parts.next(), parts.next()) {
            (Some(re), Some(im), None) => Ok(Const::Complex(re, im)),
            _ => Err("a complex constant has two parts".to_owned()),
        };
    }
    match cx.chunk() {
        "none" => Ok(Const::None),
        "True" => Ok(Const::Bool(true)),
        "False" => Ok(Const::Bool(false)),
        "..." => Ok(Const::Ellipsis),
        number => parse_number(number),
    }
}

fn parse_number(text: &str) -> Result<Const> {
    if let Ok(value) = text.parse() {
        return Ok(Const::Int(value));
    }
    if let Some(Ok(value)) = text.strip_suffix('u').map(str::parse) {
        return Ok(Const::UInt(value));
    }
    float(text).map(Const::Float)
}

fn parse_float(cx: &mut Cursor<'_>) -> Result<f64> {
    let is_end = |c: char| c == ',' || c == ')';
    let mut text = String::new();
    while cx.peek().is_some_and(|c| !is_end(c)) {
        text.push(cx.next_char()?);
    }
    float(&text)
}

fn float(text: &str) -> Result<f64> {
    let bits = text.strip_prefix("nan:0x");
    let value = match bits {
        Some(bits) => u64::from_str_radix(bits, 16).ok().map(f64::from_bits),
        None => text.parse().ok(),
    };
    value.ok_or_else(|| format!("`{text}` is not a constant"))
}

fn parse_call_shape(cx: &mut Cursor<'_>) -> Result<CallShape> {
    let mut shape = CallShape::default();
    if !cx.eat("{") {
        return Ok(shape);
    }
    let mut keywords: Vec<Box<str>> = Vec::new();
    cx.list(",", "}", |cx| {
        if cx.eat_word("star") {
            shape.star = Some(cx.int()?);
        } else {
            keywords.push(cx.string()?.into());
        }
        Ok(())
    })?;
    shape.keywords = keywords.into();
    Ok(shape)
}

fn parse_reduction(cx: &mut Cursor<'_>) -> Result<Reduction> {
    named(cx.expect_word("a reduction")?, Reduction::from_text)
}

fn parse_kernel_reduce(cx: &mut Cursor<'_>) -> Result<Imm> {
    let reduction = parse_reduction(cx)?;
    Ok(Imm::KernelReduce(Box::new(parse_kernel(cx)?), reduction))
}

fn parse_kernel(cx: &mut Cursor<'_>) -> Result<Kernel> {
    cx.expect("{")?;
    let steps = cx.list(";", "}", parse_step)?;
    if steps.is_empty() {
        return Err("a kernel has at least one step".to_owned());
    }
    Ok(Kernel {
        steps: steps.into(),
    })
}

fn parse_step(cx: &mut Cursor<'_>) -> Result<Step> {
    let name = cx.expect_word("a scalar function")?.into();
    let operands = cx.list(",", "->", |cx| {
        let operand = match cx.at_entity("a") {
            true => Operand::Arg(cx.entity("a")?),
            false => Operand::Step(cx.entity("s")?),
        };
        cx.expect(":")?;
        Ok((operand, parse_type(cx)?))
    })?;
    Ok(Step {
        name,
        operands: operands.into(),
        result: parse_type(cx)?,
    })
}

fn parse_pieces(cx: &mut Cursor<'_>) -> Result<Box<[Piece]>> {
    cx.expect("[")?;
    let pieces = cx.list(",", "]", |cx| match cx.peek() {
        Some('{') => parse_value_piece(cx),
        _ => Ok(Piece::Text(cx.string()?.into())),
    })?;
    Ok(pieces.into())
}

fn parse_value_piece(cx: &mut Cursor<'_>) -> Result<Piece> {
    cx.expect("{")?;
    let conversion = match cx.eat("!") {
        true => Some(cx.next_char()?),
        false => None,
    };
    let spec = match cx.eat(":") {
        true => cx.string()?.into(),
        false => Box::default(),
    };
    cx.expect("}")?;
    Ok(Piece::Value { conversion, spec })
}

fn parse_mem(cx: &mut Cursor<'_>) -> Result<Mem> {
    cx.expect("[")?;
    let alias = named(cx.expect_word("an alias class")?, Alias::from_text)?;
    let offset = match cx.peek() {
        Some('+' | '-') => cx.int()?,
        _ => 0,
    };
    let readonly = cx.eat_word("readonly");
    cx.expect("]")?;
    Ok(Mem {
        offset,
        alias,
        readonly,
    })
}
