//! Assignments: plain, unpacking, augmented and annotated.

use std::sync::Arc;

use numjit_ir::{BinOp, Const, Imm, Op, Span, Value};

use super::Lower;
use crate::tree::{Expr, ExprKind, Ident};

impl Lower<'_> {
    pub(super) fn assign_stmt(&mut self, targets: &[Expr], value: &Expr) {
        if let [target] = targets {
            return self.assign_expr(target, value);
        }
        let value = self.expr(value);
        for target in targets {
            self.assign(target, value);
        }
    }

    /// Assigns an expression; `a, b = b, a` needs no tuple.
    fn assign_expr(&mut self, target: &Expr, value: &Expr) {
        if let (Some(targets), Some(values)) = (elements(target), elements(value)) {
            let plain = |e: &Expr| !matches!(e.kind, ExprKind::Starred(_));
            let simple = targets.iter().chain(values).all(plain);
            if simple && targets.len() == values.len() {
                let values: Vec<Value> = values.iter().map(|value| self.expr(value)).collect();
                for (target, value) in targets.iter().zip(values) {
                    self.assign(target, value);
                }
                return;
            }
        }
        let value = match (&target.kind, &value.kind) {
            (ExprKind::Name(name), ExprKind::Lambda(def)) => {
                self.closure(def, Some(Arc::clone(name)))
            }
            _ => self.expr(value),
        };
        self.assign(target, value);
    }

    /// Binds a target to a value.
    pub(super) fn assign(&mut self, target: &Expr, value: Value) {
        let span = target.span;
        match &target.kind {
            ExprKind::Name(name) => {
                let name = Arc::clone(name);
                self.write_name(&Ident { name, span }, value);
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => {
                self.unpack(targets, value, span);
            }
            ExprKind::Subscript {
                value: object,
                index,
            } => {
                let object = self.expr(object);
                let index = self.expr(index);
                self.effect(Op::SetItem, &[object, index, value], span);
            }
            ExprKind::Attribute {
                value: object,
                name,
            } => {
                let object = self.expr(object);
                self.set_attribute(object, name, value, span);
            }
            _ => self.misplaced("this cannot be assigned to", span),
        }
    }

    fn unpack(&mut self, targets: &[Expr], value: Value, span: Span) {
        let starred = |e: &Expr| matches!(e.kind, ExprKind::Starred(_));
        if let Some(position) = targets.iter().position(starred) {
            return self.unpack_starred(targets, position, value, span);
        }
        let loc = self.loc(span);
        let values = self.ssa.push(Op::Unpack, &[value], targets.len(), loc);
        for (target, value) in targets.iter().zip(values) {
            self.assign(target, value);
        }
    }

    /// `first, *rest, last = value`: what the starred target takes becomes a list.
    fn unpack_starred(&mut self, targets: &[Expr], starred: usize, value: Value, span: Span) {
        let after = targets.len() - 1 - starred;
        let sequence = self.library_call("nj.as_sequence", &[value], span);
        let fewest = self.constant(Const::Int((starred + after) as i64), span);
        self.library_call("nj.check_unpack", &[sequence, fewest], span);
        for (position, target) in targets.iter().enumerate() {
            let from_end = (targets.len() - position) as i64;
            let part = match &target.kind {
                ExprKind::Starred(_) => self.middle(sequence, starred, after, span),
                _ if position < starred => self.element(sequence, position as i64, span),
                _ => self.element(sequence, -from_end, span),
            };
            match &target.kind {
                ExprKind::Starred(inner) => self.assign(inner, part),
                _ => self.assign(target, part),
            }
        }
    }

    fn element(&mut self, sequence: Value, position: i64, span: Span) -> Value {
        let position = self.constant(Const::Int(position), span);
        self.emit(Op::GetItem, &[sequence, position], Imm::None, span)
    }

    /// The elements but so many first and last ones, as a list.
    fn middle(&mut self, sequence: Value, first: usize, last: usize, span: Span) -> Value {
        let start = self.constant(Const::Int(first as i64), span);
        let stop = match last {
            0 => Const::None,
            last => Const::Int(-(last as i64)),
        };
        let stop = self.constant(stop, span);
        let step = self.constant(Const::None, span);
        let slice = self.emit(Op::MakeSlice, &[start, stop, step], Imm::None, span);
        let part = self.emit(Op::GetItem, &[sequence, slice], Imm::None, span);
        self.library_call("nj.as_list", &[part], span)
    }

    fn set_attribute(&mut self, object: Value, name: &str, value: Value, span: Span) {
        let loc = self.loc(span);
        self.ssa
            .effect(Op::SetAttr, &[object, value], Imm::Name(name.into()), loc);
    }

    /// `target op= value`, with the parts of the target evaluated once.
    pub(super) fn aug_assign(&mut self, target: &Expr, op: BinOp, value: &Expr, span: Span) {
        let at = target.span;
        match &target.kind {
            ExprKind::Name(name) => {
                let name = Arc::clone(name);
                let old = self.read_name(&name, at);
                let new = self.in_place(old, op, value, span);
                self.write_name(&Ident { name, span: at }, new);
            }
            ExprKind::Subscript {
                value: object,
                index,
            } => {
                let object = self.expr(object);
                let index = self.expr(index);
                let old = self.emit(Op::GetItem, &[object, index], Imm::None, at);
                let new = self.in_place(old, op, value, span);
                self.effect(Op::SetItem, &[object, index, new], at);
            }
            ExprKind::Attribute {
                value: object,
                name,
            } => {
                let object = self.expr(object);
                let old = self.emit(Op::GetAttr, &[object], Imm::Name((&**name).into()), at);
                let new = self.in_place(old, op, value, span);
                self.set_attribute(object, name, new, at);
            }
            _ => self.misplaced("this cannot be the target of an augmented assignment", at),
        }
    }

    fn in_place(&mut self, old: Value, op: BinOp, value: &Expr, span: Span) -> Value {
        let value = self.expr(value);
        self.emit(Op::InplaceBin, &[old, value], Imm::Bin(op), span)
    }

    /// `target: T = value`; without a value nothing happens, as nothing is evaluated in a function.
    pub(super) fn ann_assign(&mut self, target: &Expr, value: Option<&Expr>) {
        if let Some(value) = value {
            self.assign_expr(target, value);
        }
    }
}

/// Elements of a tuple or list written out.
fn elements(expr: &Expr) -> Option<&[Expr]> {
    match &expr.kind {
        ExprKind::Tuple(elements) | ExprKind::List(elements) => Some(elements),
        _ => None,
    }
}
