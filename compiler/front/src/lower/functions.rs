//! Parameters, nested functions and lambdas.
//!
//! A nested function is a value made of the variables it captures and the defaults of its parameters; its
//! code gets these as its leading parameters.

use std::sync::Arc;

use numjit_ir::{Imm, Op, Param, Source, Ty, Value};

use super::{Capture, Lower, Outer, lower_with};
use crate::scope::Scope;
use crate::tree::{Def, Ident, Name, Unsupported};

/// The parameters as written.
pub(super) fn params(source: &Source, def: &Def) -> Vec<Param> {
    let text = |span: numjit_ir::Span| {
        let text = source.text.get(span.start as usize..span.end as usize);
        text.map(str::to_owned)
    };
    let params = def.params.iter().map(|param| Param {
        name: param.ident.name.to_string(),
        kind: param.kind,
        has_default: param.default.is_some(),
        annotation: param.annotation.and_then(text),
    });
    params.collect()
}

impl Lower<'_> {
    /// Parameters of the entry block: captures, defaults of a nested function, then the parameters.
    pub(super) fn params(&mut self, def: &Def) {
        for name in self.outer.captures.clone() {
            // A captured name is read like a variable, but a binding of its own never exists here.
            let var = self.ssa.add_var(Some(Arc::clone(&name)));
            self.vars.insert(name, var);
            let value = self.entry_param();
            self.ssa.write(var, value);
        }
        self.make_cells(def);
        for _ in 0..self.outer.defaults {
            self.entry_param();
        }
        for param in &def.params {
            let value = self.entry_param();
            self.write_name(&param.ident, value);
        }
    }

    /// Makes the cells of the variables of this function that nested ones assign. A cell is a dict of one entry,
    /// which gets its type from what is stored.
    fn make_cells(&mut self, def: &Def) {
        let mut own: Vec<Name> = self.cells.iter().cloned().collect();
        own.retain(|name| self.scope.bound.contains(name));
        own.sort_unstable();
        for name in own {
            let cell = self.emit(Op::DictDisplay, &[], Imm::None, def.span);
            if let Some(var) = self.var(&name) {
                self.ssa.write(var, cell);
            }
        }
    }

    fn entry_param(&mut self) -> Value {
        let entry = self.ssa.func.entry;
        self.ssa.func.add_param(entry, Ty::NEVER)
    }

    pub(super) fn def_stmt(&mut self, def: &Def) {
        if let Some(decorator) = def.decorator {
            let unsupported = Unsupported {
                what: "decorators of nested functions",
                instead: "leave the decorator out: nested functions are compiled with the outer one",
            };
            self.report.unsupported_statement(unsupported, decorator);
        }
        let value = self.closure(def, Some(Arc::clone(&def.name)));
        let ident = Ident {
            name: Arc::clone(&def.name),
            span: def.span,
        };
        self.write_name(&ident, value);
    }

    /// A nested function as a value. `self_name` is the name it is bound to, by which it may call itself.
    pub(super) fn closure(&mut self, def: &Def, self_name: Option<Name>) -> Value {
        let captures = self.captured_names(def, self_name.as_ref());
        let mut operands: Vec<Value> = captures
            .iter()
            .map(|name| self.read_held(name, def.span))
            .collect();
        let defaults = def.params.iter().filter_map(|param| param.default.as_ref());
        operands.extend(defaults.map(|default| self.expr(default)));
        let defaults = operands.len() - captures.len();
        let position = match self.nested_places.get(&def.span.start) {
            Some(&known) => known,
            None => self.nested(def, &captures, self_name, defaults),
        };
        let closure = self.emit(Op::Closure, &operands, Imm::Func(position), def.span);
        self.record_captures(captures, &operands, def, closure);
        closure
    }

    /// Lowers a nested function; the result is its position in the list of them.
    fn nested(
        &mut self,
        def: &Def,
        captures: &[Name],
        self_name: Option<Name>,
        defaults: usize,
    ) -> u32 {
        let cells = captures.iter().filter(|name| self.is_cell(name));
        let outer = Outer {
            cells: cells.cloned().collect(),
            path: self.nested_path(&def.name),
            captures: captures.to_vec(),
            self_name,
            defaults,
            is_nested: true,
        };
        let nested = lower_with(self.source, def, self.cx, outer, self.report);
        let position = self.nested.len() as u32;
        self.nested.push(nested);
        self.nested_places.insert(def.span.start, position);
        position
    }

    /// Free names of a nested function that this function binds or captures itself, or is called by.
    fn captured_names(&mut self, def: &Def, self_name: Option<&Name>) -> Vec<Name> {
        let mut names = Scope::of(def).free;
        names.retain(|name| {
            let known = self.var(name).is_some() || self.outer.self_name.as_ref() == Some(name);
            known && Some(name) != self_name
        });
        names
    }

    fn record_captures(&mut self, names: Vec<Name>, values: &[Value], def: &Def, closure: Value) {
        for (name, &value) in names.into_iter().zip(values) {
            let Some(var) = self.var(&name) else {
                continue;
            };
            self.captures.push(Capture {
                var,
                name,
                block: self.ssa.block,
                span: def.span,
                outer_loop: self.outer_loop,
                value,
                closure,
            });
        }
    }

    /// A name for the code of a nested function that its siblings do not have.
    fn nested_path(&mut self, name: &Name) -> String {
        let count = self.nested_names.entry(Arc::clone(name)).or_insert(0);
        *count += 1;
        match *count {
            1 => format!("{}.{name}", self.outer.path),
            count => format!("{}.{name}.{count}", self.outer.path),
        }
    }
}
