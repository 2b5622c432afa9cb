//! Reads what stands around the blocks: options, data, slots and source locations.

use std::sync::Arc;

use super::cursor::{Cursor, Result};
use super::types::parse_type;
use crate::entity::Loc;
use crate::function::{Data, DataKind, ErrorModel, FastMath, Options, Slot};
use crate::location::{Frame, FrameId, Locations, Source, Span};
use crate::types::Ty;

/// Reads the options that follow the word `options`.
pub(super) fn parse_options(cx: &mut Cursor<'_>, options: &mut Options) -> Result<()> {
    while !cx.at_end() {
        let name = cx.expect_word("an option")?;
        cx.expect("=")?;
        match name {
            "boundscheck" => options.boundscheck = parse_switch(cx)?,
            "nep50" => options.nep50 = parse_switch(cx)?,
            "interruptible" => options.interruptible = parse_switch(cx)?,
            "error_model" => options.error_model = parse_error_model(cx)?,
            "fastmath" => options.fastmath = parse_permissions(cx)?,
            _ => return Err(format!("`{name}` is not an option")),
        }
    }
    Ok(())
}

fn parse_switch(cx: &mut Cursor<'_>) -> Result<bool> {
    match cx.expect_word("on or off")? {
        "on" => Ok(true),
        "off" => Ok(false),
        other => Err(format!("`{other}` is not on or off")),
    }
}

fn parse_error_model(cx: &mut Cursor<'_>) -> Result<ErrorModel> {
    match cx.expect_word("an error model")? {
        "python" => Ok(ErrorModel::Python),
        "numpy" => Ok(ErrorModel::Numpy),
        other => Err(format!("`{other}` is not an error model")),
    }
}

fn parse_permissions(cx: &mut Cursor<'_>) -> Result<FastMath> {
    let mut fast = FastMath::default();
    cx.expect("[")?;
    cx.list(",", "]", |cx| {
        let name = cx.expect_word("a permission")?;
        let flag = match name {
            "nnan" => &mut fast.nnan,
            "ninf" => &mut fast.ninf,
            "nsz" => &mut fast.nsz,
            "arcp" => &mut fast.arcp,
            "contract" => &mut fast.contract,
            "afn" => &mut fast.afn,
            "reassoc" => &mut fast.reassoc,
            _ => return Err(format!("`{name}` is not a fast-math permission")),
        };
        *flag = true;
        Ok(())
    })?;
    Ok(fast)
}

/// Reads the types that follow the word `low_results`.
pub(super) fn parse_low_results(cx: &mut Cursor<'_>) -> Result<Vec<Ty>> {
    let mut types = vec![parse_type(cx)?];
    while cx.eat(",") {
        types.push(parse_type(cx)?);
    }
    Ok(types)
}

/// Reads constant bytes, which must have this number.
pub(super) fn parse_data(cx: &mut Cursor<'_>, number: usize) -> Result<Data> {
    expect_number(cx, "d", number)?;
    cx.expect("align")?;
    let align = cx.int()?;
    let kind = match cx.eat("frame") {
        true => DataKind::Frame,
        false => DataKind::Plain,
    };
    let digits = cx.chunk();
    let bytes = (0..digits.len() / 2).map(|i| {
        let pair = digits.get(2 * i..2 * i + 2).unwrap_or_default();
        u8::from_str_radix(pair, 16).map_err(|_| format!("`{pair}` is not a byte"))
    });
    match digits.len() % 2 {
        0 => Ok(Data {
            bytes: bytes.collect::<Result<Vec<u8>>>()?.into(),
            align,
            kind,
        }),
        _ => Err("constant bytes have two digits each".to_owned()),
    }
}

/// Reads a stack slot, which must have this number.
pub(super) fn parse_slot(cx: &mut Cursor<'_>, number: usize) -> Result<Slot> {
    expect_number(cx, "s", number)?;
    cx.expect("size")?;
    let size = cx.int()?;
    cx.expect("align")?;
    let align = cx.int()?;
    Ok(Slot { size, align })
}

