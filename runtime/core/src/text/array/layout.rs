//! Rows, line breaks and summaries: NumPy's `_formatArray`, for any way of formatting an element.

use crate::array::{ArrayView, Scalar};

use super::PrintOptions;

/// What surrounds and separates elements.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// Between elements of a row.
    pub separator: &'a str,
    /// What the caller puts before the text; continuation lines are indented by its width.
    pub prefix: &'a str,
    /// What the caller puts after the text; lines are shorter by its width.
    pub suffix: &'a str,
}

impl Style<'static> {
    /// As in `str(array)`.
    pub const STR: Style<'static> = Style {
        separator: " ",
        prefix: "",
        suffix: "",
    };

    /// As in `repr(array)`.
    pub const REPR: Style<'static> = Style {
        separator: ", ",
        prefix: "array(",
        suffix: ")",
    };
}

/// Stands for the elements that a summary leaves out.
const SUMMARY: &str = "...";

/// Lays out the elements of an array of this shape, which has some. `format` gives the text of the
/// element at an index; it may have several lines.
pub fn format_elements(
    shape: &[i64],
    options: &PrintOptions,
    style: &Style<'_>,
    format: &mut dyn FnMut(&[usize]) -> String,
) -> String {
    let size: usize = shape.iter().map(|&extent| extent as usize).product();
    let width = options.linewidth as isize - style.suffix.chars().count() as isize;
    let indent = " ".repeat(1 + style.prefix.chars().count());
    let mut rows = Rows {
        shape,
        separator: style.separator,
        edge: (size > options.threshold).then_some(options.edgeitems),
        format,
        index: Vec::with_capacity(shape.len()),
    };
    rows.axis(&indent, width)
}

/// Formats axis by axis.
struct Rows<'a> {
    shape: &'a [i64],
    separator: &'a str,
    /// Elements shown at each end of an axis, in a summary.
    edge: Option<usize>,
    format: &'a mut dyn FnMut(&[usize]) -> String,
    /// Index of the axes entered so far.
    index: Vec<usize>,
}

impl Rows<'_> {
    /// Formats the axis below `index`. The first line comes without `indent`; `width` is the column
    /// before which lines break.
    fn axis(&mut self, indent: &str, width: isize) -> String {
        let left = self.shape.len() - self.index.len();
        if left == 0 {
            return (self.format)(&self.index);
        }
        let extent = self.shape[self.index.len()] as usize;
        let text = if left == 1 {
            self.row(extent, indent, width)
        } else {
            self.nested(extent, left, indent, width)
        };
        format!("[{}]", &text[indent.len()..])
    }

    /// Which elements of an axis are shown before and after the dots, and whether there are dots.
    fn ends(&self, extent: usize) -> (usize, usize, bool) {
        match self.edge {
            Some(edge) if 2 * edge < extent => (edge, edge, true),
            _ => (0, extent, false),
        }
    }

    /// The last axis: elements in lines.
    fn row(&mut self, extent: usize, indent: &str, width: isize) -> String {
        let (leading, trailing, dots) = self.ends(extent);
        let separator = self.separator;
        let reserved = separator.trim_end().chars().count().max(1) as isize;
        let mut lines = Lines {
            done: String::new(),
            line: indent.to_owned(),
            indent,
            width: width - reserved,
        };
        for at in 0..leading {
            lines.push_element(&self.element(at, indent, width));
            lines.line.push_str(separator);
        }
        if dots {
            lines.push_word(SUMMARY);
            lines.line.push_str(separator);
        }
        for back in (2..=trailing).rev() {
            lines.push_element(&self.element(extent - back, indent, width));
            lines.line.push_str(separator);
        }
        // The last element is shown even where no element is asked for, as NumPy does.
        lines.push_element(&self.element(extent - 1, indent, width));
        lines.done + &lines.line
    }

    /// An outer axis: parts separated by line breaks, one more for each further axis.
    fn nested(&mut self, extent: usize, left: usize, indent: &str, width: isize) -> String {
        let (leading, trailing, dots) = self.ends(extent);
        let between = self.separator.trim_end().to_owned() + &"\n".repeat(left - 1);
        let mut text = String::new();
        let mut push = |part: &str, is_last: bool| {
            text.push_str(indent);
            text.push_str(part);
            if !is_last {
                text.push_str(&between);
            }
        };
        for at in 0..leading {
            push(&self.element(at, indent, width), false);
        }
        if dots {
            push(SUMMARY, false);
        }
        for back in (2..=trailing).rev() {
            push(&self.element(extent - back, indent, width), false);
        }
        push(&self.element(extent - 1, indent, width), true);
        text
    }

    /// What is at an index of the current axis.
    fn element(&mut self, at: usize, indent: &str, width: isize) -> String {
        self.index.push(at);
        let text = self.axis(&format!("{indent} "), width - 1);
        self.index.pop();
        text
    }
}

