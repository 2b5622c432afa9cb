//! Where code comes from: source texts, byte spans, and the chain of inlined calls.

use std::sync::Arc;

use crate::entity::Loc;

/// The text of one function as the host gave it, with its place in a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// File name as shown to users.
    pub file: Arc<str>,
    /// Line of the file (1-based) on which `text` begins.
    pub first_line: u32,
    /// Column by which `text` was shifted left when it was dedented, in characters.
    pub indent: u32,
    /// The function's own source.
    pub text: Arc<str>,
}

impl Source {
    /// Line in the file (1-based) and column (0-based, in characters) of a byte offset into the text.
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let offset = (offset as usize).min(self.text.len());
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line = before.bytes().filter(|&b| b == b'\n').count() as u32;
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        let column = before[start..].chars().count() as u32;
        (self.first_line + line, column + self.indent)
    }
}

/// Byte range in a [`Source`]'s text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// Index of a [`Frame`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FrameId(pub u32);

/// A function body in which instructions stand: the function itself, or one inlined into it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Function name as tracebacks show it.
    pub name: Arc<str>,
    /// Source of the body.
    pub source: Arc<Source>,
    /// The call this body was inlined at; none for the function's own body.
    pub caller: Option<Loc>,
    /// Library bodies are left out of tracebacks.
    pub hidden: bool,
}

/// Side table of a function: all source locations of its instructions.
#[derive(Clone, Debug, Default)]
pub struct Locations {
    frames: Vec<Frame>,
    locs: Vec<(FrameId, Span)>,
}

impl Locations {
    /// Adds a frame. The first one added is the function's own.
    pub fn add_frame(&mut self, frame: Frame) -> FrameId {
        self.frames.push(frame);
        FrameId(self.frames.len() as u32 - 1)
    }

    /// Says where a frame was inlined.
    pub fn set_caller(&mut self, id: FrameId, caller: Loc) {
        self.frames[id.0 as usize].caller = Some(caller);
    }

    /// The handle for a span in a frame.
    pub fn add(&mut self, frame: FrameId, span: Span) -> Loc {
        if self.locs.last() != Some(&(frame, span)) {
            self.locs.push((frame, span));
        }
        Loc(self.locs.len() as u32 - 1)
    }

    /// Frame and span of a location.
    pub fn get(&self, loc: Loc) -> (FrameId, Span) {
        self.locs[loc.index()]
    }

    /// A frame.
    pub fn frame(&self, id: FrameId) -> &Frame {
        &self.frames[id.0 as usize]
    }

    /// All frames, the function's own first.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// All locations in handle order.
    pub fn all(&self) -> &[(FrameId, Span)] {
        &self.locs
    }

    /// Innermost frame first: the frames of a location with the line each stands at, hidden ones left
    /// out.
    pub fn chain(&self, loc: Loc) -> Vec<(&Frame, u32)> {
        let mut chain = Vec::new();
        let mut next = Some(loc);
        while let Some(loc) = next {
            let (id, span) = self.get(loc);
            let frame = self.frame(id);
            if !frame.hidden {
                chain.push((frame, frame.source.line_column(span.start).0));
            }
            next = frame.caller;
        }
        chain
    }
}
