//! What rendered diagnostics look like, and that no label makes the renderer panic.

use super::{MAX_LINES, Style, line_range, render};
use crate::codes::{nj0102_unassigned_variable, nj0201_conflicting_types, nj0301_unknown_option};
use crate::{Diagnostic, Label, SourceText};

const TEXT: &str =
    "def f(a, n):\n    if n > 0:\n        x = a\n    else:\n        x = n + 1\n    return x\n";

fn source(text: &str, indent: u32) -> SourceText {
    SourceText {
        file: "job.py".into(),
        first_line: 7,
        indent,
        text: text.into(),
    }
}

fn label(source: &SourceText, needle: &str, message: &str) -> Label {
    let start = source.text.find(needle).unwrap_or(0) as u32;
    Label::new(source.clone(), start, start + needle.len() as u32, message)
}

#[test]
fn shows_lines_marks_note_and_help() {
    let source = source(TEXT, 4);
    let types = vec![
        ("float64 array, 2-d".to_owned(), label(&source, "x = a", "")),
        ("int64".to_owned(), label(&source, "x = n + 1", "")),
    ];
    let at = label(&source, "return x", "");
    let text = render(
        &nj0201_conflicting_types::conflicting_types(Some("x"), types, at),
        Style::Plain,
    );
    let expected = "\
error[NJ0201]: `x` is `float64 array, 2-d` or `int64`, depending on the path taken
  --> job.py:12:9
   |
 9 |             x = a
   |             ----- this is `float64 array, 2-d`
10 |         else:
11 |             x = n + 1
   |             --------- this is `int64`
12 |         return x
   |         ^^^^^^^^
   |
   = note: a value must have one type where paths meet, and these types have no common one
   = help: use different variables, or make all the values the same type";
    assert_eq!(text, expected);
}

#[test]
fn shows_a_diagnostic_without_a_place() {
    let diagnostic = nj0301_unknown_option::unknown_option("fast_math", Some("fastmath"), None);
    let expected =
        "error[NJ0301]: unrecognized option: `fast_math`\n |\n = help: did you mean `fastmath`?";
    assert_eq!(render(&diagnostic, Style::Plain), expected);
}

#[test]
fn colour_adds_escapes_only() {
    let source = source(TEXT, 0);
    let at = label(&source, "x", "");
    let diagnostic = nj0102_unassigned_variable::unassigned_variable("x", at, []);
    let coloured = render(&diagnostic, Style::Colour);
    assert!(coloured.contains("\u{1b}["));
}

#[test]
fn shows_the_first_line_of_a_long_span() {
    let source = source(TEXT, 0);
    let at = Label::new(source, 17, 60, "here");
    let text = render(&Diagnostic::new("NJ0000", "m", at), Style::Plain);
    assert!(text.contains("8 |     if n > 0:"), "{text}");
    assert!(!text.contains("x = n + 1"), "{text}");
}

#[test]
fn long_diagnostics_lose_labels_before_notes() {
    let text: String = (0..60).map(|i| format!("line{i}\n")).collect();
    let source = source(&text, 0);
    let labels = (0..20).map(|i| label(&source, &format!("line{}\n", i * 3), "a type"));
    let diagnostic = Diagnostic::new("NJ0000", "m", label(&source, "line5", "here"))
        .with_secondary(labels)
        .with_note("kept note")
        .with_help("kept help");
    let text = render(&diagnostic, Style::Plain);
    assert!(text.lines().count() <= MAX_LINES);
    assert!(text.contains("kept note") && text.contains("kept help"));
}

#[test]
fn labels_in_two_files_show_both() {
    let caller = source(TEXT, 0);
    let mut callee = source("def g(v):\n    return v\n", 0);
    callee.file = "other.py".into();
    let diagnostic = Diagnostic::new("NJ0000", "m", label(&caller, "a", "here"))
        .with_secondary([label(&callee, "v", "parameter")]);
    let text = render(&diagnostic, Style::Plain);
    assert!(
        text.contains("job.py:7") && text.contains("other.py:7"),
        "{text}"
    );
}

#[test]
fn ranges_stay_inside_one_line() {
    assert_eq!(line_range("", 3, 9), 0..0);
    assert_eq!(line_range("é = 1\r\nb", 1, 99), 0..6);
    assert_eq!(line_range("ab\ncd", 9, 2), 5..5);
}

/// A small generator, so that the robustness test repeats exactly.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        ((self.0 >> 33) as u32) % bound
    }

    fn text(&mut self) -> String {
        const PARTS: [&str; 12] = [
            "",
            "x = 1",
            "\n",
            "\t",
            "é",
            "日本",
            "\r\n",
            "\r",
            "    ",
            "👩‍🚀",
            "\u{0}",
            "\u{1b}[31m",
        ];
        let count = self.below(14);
        (0..count).map(|_| PARTS[self.below(12) as usize]).collect()
    }

    fn label(&mut self) -> Label {
        let mut source = source(&self.text(), self.below(9));
        source.first_line = self.below(3);
        let start = self.below(60);
        Label::new(source, start, self.below(70), self.text())
    }
}

#[test]
fn no_label_makes_it_panic() {
    let mut random = Random(1);
    for _ in 0..5000 {
        let mut diagnostic = Diagnostic::new("NJ0000", random.text(), random.label());
        let first = diagnostic.primary.clone();
        for _ in 0..random.below(4) {
            let mut label = random.label();
            if let (Some(first), 0) = (&first, random.below(2)) {
                label.source = first.source.clone();
            }
            diagnostic.secondary.push(label);
        }
        let diagnostic = diagnostic.with_note(random.text()).with_help(random.text());
        for style in [Style::Plain, Style::Colour] {
            assert!(render(&diagnostic, style).lines().count() <= MAX_LINES);
        }
    }
}
