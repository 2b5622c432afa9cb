//! Source in, untyped IR or diagnostics out: `files/<topic>/<claim>.py` holds a function and behind it,
//! in lines that begin with `#>`, what the front end makes of it.
//!
//! With `NUMJIT_BLESS=1` in the environment the expectations are written anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use numjit_front::{FrontConfig, lower_function};
use numjit_ir::{Source, Untyped};

const MARK: &str = "#>";

#[test]
fn files_lower_as_expected() {
    let bless = std::env::var_os("NUMJIT_BLESS").is_some();
    let mut failures = Vec::new();
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")) {
        let text = fs::read_to_string(&path).expect("test files are readable");
        let (code, expected) = split(&text);
        let actual = outcome(&code);
        if bless {
            fs::write(&path, join(&code, &actual)).expect("test files are writable");
        } else if actual != expected {
            failures.push(format!("{}:\n{actual}", path.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of test files exists");
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn split(text: &str) -> (String, String) {
    let (expected, code): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| line.starts_with(MARK));
    let expected = expected
        .iter()
        .map(|line| line[MARK.len()..].trim_start_matches(' '));
    (lines(code.into_iter()), lines(expected))
}

fn lines<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.map(|line| format!("{line}\n")).collect()
}

fn join(code: &str, actual: &str) -> String {
    let expected = actual.lines().map(|line| format!("{MARK} {line}\n"));
    format!("{code}{}", expected.collect::<String>())
}

fn outcome(code: &str) -> String {
    let source = Arc::new(Source {
        file: "file.py".into(),
        first_line: 1,
        indent: 0,
        text: code.into(),
    });
    let text = match lower_function(&source, "f", &FrontConfig::function()) {
        Ok(untyped) => shown(&untyped),
        Err(problems) => problems
            .iter()
            .map(|problem| numjit_diag::render(problem, numjit_diag::Style::Plain) + "\n")
            .collect(),
    };
    lines(text.lines().map(str::trim))
}

/// The functions in IR text without their sources and locations.
fn shown(untyped: &Untyped) -> String {
    let text = untyped.function.to_string();
    let code = text
        .lines()
        .take_while(|line| !line.starts_with("  source "));
    let mut out: String = code
        .map(|line| {
            format!(
                "{}\n",
                line.rsplit_once(" @").map_or(line, |(code, _)| code)
            )
        })
        .collect();
    out.push_str("}\n");
    if let Some(name) = &untyped.self_name {
        out.push_str(&format!("calls itself {name}\n"));
    }
    for nested in &untyped.nested {
        out.push_str(&format!(
            "captures {:?}, {} defaults\n{}",
            nested.captures,
            nested.captured_defaults,
            shown(nested)
        ));
    }
    out
}
