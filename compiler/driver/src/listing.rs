//! Texts of what the compiler makes of a function, stage by stage.

use std::fmt::Write;

use numjit_backend_cranelift::Listing as Want;
use numjit_ir::{Function, Ty};

use crate::compile::stages;
use crate::engine::FunctionHandle;
use crate::error::CallError;
use crate::session::Resolver;

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListingKind {
    /// The source, each line followed by the variables it binds and their types.
    Types,
    /// Typed SSA.
    Ir,
    /// Low SSA after all passes.
    Opt,
    /// Cranelift's IR.
    Clif,
    /// Machine code, disassembled.
    Asm,
}

/// The text of one specialisation.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Function name with argument and result types.
    pub title: String,
    /// The text.
    pub text: String,
}

impl FunctionHandle {
    /// The text of a specialisation. It is made afresh, so that ordinary compilation keeps no texts.
    pub fn listing(
        &self,
        args: &[Ty],
        kind: ListingKind,
        resolver: &mut dyn Resolver,
    ) -> Result<Listing, CallError> {
        let want = Want {
            clif: kind == ListingKind::Clif,
            asm: kind == ListingKind::Asm,
        };
        let stages = stages(self.engine(), self.id(), args, want, resolver)?;
        let title = stages.title(args);
        let text = match kind {
            ListingKind::Types => annotated_source(&stages.inferred),
            ListingKind::Ir => stages.inferred.to_string(),
            ListingKind::Opt => stages.low.to_string(),
            ListingKind::Clif => stages.text.clif.unwrap_or_default(),
            ListingKind::Asm => stages.text.asm.unwrap_or_default(),
        };
        Ok(Listing { title, text })
    }
}

/// The function's source with line numbers; under each line the variables bound there.
fn annotated_source(func: &Function) -> String {
    let Some(frame) = func.locations.frames().first() else {
        return String::new();
    };
    let bindings = bindings_by_line(func);
    let mut text = String::new();
    for (offset, line) in frame.source.text.lines().enumerate() {
        let number = frame.source.first_line + offset as u32;
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{number:>5} | {line}");
        let indent = line.len() - line.trim_start().len();
        for (_, name, ty) in bindings.iter().filter(|(at, _, _)| *at == number) {
            let _ = writeln!(text, "      | {:indent$}# {name}: {ty}", "");
        }
    }
    text
}

fn bindings_by_line(func: &Function) -> Vec<(u32, String, Ty)> {
    let mut bindings = Vec::new();
    let first = func
        .locations
        .frames()
        .first()
        .map_or(1, |frame| frame.source.first_line);
    for &param in func.params() {
        if let Some(name) = &func.values[param.index()].name {
            bindings.push((
                first_def_line(func).unwrap_or(first),
                name.to_string(),
                func.ty(param),
            ));
        }
    }
    for &block in &func.layout {
        for &inst in &func.block(block).insts {
            let line = func
                .locations
                .chain(func.inst(inst).loc)
                .last()
                .map(|(_, line)| *line);
            for &result in &func.inst(inst).results {
                let name = &func.values[result.index()].name;
                if let (Some(line), Some(name)) = (line, name) {
                    bindings.push((line, name.to_string(), func.ty(result)));
                }
            }
        }
    }
    let mut seen = std::collections::HashSet::new();
    bindings.retain(|binding| seen.insert(binding.clone()));
    bindings
}

/// Line of the `def`, below the decorators.
fn first_def_line(func: &Function) -> Option<u32> {
    let source = &func.locations.frames().first()?.source;
    let offset = source
        .text
        .lines()
        .position(|line| line.trim_start().starts_with("def "))?;
    Some(source.first_line + offset as u32)
}
