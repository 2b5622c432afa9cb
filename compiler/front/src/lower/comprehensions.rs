//! Comprehensions and the displays of dicts and sets.
//!
//! `[f(x) for x in xs if p(x)]` becomes an empty list, a `for` loop, an `if` and an append. The targets
//! are variables of the comprehension alone.

use std::collections::HashMap;

use numjit_ir::{CallShape, Imm, Op, Span, Value};

use super::Lower;
use crate::scope::target_names;
use crate::tree::{Comprehension, ComprehensionKind, Expr};

impl Lower<'_> {
    /// `{key: value, ...}`
    pub(super) fn dict_display(&mut self, entries: &[(Option<Expr>, Expr)], span: Span) -> Value {
        let mut operands = Vec::with_capacity(2 * entries.len());
        let plain = entries.iter().take_while(|entry| entry.0.is_some()).count();
        for (key, value) in &entries[..plain] {
            operands.extend(key.iter().map(|key| self.expr(key)));
            operands.push(self.expr(value));
        }
        let made = self.emit(Op::DictDisplay, &operands, Imm::None, span);
        for (key, value) in &entries[plain..] {
            match key {
                Some(key) => {
                    let key = self.expr(key);
                    let value = self.expr(value);
                    self.effect(Op::SetItem, &[made, key, value], span);
                }
                None => {
                    let other = self.expr(value);
                    self.method_call(made, "update", other, span);
                }
            }
        }
        made
    }

    /// A list, set or dict comprehension.
    pub(super) fn comprehension(&mut self, comp: &Comprehension, span: Span) -> Value {
        let op = match comp.kind {
            ComprehensionKind::List => Op::ListDisplay,
            ComprehensionKind::Set => Op::SetDisplay,
            ComprehensionKind::Dict(_) => Op::DictDisplay,
        };
        let made = self.emit(op, &[], Imm::None, span);
        let Some(first) = comp.loops.first() else {
            return made;
        };
        // The first iterable belongs to the scope around the comprehension.
        let iterable = self.expr(&first.iterable);
        let mut scope = HashMap::new();
        for step in &comp.loops {
            for name in target_names(&step.target) {
                let var = self.ssa.add_var(Some(name.clone()));
                scope.insert(name, var);
            }
        }
        self.comprehension_scopes.push(scope);
        self.comprehension_loop(comp, 0, iterable, made);
        self.comprehension_scopes.pop();
        made
    }

    fn comprehension_loop(
        &mut self,
        comp: &Comprehension,
        depth: usize,
        iterable: Value,
        made: Value,
    ) {
        let Some(step) = comp.loops.get(depth) else {
            return;
        };
        self.for_each(iterable, step.iterable.span, |lower, element| {
            lower.assign(&step.target, element);
            let skip = lower.ssa.add_block();
            for test in &step.conditions {
                let keep = lower.ssa.add_block();
                lower.condition(test, keep, skip);
                lower.ssa.seal_and_switch(keep);
            }
            match comp.loops.get(depth + 1) {
                Some(next) => {
                    let iterable = lower.expr(&next.iterable);
                    lower.comprehension_loop(comp, depth + 1, iterable, made);
                }
                None => lower.comprehension_element(comp, made),
            }
            lower.jump(skip, step.iterable.span);
            lower.ssa.seal_and_switch(skip);
        });
    }

    fn comprehension_element(&mut self, comp: &Comprehension, made: Value) {
        let span = comp.element.span;
        let element = self.expr(&comp.element);
        let method = match &comp.kind {
            ComprehensionKind::List => "append",
            ComprehensionKind::Set => "add",
            ComprehensionKind::Dict(value) => {
                let value = self.expr(value);
                return self.effect(Op::SetItem, &[made, element, value], span);
            }
        };
        let method = self.emit(Op::GetAttr, &[made], Imm::Name(method.into()), span);
        let shape = Imm::Call(CallShape::default());
        self.emit(Op::Call, &[method, element], shape, span);
    }
}
