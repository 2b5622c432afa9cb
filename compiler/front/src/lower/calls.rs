//! Calls and f-strings.

use numjit_ir::{BinOp, CallShape, Const, Imm, Op, Piece, Span, Value};

use super::Lower;
use crate::tree::{Call, Expr, ExprKind, FPart, Literal};

impl Lower<'_> {
    /// A call: the operands are the callee, the positional arguments and the keyword arguments.
    pub(super) fn call(&mut self, call: &Call, span: Span) -> Value {
        let mut operands = vec![self.expr(&call.callee)];
        let starred = |arg: &&Expr| matches!(arg.kind, ExprKind::Starred(_));
        let star = match call.args.iter().filter(starred).count() {
            0 | 1 => self.positional(&call.args, &mut operands),
            _ => {
                operands.push(self.joined_tuple(&call.args, span));
                Some(0)
            }
        };
        let mut keywords = Vec::new();
        for (name, value) in &call.keywords {
            keywords.push(Box::from(&**name));
            operands.push(self.expr(value));
        }
        let shape = CallShape {
            keywords: keywords.into(),
            star,
        };
        self.emit(Op::Call, &operands, Imm::Call(shape), span)
    }

    /// Positional arguments; the result is the position of the one behind `*`.
    fn positional(&mut self, args: &[Expr], operands: &mut Vec<Value>) -> Option<u32> {
        let mut star = None;
        for (position, arg) in args.iter().enumerate() {
            let ExprKind::Starred(value) = &arg.kind else {
                operands.push(self.expr(arg));
                continue;
            };
            operands.push(self.expr(value));
            star = Some(position as u32);
        }
        star
    }

    /// The tuple of some elements, of which those behind `*` are tuples themselves.
    pub(super) fn joined_tuple(&mut self, elements: &[Expr], span: Span) -> Value {
        let mut joined = None;
        let mut plain = Vec::new();
        for element in elements {
            let ExprKind::Starred(value) = &element.kind else {
                plain.push(self.expr(element));
                continue;
            };
            let before = self.emit(Op::Tuple, &plain, Imm::None, span);
            plain.clear();
            let value = self.expr(value);
            let before = joined.map_or(before, |joined| self.add(joined, before, span));
            joined = Some(self.add(before, value, span));
        }
        let rest = self.emit(Op::Tuple, &plain, Imm::None, span);
        joined.map_or(rest, |joined| self.add(joined, rest, span))
    }

    fn add(&mut self, a: Value, b: Value, span: Span) -> Value {
        self.emit(Op::Bin, &[a, b], Imm::Bin(BinOp::Add), span)
    }

    /// A list or set of some elements, of which those behind `*` are put in one by one.
    pub(super) fn joined_display(&mut self, op: Op, elements: &[Expr], span: Span) -> Value {
        let [one, several] = match op {
            Op::SetDisplay => ["add", "update"],
            _ => ["append", "extend"],
        };
        let made = self.emit(op, &[], Imm::None, span);
        for element in elements {
            let (method, value) = match &element.kind {
                ExprKind::Starred(value) => (several, self.expr(value)),
                _ => (one, self.expr(element)),
            };
            self.method_call(made, method, value, span);
        }
        made
    }

    /// `object.method(value)`
    pub(super) fn method_call(&mut self, object: Value, method: &str, value: Value, span: Span) {
        let method = self.emit(Op::GetAttr, &[object], Imm::Name(method.into()), span);
        self.plain_call(&[method, value], span);
    }

    fn plain_call(&mut self, operands: &[Value], span: Span) -> Value {
        let shape = CallShape {
            keywords: Box::default(),
            star: None,
        };
        self.emit(Op::Call, operands, Imm::Call(shape), span)
    }

    /// A call of a function that only the compiler can name.
    pub(super) fn library_call(&mut self, path: &str, args: &[Value], span: Span) -> Value {
        let mut operands = vec![self.global(path, span)];
        operands.extend_from_slice(args);
        self.plain_call(&operands, span)
    }

    /// An f-string; without values it is a constant.
    pub(super) fn fstring(&mut self, parts: &[FPart], span: Span) -> Value {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut operands = Vec::new();
        for part in parts {
            match part {
                FPart::Text(text) => push_text(&mut pieces, text),
                FPart::Value {
                    value,
                    conversion,
                    spec,
                } => {
                    operands.push(self.expr(value));
                    let spec = match constant_spec(spec) {
                        Some(text) => text,
                        None => {
                            operands.push(self.fstring(spec, span));
                            Piece::SPEC_FOLLOWS.to_owned()
                        }
                    };
                    pieces.push(Piece::Value {
                        conversion: *conversion,
                        spec: spec.into(),
                    });
                }
            }
        }
        match &pieces[..] {
            [] => self.constant(Const::Str("".into()), span),
            [Piece::Text(text)] => self.constant(Const::Str(text.clone()), span),
            _ => self.emit(Op::FString, &operands, Imm::Pieces(pieces.into()), span),
        }
    }
}

/// The text of a format spec whose values, if there are any, are written as constants.
fn constant_spec(parts: &[FPart]) -> Option<String> {
    let texts = parts.iter().map(|part| match part {
        FPart::Text(text) => Some(text.clone()),
        FPart::Value {
            value,
            conversion: None,
            spec,
        } if spec.is_empty() => match &value.kind {
            ExprKind::Literal(Literal::Int(value)) => Some(value.to_string()),
            ExprKind::Literal(Literal::Str(value)) => Some(value.clone()),
            _ => None,
        },
        FPart::Value { .. } => None,
    });
    texts.collect()
}

/// Appends text, joined to the text before it.
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
