//! The text form of functions.
//!
//! Printing and [parsing](crate::parse_function) round-trip: every dump is valid test input. A line is
//! one statement; whole lines that begin with `;` are comments. Instructions carry no numbers of their
//! own, so parsing numbers them in order; values, blocks, data and slots keep theirs.
//!
//! ```text
//! module      = function*
//! function    = "function" STRING stage "{" line* "}"
//! stage       = "untyped" | "typed" | "low"
//! line        = "options" option*            ; only those that differ from a bare @njit
//!             | "result" type                ; typed stage
//!             | "low_results" type,*         ; low stage
//!             | "recursive"
//!             | "data" dN "align" INT ["frame"] HEX
//!             | "slot" sN "size" INT "align" INT
//!             | bN "(" def,* ")" ["cold"] ":"
//!             | [def,+ "="] op [imm] (value | target),* ["cleanup" "[" value,* "]"] ["@" INT]
//!             | "source" INT STRING "line" INT "indent" INT, followed by its text in lines of "|"
//!             | "frame" INT STRING "source" INT ["caller" "@" INT] ["hidden"]
//!             | "at" "@" INT location,+      ; locations from this number on
//! def         = vN [":" type] [STRING]       ; no type means `never`; the string is the user's name
//! target      = bN "(" value,* ")"
//! location    = fN START ".." END            ; frame and byte range
//! option      = "boundscheck=" switch | "nep50=" switch | "interruptible=" switch | "error_model=" ("python" | "numpy")
//!             | "fastmath=[" permission,* "]"
//! imm         = by the operation: CONST | STRING (name) | "[" INT,* "]" | operator | condition | type
//!             | "fn" INT | SYMBOL | "{" call shape "}" | kernel | [reduction] kernel | reduction
//!             | "[" piece,* "]" | "[" alias [OFFSET] ["readonly"] "]" | dN | sN | EXCEPTION
//! CONST       = "none" | "True" | "False" | INT | INT "u" | FLOAT | "complex(" FLOAT "," FLOAT ")"
//!             | STRING | "..."
//! kernel      = "{" step;* "}"
//! step        = NAME operand,* "->" type     ; operand = ("a" | "s") INT ":" type
//! piece       = STRING | "{" ["!" CHAR] [":" STRING] "}"
//! ```

use std::fmt::{self, Display, Formatter, Write};
use std::sync::Arc;

use crate::constant::Const;
use crate::entity::{Block, Inst, Value};
use crate::function::{
    BlockCall, Data, DataKind, ErrorModel, FastMath, Function, InstData, Options, Stage,
};
use crate::imm::{CallShape, Imm, Kernel, Mem, Operand, Piece, Step};
use crate::location::Source;
use crate::types::Ty;

/// Locations printed on one line.
const LOCATIONS_PER_LINE: usize = 8;

impl Display for Function {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "function {:?} {} {{", self.name, self.stage.text())?;
        fmt_header(f, self)?;
        for &block in &self.layout {
            fmt_block(f, self, block)?;
        }
        fmt_locations(f, self)?;
        f.write_str("}\n")
    }
}

impl Stage {
    /// The spelling in IR text.
    pub fn text(self) -> &'static str {
        match self {
            Stage::Untyped => "untyped",
            Stage::Typed => "typed",
            Stage::Low => "low",
        }
    }
}

fn fmt_header(f: &mut Formatter<'_>, func: &Function) -> fmt::Result {
    fmt_options(f, &func.options)?;
    if func.result != Ty::NEVER {
        writeln!(f, "  result {}", func.result)?;
    }
    if !func.low_results.is_empty() {
        f.write_str("  low_results ")?;
        fmt_separated(f, &func.low_results)?;
        f.write_char('\n')?;
    }
    if func.recursive {
        f.write_str("  recursive\n")?;
    }
    for (number, data) in func.data.iter().enumerate() {
        fmt_data(f, number, data)?;
    }
    for (number, slot) in func.slots.iter().enumerate() {
        writeln!(
            f,
            "  slot s{number} size {} align {}",
            slot.size, slot.align
        )?;
    }
    Ok(())
}