fn expect_number(cx: &mut Cursor<'_>, prefix: &str, number: usize) -> Result<()> {
    match cx.entity(prefix)? as usize {
        found if found == number => Ok(()),
        found => Err(format!(
            "found {prefix}{found} where {prefix}{number} comes next"
        )),
    }
}

/// The source locations read so far.
#[derive(Default)]
pub(super) struct Places {
    sources: Vec<PartialSource>,
    frames: Vec<PartialFrame>,
    locations: Vec<(FrameId, Span)>,
}

/// A source whose text is still being read.
struct PartialSource {
    file: String,
    first_line: u32,
    indent: u32,
    lines: Vec<String>,
}

/// A frame whose source is still being read.
struct PartialFrame {
    name: String,
    source: usize,
    caller: Option<Loc>,
    hidden: bool,
}

impl Places {
    /// Reads what follows the word `source`.
    pub(super) fn parse_source(&mut self, cx: &mut Cursor<'_>) -> Result<()> {
        expect_number(cx, "", self.sources.len())?;
        let file = cx.string()?;
        cx.expect("line")?;
        let first_line = cx.int()?;
        cx.expect("indent")?;
        self.sources.push(PartialSource {
            file,
            first_line,
            indent: cx.int()?,
            lines: Vec::new(),
        });
        Ok(())
    }

    /// Reads a line of source text.
    pub(super) fn parse_text(&mut self, line: &str) -> Result<()> {
        let text = line.split_once('|').map_or("", |(_, text)| text);
        let Some(source) = self.sources.last_mut() else {
            return Err("source text belongs after a `source` line".to_owned());
        };
        source.lines.push(text.to_owned());
        Ok(())
    }

    /// Reads what follows the word `frame`.
    pub(super) fn parse_frame(&mut self, cx: &mut Cursor<'_>) -> Result<()> {
        expect_number(cx, "", self.frames.len())?;
        let name = cx.string()?;
        cx.expect("source")?;
        let source = cx.int()?;
        let caller = match cx.eat_word("caller") {
            true => Some(cx.loc()?),
            false => None,
        };
        self.frames.push(PartialFrame {
            name,
            source,
            caller,
            hidden: cx.eat_word("hidden"),
        });
        Ok(())
    }

    /// Reads what follows the word `at`.
    pub(super) fn parse_locations(&mut self, cx: &mut Cursor<'_>) -> Result<()> {
        let first = cx.loc()?;
        if first.index() != self.locations.len() {
            return Err(format!(
                "found {first} where @{} comes next",
                self.locations.len()
            ));
        }
        loop {
            let frame = FrameId(cx.entity("f")?);
            let start = cx.int()?;
            cx.expect("..")?;
            let end = cx.int()?;
            self.locations.push((frame, Span { start, end }));
            if !cx.eat(",") {
                return Ok(());
            }
        }
    }

    /// The complete table.
    pub(super) fn finish(self) -> Result<Locations> {
        let sources: Vec<Arc<Source>> = self.sources.into_iter().map(complete).collect();
        let mut locations = Locations::default();
        for frame in self.frames {
            let Some(source) = sources.get(frame.source) else {
                return Err(format!("source {} is not defined", frame.source));
            };
            if frame
                .caller
                .is_some_and(|loc| loc.index() >= self.locations.len())
            {
                return Err(format!(
                    "the caller of frame {:?} is not defined",
                    frame.name
                ));
            }
            locations.add_frame(Frame {
                name: frame.name.into(),
                source: source.clone(),
                caller: frame.caller,
                hidden: frame.hidden,
            });
        }
        for (number, &(frame, span)) in self.locations.iter().enumerate() {
            if frame.0 as usize >= locations.frames().len() {
                return Err(format!("frame f{} is not defined", frame.0));
            }
            if locations.add(frame, span).index() != number {
                return Err(format!("@{number} repeats the location before it"));
            }
        }
        Ok(locations)
    }
}

fn complete(source: PartialSource) -> Arc<Source> {
    Arc::new(Source {
        file: source.file.into(),
        first_line: source.first_line,
        indent: source.indent,
        text: source.lines.join("\n").into(),
    })
}
