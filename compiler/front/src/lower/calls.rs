//! Calls and f-strings.

use numjit_ir::{CallShape, Const, Imm, Op, Piece, Span, Value};

use super::Lower;
use crate::tree::{Call, Expr, ExprKind, FPart, Unsupported};

impl Lower<'_> {
    /// A call: the operands are the callee, the positional arguments and the keyword arguments.
    pub(super) fn call(&mut self, call: &Call, span: Span) -> Value {
        let mut operands = vec![self.expr(&call.callee)];
        let star = self.positional(&call.args, &mut operands);
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
            if star.replace(position as u32).is_some() {
                let unsupported = Unsupported {
                    what: "calls with several starred arguments",
                    instead: "join the tuples first: `f(*(a + b))`",
                };
                self.report.unsupported_expression(unsupported, arg.span);
            }
        }
        star
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
                    pieces.push(Piece::Value {
                        conversion: *conversion,
                        spec: spec.as_str().into(),
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