fn fmt_options(f: &mut Formatter<'_>, options: &Options) -> fmt::Result {
    let default = Options::DEFAULT;
    if *options == default {
        return Ok(());
    }
    f.write_str("  options")?;
    if options.boundscheck != default.boundscheck {
        write!(f, " boundscheck={}", switch(options.boundscheck))?;
    }
    if options.error_model != default.error_model {
        write!(f, " error_model={}", options.error_model.text())?;
    }
    if options.fastmath != default.fastmath {
        f.write_str(" fastmath=[")?;
        fmt_separated(f, &permissions(options.fastmath))?;
        f.write_char(']')?;
    }
    if options.nep50 != default.nep50 {
        write!(f, " nep50={}", switch(options.nep50))?;
    }
    if options.interruptible != default.interruptible {
        write!(f, " interruptible={}", switch(options.interruptible))?;
    }
    f.write_char('\n')
}

impl ErrorModel {
    /// The spelling in IR text and in Numba's `error_model=`.
    pub fn text(self) -> &'static str {
        match self {
            ErrorModel::Python => "python",
            ErrorModel::Numpy => "numpy",
        }
    }
}

fn switch(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

/// Names of the permissions that are given, as LLVM and Numba spell them.
fn permissions(fast: FastMath) -> Vec<&'static str> {
    let all = [
        (fast.nnan, "nnan"),
        (fast.ninf, "ninf"),
        (fast.nsz, "nsz"),
        (fast.arcp, "arcp"),
        (fast.contract, "contract"),
        (fast.afn, "afn"),
        (fast.reassoc, "reassoc"),
    ];
    let given = all.into_iter().filter(|(on, _)| *on);
    given.map(|(_, name)| name).collect()
}

fn fmt_data(f: &mut Formatter<'_>, number: usize, data: &Data) -> fmt::Result {
    write!(f, "  data d{number} align {} ", data.align)?;
    if data.kind == DataKind::Frame {
        f.write_str("frame ")?;
    }
    for byte in data.bytes.iter() {
        write!(f, "{byte:02x}")?;
    }
    f.write_char('\n')
}

fn fmt_block(f: &mut Formatter<'_>, func: &Function, block: Block) -> fmt::Result {
    let data = func.block(block);
    write!(f, "{block}(")?;
    fmt_defs(f, func, &data.params)?;
    writeln!(f, "){}:", if data.cold { " cold" } else { "" })?;
    for &inst in &data.insts {
        fmt_inst(f, func, inst)?;
    }
    Ok(())
}

fn fmt_inst(f: &mut Formatter<'_>, func: &Function, inst: Inst) -> fmt::Result {
    f.write_str("  ")?;
    write_inst(f, func, func.inst(inst))?;
    f.write_char('\n')
}

impl Function {
    /// An instruction in IR text.
    pub fn display_inst(&self, inst: Inst) -> impl Display + '_ {
        fmt::from_fn(move |f| write_inst(f, self, self.inst(inst)))
    }
}

/// Writes one instruction without indentation.
fn write_inst(f: &mut Formatter<'_>, func: &Function, inst: &InstData) -> fmt::Result {
    if !inst.results.is_empty() {
        fmt_defs(f, func, &inst.results)?;
        f.write_str(" = ")?;
    }
    f.write_str(inst.op.info().name)?;
    fmt_imm(f, &inst.imm)?;
    let mut separator = " ";
    for value in &inst.args {
        write!(f, "{separator}{value}")?;
        separator = ", ";
    }
    for target in &inst.targets {
        write!(f, "{separator}{target}")?;
        separator = ", ";
    }
    if !inst.cleanup.is_empty() {
        f.write_str(" cleanup [")?;
        fmt_separated(f, &inst.cleanup)?;
        f.write_char(']')?;
    }
    write!(f, " {}", inst.loc)
}

impl Display for BlockCall {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}(", self.block)?;
        fmt_separated(f, &self.args)?;
        f.write_char(')')
    }
}

