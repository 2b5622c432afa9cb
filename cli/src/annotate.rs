//! `numjit annotate`: runs a script quietly and shows, line by line, what became of its loops.

use std::fmt::Write;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use numjit::{Annotated, Note, NoteKind};
use numjit_host::{AfterRun, CompiledFunction, Program, RunConfig, Session};
use serde_json::{Value, json};

use crate::args::AnnotateArgs;
use crate::output::{BAD_INPUT, complain, print};
use crate::{annotate_html, run, terminal};

const GREEN: &str = "\x1b[32m";
const RED: &str = "\x1b[31m";
const YELLOW: &str = "\x1b[33m";
const PLAIN: &str = "\x1b[0m";

pub(crate) fn annotate(args: AnnotateArgs) -> u8 {
    let found = Arc::new(AtomicBool::new(true));
    let mut config = RunConfig::new(Program::File(args.script.clone()), args.args.clone());
    config.quiet = true;
    config.after = Some(show(args, found.clone()));
    let status = run::finish(config);
    if status == 0 && !found.load(Ordering::Relaxed) {
        return BAD_INPUT;
    }
    status
}

fn show(args: AnnotateArgs, found: Arc<AtomicBool>) -> AfterRun {
    Box::new(move |session: &Session<'_>| {
        let functions = session.functions();
        let wanted = functions.iter().filter(|function| {
            let name = args.function.as_ref();
            name.is_none_or(|name| function.name() == name)
        });
        let shown = collect(wanted);
        if shown.is_empty() {
            complain("numjit: there is no such function, or none has been called");
            found.store(false, Ordering::Relaxed);
            return;
        }
        if args.json {
            return print(&format!("{:#}\n", json_of(&shown)));
        }
        if args.html {
            return print(&annotate_html::page(&shown));
        }
        let colour = terminal::shows_colour(&io::stdout());
        for (file, annotated) in &shown {
            print(&text_of(file, annotated, colour));
        }
    })
}

/// Every specialisation with its file.
fn collect<'a, 'vm: 'a>(
    functions: impl Iterator<Item = &'a CompiledFunction<'vm>>,
) -> Vec<(String, Annotated)> {
    let mut shown = Vec::new();
    for function in functions {
        for (args, _) in function.signatures() {
            match function.annotate(&args) {
                Ok(annotated) => shown.push((function.file().to_owned(), annotated)),
                Err(message) => complain(&message),
            }
        }
    }
    shown
}

fn text_of(file: &str, annotated: &Annotated, colour: bool) -> String {
    let mut text = format!("# {} ({file})\n", annotated.title);
    for note in annotated.notes.iter().filter(|note| note.line == 0) {
        push_note(&mut text, note, colour);
    }
    for (offset, source) in annotated.source.lines().enumerate() {
        let line = annotated.first_line + offset as u32;
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{line:>5} | {source}");
        for note in annotated.notes.iter().filter(|note| note.line == line) {
            push_note(&mut text, note, colour);
        }
    }
    text.push('\n');
    text
}

fn push_note(text: &mut String, note: &Note, colour: bool) {
    let (start, end) = match (colour, note.kind) {
        (false, _) => ("", ""),
        (true, NoteKind::VectorLoop) => (GREEN, PLAIN),
        (true, NoteKind::ScalarLoop) => (RED, PLAIN),
        (true, NoteKind::BoundsCheck | NoteKind::Allocation) => (YELLOW, PLAIN),
    };
    let _ = writeln!(text, "      |   {start}^ {}{end}", note.text);
}

fn json_of(shown: &[(String, Annotated)]) -> Value {
    let notes = |annotated: &Annotated| -> Vec<Value> {
        let notes = annotated.notes.iter();
        notes
            .map(|note| json!({"line": note.line, "kind": note.kind.name(), "text": note.text}))
            .collect()
    };
    let functions: Vec<Value> = shown
        .iter()
        .map(|(file, annotated)| {
            json!({"function": annotated.title, "file": file, "notes": notes(annotated)})
        })
        .collect();
    Value::Array(functions)
}
