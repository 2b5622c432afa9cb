//! The line table: which source line each piece of code comes from.

use cranelift_codegen::CompiledCode;
use numjit_ir::{Function, Loc, Span};

use numjit_loader::LineEntry;

/// Line entries of a function by ascending offset.
///
/// Code of inlined bodies counts as the line of the call in the function's own source, since a line
/// alone cannot name another file.
pub(crate) fn line_table(func: &Function, code: &CompiledCode) -> Vec<LineEntry> {
    let mut entries: Vec<LineEntry> = Vec::new();
    for range in code.buffer.get_srclocs_sorted() {
        let (line, column) = match range.loc.is_default() {
            true => (0, 0),
            false => position(func, Loc(range.loc.bits())),
        };
        let entry = LineEntry {
            offset: range.start,
            line,
            column,
        };
        match entries.last() {
            Some(last) if (last.line, last.column) == (line, column) => {}
            _ => entries.push(entry),
        }
    }
    entries
}

/// Line and column, both from one, in the function's own source; zeros for an unknown location.
pub(crate) fn position(func: &Function, loc: Loc) -> (u32, u32) {
    let locations = &func.locations;
    let mut loc = loc;
    loop {
        let Some(&(frame, Span { start, .. })) = locations.all().get(loc.index()) else {
            return (0, 0);
        };
        let frame = locations.frame(frame);
        match frame.caller {
            Some(caller) => loc = caller,
            None => {
                let (line, column) = frame.source.line_column(start);
                return (line, column + 1);
            }
        }
    }
}
