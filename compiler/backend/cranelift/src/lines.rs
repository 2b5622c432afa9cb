//! The line table: which source line each piece of code comes from.

use cranelift_codegen::CompiledCode;
use numjit_ir::{Function, Loc};
use numjit_loader::LineEntry;

/// Line entries of a function by ascending offset.
///
/// Code of inlined bodies counts as the line of the call in the function's own source, since a line
/// alone cannot name another file.
pub(crate) fn line_table(func: &Function, code: &CompiledCode) -> Vec<LineEntry> {
    let lines = Lines::new(func);
    let mut entries: Vec<LineEntry> = Vec::new();
    let mut end = 0;
    for range in code.buffer.get_srclocs_sorted() {
        if range.start > end {
            push(&mut entries, end, (0, 0));
        }
        let position = match range.loc.is_default() {
            true => (0, 0),
            false => lines.position(Loc(range.loc.bits())),
        };
        push(&mut entries, range.start, position);
        end = range.end;
    }
    entries
}

/// Adds an entry where the position changes.
fn push(entries: &mut Vec<LineEntry>, offset: u32, (line, column): (u32, u32)) {
    match entries.last() {
        Some(last) if (last.line, last.column) == (line, column) => {}
        _ => entries.push(LineEntry {
            offset,
            line,
            column,
        }),
    }
}

/// Where the lines of the function's own source begin.
struct Lines<'f> {
    func: &'f Function,
    starts: Vec<u32>,
}

impl<'f> Lines<'f> {
    fn new(func: &'f Function) -> Lines<'f> {
        let own = func.locations.frames().first();
        let text = own.map_or("", |frame| &*frame.source.text);
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at as u32 + 1));
        Lines {
            func,
            starts: starts.collect(),
        }
    }

    /// Line and column of a location, both from one; zeros if it is unknown.
    fn position(&self, loc: Loc) -> (u32, u32) {
        self.offset(loc).map_or((0, 0), |offset| self.at(offset))
    }

    /// Byte offset in the function's own source: that of the call for an inlined body.
    fn offset(&self, mut loc: Loc) -> Option<u32> {
        let locations = &self.func.locations;
        loop {
            let &(frame, span) = locations.all().get(loc.index())?;
            match locations.frame(frame).caller {
                Some(caller) => loc = caller,
                None => return Some(span.start),
            }
        }
    }

    fn at(&self, offset: u32) -> (u32, u32) {
        let Some(frame) = self.func.locations.frames().first() else {
            return (0, 0);
        };
        let source = &frame.source;
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let start = self.starts[line] as usize;
        let before = source.text.get(start..offset as usize).unwrap_or_default();
        let column = before.chars().count() as u32 + source.indent + 1;
        (source.first_line + line as u32, column)
    }
}
