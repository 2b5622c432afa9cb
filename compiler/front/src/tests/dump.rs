//! A short text form of untyped functions for the tests.

use std::fmt::Write;

use numjit_ir::{Block, BlockCall, Const, Function, Imm, InstData, Piece, Untyped, Value};

/// Every block and instruction, nested functions after the one around them.
pub(super) fn dump(untyped: &Untyped) -> String {
    let mut out = String::new();
    write_function(&mut out, untyped);
    out
}

fn write_function(out: &mut String, untyped: &Untyped) {
    let func = &untyped.function;
    let _ = writeln!(out, "{}:", func.name);
    for &block in &func.layout {
        write_block(out, func, block);
    }
    for nested in &untyped.nested {
        write_function(out, nested);
    }
}

fn write_block(out: &mut String, func: &Function, block: Block) {
    let data = func.block(block);
    let cold = if data.cold { " cold" } else { "" };
    let _ = writeln!(out, "  {block}({}){cold}:", values(func, &data.params));
    for &inst in &data.insts {
        let _ = writeln!(out, "    {}", instruction(func, func.inst(inst)));
    }
}

fn instruction(func: &Function, inst: &InstData) -> String {
    let mut text = String::new();
    if !inst.results.is_empty() {
        text = format!("{} = ", values(func, &inst.results));
    }
    text.push_str(inst.op.info().name);
    for part in [immediate(&inst.imm), values(func, &inst.args)] {
        if !part.is_empty() {
            text.push(' ');
            text.push_str(&part);
        }
    }
    for target in &inst.targets {
        let _ = write!(text, " {}", block_call(func, target));
    }
    text
}

fn block_call(func: &Function, call: &BlockCall) -> String {
    format!("{}({})", call.block, values(func, &call.args))
}

fn values(func: &Function, values: &[Value]) -> String {
    let texts = values.iter().map(|value| {
        let name = &func.values[value.index()].name;
        name.as_ref().map_or(value.to_string(), |name| format!("{value}.{name}"))
    });
    texts.collect::<Vec<_>>().join(", ")
}

fn immediate(imm: &Imm) -> String {
    match imm {
        Imm::None => String::new(),
        Imm::Const(Const::Int(value)) => value.to_string(),
        Imm::Const(Const::UInt(value)) => format!("{value}u"),
        Imm::Const(Const::Float(value)) => format!("{value:?}"),
        Imm::Const(Const::Str(value)) => format!("{value:?}"),
        Imm::Const(value) => format!("{value:?}"),
        Imm::Name(name) => name.to_string(),
        Imm::Bin(op) => op.text().to_owned(),
        Imm::Un(op) => op.text().to_owned(),
        Imm::Cmp(op) => op.text().to_owned(),
        Imm::Func(position) => format!("#{position}"),
        Imm::Call(shape) => format!("{:?}*{:?}", shape.keywords, shape.star),
        Imm::Pieces(pieces) => pieces.iter().map(piece).collect::<Vec<_>>().join("+"),
        other => format!("{other:?}"),
    }
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => format!("{text:?}"),
        Piece::Value { conversion, spec } => {
            let conversion = conversion.map(|c| format!("!{c}")).unwrap_or_default();
            format!("{{{conversion}:{spec}}}")
        }
    }
}