fn fmt_defs(f: &mut Formatter<'_>, func: &Function, values: &[Value]) -> fmt::Result {
    for (position, &value) in values.iter().enumerate() {
        let data = &func.values[value.index()];
        write!(f, "{}{value}", if position > 0 { ", " } else { "" })?;
        if data.ty != Ty::NEVER {
            write!(f, ": {}", data.ty)?;
        }
        if let Some(name) = &data.name {
            write!(f, " {name:?}")?;
        }
    }
    Ok(())
}

fn fmt_separated<T: Display>(f: &mut Formatter<'_>, items: &[T]) -> fmt::Result {
    for (position, item) in items.iter().enumerate() {
        write!(f, "{}{item}", if position > 0 { ", " } else { "" })?;
    }
    Ok(())
}

/// Writes an immediate with a blank before it; nothing for none.
fn fmt_imm(f: &mut Formatter<'_>, imm: &Imm) -> fmt::Result {
    match imm {
        Imm::None => Ok(()),
        Imm::Const(value) => write!(f, " {value}"),
        Imm::Name(name) => write!(f, " {name:?}"),
        Imm::Ints(ints) => fmt_ints(f, ints),
        Imm::Bin(op) => write!(f, " {}", op.text()),
        Imm::Un(op) => write!(f, " {}", op.text()),
        Imm::Cmp(op) => write!(f, " {}", op.text()),
        Imm::IntCC(code) => write!(f, " {}", code.text()),
        Imm::FloatCC(code) => write!(f, " {}", code.text()),
        Imm::Ty(ty) => write!(f, " {ty}"),
        Imm::Func(number) => write!(f, " fn{number}"),
        Imm::Symbol(symbol) => write!(f, " {}", symbol.info().name),
        Imm::Call(shape) => fmt_call_shape(f, shape),
        Imm::Kernel(kernel) => write!(f, " {kernel}"),
        Imm::KernelReduce(kernel, reduction) => write!(f, " {} {kernel}", reduction.text()),
        Imm::Reduce(reduction) => write!(f, " {}", reduction.text()),
        Imm::Pieces(pieces) => fmt_pieces(f, pieces),
        Imm::Mem(mem) => fmt_mem(f, mem),
        Imm::Data(data) => write!(f, " {data}"),
        Imm::Slot(slot) => write!(f, " {slot}"),
        Imm::Exception(kind) => write!(f, " {}", kind.name()),
        Imm::Place(state, slot) => write!(f, " {slot} of {state}"),
    }
}

fn fmt_ints(f: &mut Formatter<'_>, ints: &[i64]) -> fmt::Result {
    f.write_str(" [")?;
    fmt_separated(f, ints)?;
    f.write_char(']')
}

fn fmt_call_shape(f: &mut Formatter<'_>, shape: &CallShape) -> fmt::Result {
    if *shape == CallShape::default() {
        return Ok(());
    }
    f.write_str(" {")?;
    if let Some(star) = shape.star {
        write!(f, "star {star}")?;
    }
    for (position, keyword) in shape.keywords.iter().enumerate() {
        let separator = if position > 0 || shape.star.is_some() {
            ", "
        } else {
            ""
        };
        write!(f, "{separator}{keyword:?}")?;
    }
    f.write_char('}')
}

fn fmt_mem(f: &mut Formatter<'_>, mem: &Mem) -> fmt::Result {
    write!(f, " [{}", mem.alias.text())?;
    if mem.offset != 0 {
        write!(f, " {:+}", mem.offset)?;
    }
    f.write_str(if mem.readonly { " readonly]" } else { "]" })
}

fn fmt_pieces(f: &mut Formatter<'_>, pieces: &[Piece]) -> fmt::Result {
    f.write_str(" [")?;
    for (position, piece) in pieces.iter().enumerate() {
        f.write_str(if position > 0 { ", " } else { "" })?;
        match piece {
            Piece::Text(text) => write!(f, "{text:?}")?,
            Piece::Value { conversion, spec } => fmt_value_piece(f, *conversion, spec)?,
        }
    }
    f.write_char(']')
}