/// Lines that fill up with words.
struct Lines<'a> {
    /// Finished lines.
    done: String,
    line: String,
    indent: &'a str,
    width: isize,
}

impl Lines<'_> {
    /// Whether a word must go to a new line; never if that would not help.
    fn must_break(&self, word_width: usize) -> bool {
        let columns = self.line.chars().count();
        let is_started = columns > self.indent.chars().count();
        is_started && (columns + word_width) as isize > self.width
    }

    fn break_line(&mut self, indent: &str) {
        self.done.push_str(self.line.trim_end());
        self.done.push('\n');
        indent.clone_into(&mut self.line);
    }

    /// Adds a word of one line.
    fn push_word(&mut self, word: &str) {
        if self.must_break(word.chars().count()) {
            self.break_line(self.indent);
        }
        self.line.push_str(word);
    }

    /// Adds an element, which may have several lines: they are aligned below its first one.
    fn push_element(&mut self, text: &str) {
        if !text.contains('\n') {
            return self.push_word(text);
        }
        let parts: Vec<&str> = text.lines().collect();
        let columns = |part: &&str| part.chars().count();
        let widest = parts.iter().map(columns).max().unwrap_or(0);
        let indent = if self.must_break(widest) {
            self.break_line(self.indent);
            self.indent.to_owned()
        } else {
            " ".repeat(self.line.chars().count())
        };
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                self.break_line(&indent);
            }
            self.line.push_str(part);
        }
        let last = parts.last().map_or(0, columns);
        self.line.push_str(&" ".repeat(widest - last));
    }
}

/// The elements that will be shown, which decide how all are formatted.
pub(super) fn shown_elements(view: &ArrayView<'_>, options: &PrintOptions) -> Vec<Scalar> {
    let edge = (view.size() > options.threshold).then_some(options.edgeitems);
    let axes: Vec<Vec<usize>> = view
        .shape()
        .iter()
        .map(|&extent| shown_indices(extent as usize, edge))
        .collect();
    let mut shown = Vec::new();
    let mut index = vec![0; axes.len()];
    collect(view, &axes, &mut index, 0, &mut shown);
    shown
}

/// The indices of one axis that will be shown.
fn shown_indices(extent: usize, edge: Option<usize>) -> Vec<usize> {
    match edge {
        // NumPy slices `[-0:]` here, which is everything.
        Some(edge) if edge > 0 && 2 * edge < extent => {
            (0..edge).chain(extent - edge..extent).collect()
        }
        _ => (0..extent).collect(),
    }
}

/// Appends the elements at all combinations of indices from an axis on.
fn collect(
    view: &ArrayView<'_>,
    axes: &[Vec<usize>],
    index: &mut [usize],
    axis: usize,
    shown: &mut Vec<Scalar>,
) {
    let Some(indices) = axes.get(axis) else {
        shown.push(view.get(index));
        return;
    };
    for &at in indices {
        index[axis] = at;
        collect(view, axes, index, axis + 1, shown);
    }
}
