//! The page that `numjit annotate --html` prints: every function with its lines coloured by what they cost.

use std::fmt::Write;

use numjit::{Annotated, Note, NoteKind};

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:70em;padding:0 1em;\
color:#1b1f24;background:#fff}h2{font:600 15px/1.5 ui-monospace,monospace;margin:2em 0 .5em}\
table{border-collapse:collapse;width:100%}td{font:13px/1.6 ui-monospace,monospace;white-space:pre-wrap;\
padding:0 .6em;vertical-align:top}td:first-child{color:#6a737d;text-align:right;width:3em}\
.vector-loop{background:#d9f2df}.scalar-loop{background:#fbdcd9}.bounds-check,.allocation{background:#fff3cd}\
td.note{color:#444d56;font-style:italic;padding-left:2em}.legend span{padding:.1em .6em;margin-right:.6em}\
@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#16191d}td.note{color:#b5bcc4}\
.vector-loop{background:#173d22}.scalar-loop{background:#4a1d1a}.bounds-check,.allocation{background:#453a10}}";

const LEGEND: [(NoteKind, &str); 4] = [
    (NoteKind::VectorLoop, "iterations run side by side"),
    (NoteKind::ScalarLoop, "iterations run one by one"),
    (NoteKind::BoundsCheck, "an index is checked"),
    (NoteKind::Allocation, "memory is taken"),
];

/// The page for specialisations, each with the file it is from.
pub(crate) fn page(shown: &[(String, Annotated)]) -> String {
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>numjit annotate</title>\
         <style>{STYLE}</style></head>\n<body><h1>What became of the loops</h1>\n<p class=\"legend\">"
    );
    for (kind, text) in LEGEND {
        // Writing to a string cannot fail.
        let _ = write!(html, "<span class=\"{}\">{text}</span>", kind.name());
    }
    html.push_str("</p>\n");
    for (file, annotated) in shown {
        push_function(&mut html, file, annotated);
    }
    html.push_str("</body></html>\n");
    html
}

fn push_function(html: &mut String, file: &str, annotated: &Annotated) {
    let (title, file) = (escaped(&annotated.title), escaped(file));
    let _ = writeln!(html, "<h2>{title}</h2><p>{file}</p>\n<table>");
    let notes_on = |line: u32| annotated.notes.iter().filter(move |note| note.line == line);
    notes_on(0).for_each(|note| push_note(html, note));
    for (offset, source) in annotated.source.lines().enumerate() {
        let line = annotated.first_line + offset as u32;
        let class = notes_on(line).map(|note| note.kind).min_by_key(weight);
        let class = class.map_or("", NoteKind::name);
        let source = escaped(source);
        let _ = writeln!(
            html,
            "<tr class=\"{class}\"><td>{line}</td><td>{source}</td></tr>"
        );
        notes_on(line).for_each(|note| push_note(html, note));
    }
    html.push_str("</table>\n");
}

fn push_note(html: &mut String, note: &Note) {
    let text = escaped(&note.text);
    let _ = writeln!(html, "<tr><td></td><td class=\"note\">{text}</td></tr>");
}

/// A line with several notes takes the colour of the first in this order.
fn weight(kind: &NoteKind) -> u32 {
    match kind {
        NoteKind::ScalarLoop => 0,
        NoteKind::VectorLoop => 1,
        NoteKind::BoundsCheck => 2,
        NoteKind::Allocation => 3,
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