fn fmt_value_piece(f: &mut Formatter<'_>, conversion: Option<char>, spec: &str) -> fmt::Result {
    f.write_char('{')?;
    if let Some(conversion) = conversion {
        write!(f, "!{conversion}")?;
    }
    if !spec.is_empty() {
        write!(f, ":{spec:?}")?;
    }
    f.write_char('}')
}

impl Display for Kernel {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('{')?;
        for (position, step) in self.steps.iter().enumerate() {
            f.write_str(if position > 0 { "; " } else { "" })?;
            fmt_step(f, step)?;
        }
        f.write_char('}')
    }
}

fn fmt_step(f: &mut Formatter<'_>, step: &Step) -> fmt::Result {
    f.write_str(&step.name)?;
    for (position, (operand, ty)) in step.operands.iter().enumerate() {
        let separator = if position > 0 { "," } else { "" };
        match operand {
            Operand::Arg(number) => write!(f, "{separator} a{number}: {ty}")?,
            Operand::Step(number) => write!(f, "{separator} s{number}: {ty}")?,
        }
    }
    write!(f, " -> {}", step.result)
}

impl Display for Const {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Const::None => f.write_str("none"),
            Const::Bool(value) => f.write_str(if *value { "True" } else { "False" }),
            Const::Int(value) => write!(f, "{value}"),
            Const::UInt(value) => write!(f, "{value}u"),
            Const::Float(value) => fmt_float(f, *value),
            Const::Complex(re, im) => {
                f.write_str("complex(")?;
                fmt_float(f, *re)?;
                f.write_str(", ")?;
                fmt_float(f, *im)?;
                f.write_char(')')
            }
            Const::Str(text) => write!(f, "{text:?}"),
            Const::Ellipsis => f.write_str("..."),
        }
    }
}

/// The shortest decimal that reads back to the same bits, always with a point, an exponent or a name;
/// NaNs other than the usual one show their bits.
fn fmt_float(f: &mut Formatter<'_>, value: f64) -> fmt::Result {
    if value.is_nan() && value.to_bits() != f64::NAN.to_bits() {
        write!(f, "nan:{:#x}", value.to_bits())
    } else if value.is_nan() {
        f.write_str("nan")
    } else {
        write!(f, "{value:?}")
    }
}

fn fmt_locations(f: &mut Formatter<'_>, func: &Function) -> fmt::Result {
    let sources = distinct_sources(func);
    for (number, source) in sources.iter().enumerate() {
        fmt_source(f, number, source)?;
    }
    for (number, frame) in func.locations.frames().iter().enumerate() {
        let source = sources.iter().position(|known| **known == frame.source);
        let source = source.unwrap_or_default();
        write!(f, "  frame {number} {:?} source {source}", frame.name)?;
        if let Some(caller) = frame.caller {
            write!(f, " caller {caller}")?;
        }
        f.write_str(if frame.hidden { " hidden\n" } else { "\n" })?;
    }
    for (line, locations) in func.locations.all().chunks(LOCATIONS_PER_LINE).enumerate() {
        write!(f, "  at @{}", line * LOCATIONS_PER_LINE)?;
        for (position, (frame, span)) in locations.iter().enumerate() {
            let separator = if position > 0 { "," } else { "" };
            write!(f, "{separator} f{} {}..{}", frame.0, span.start, span.end)?;
        }
        f.write_char('\n')?;
    }
    Ok(())
}

fn distinct_sources(func: &Function) -> Vec<&Arc<Source>> {
    let mut sources: Vec<&Arc<Source>> = Vec::new();
    for frame in func.locations.frames() {
        if !sources.iter().any(|known| **known == frame.source) {
            sources.push(&frame.source);
        }
    }
    sources
}

fn fmt_source(f: &mut Formatter<'_>, number: usize, source: &Source) -> fmt::Result {
    let (file, line, indent) = (&source.file, source.first_line, source.indent);
    writeln!(f, "  source {number} {file:?} line {line} indent {indent}")?;
    for line in source.text.split('\n') {
        writeln!(f, "    |{line}")?;
    }
    Ok(())
}
