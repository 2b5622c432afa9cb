//! Scripts in, what each stage makes of them out: `files/<stage>/<topic>/<claim>.py`.
//!
//! The first line names the stages, `# stages: run, types`. Behind the code stands one block per stage, in
//! lines that begin with `#>`, for the calls that the script makes as statements:
//!
//! * `run`: what the call prints and returns, or the exception. `files/reference.py` writes these blocks from
//!   CPython with Numba, so a difference is a defect or is listed in `docs/deviations.md`.
//! * `error`: the diagnostics.
//! * `types`: the source with the type of every variable.
//! * `ir`: typed SSA, without places.
//! * `opt`, `clif`: how often the operations of the header's `# count:` line stand in the code.
//!
//! With `NUMJIT_BLESS=1` in the environment the blocks are written anew.

use std::fs;
use std::path::{Path, PathBuf};

use numjit::{CallError, ListingKind};
use numjit_tests::{Call, Script};

const MARK: &str = "#>";

#[test]
fn files_hold() {
    let bless = std::env::var_os("NUMJIT_BLESS").is_some();
    let mut failures = Vec::new();
    let paths = files();
    assert!(paths.len() >= 60, "only {} files", paths.len());
    for path in paths {
        let text = fs::read_to_string(&path).expect("test files are readable");
        let code = code_of(&text);
        let actual = format!("{code}{}", blocks(&code, &path));
        if bless {
            fs::write(&path, actual).expect("test files are writable");
        } else if actual != text {
            failures.push(format!(
                "{}:\n{}",
                path.display(),
                difference(&text, &actual)
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Longest diagnostic: what a person reads at a glance.
const MOST_LINES: usize = 15;

#[test]
fn diagnostics_are_short() {
    let start = format!("{MARK} error[");
    let mut seen = 0;
    for path in files() {
        let text = fs::read_to_string(&path).expect("test files are readable");
        for diagnostic in text.split(&start).skip(1) {
            let lines = diagnostic
                .lines()
                .take_while(|line| !line.starts_with("#> ["));
            seen += 1;
            assert!(
                lines.count() <= MOST_LINES,
                "a diagnostic of {} is too long",
                path.display()
            );
        }
    }
    assert!(seen >= 40, "only {seen} diagnostics");
}

fn files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("files"),
        &mut found,
    );
    found.retain(|path| path.file_name().is_some_and(|name| name != "reference.py"));
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder of test files exists") {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "py") {
            found.push(path);
        }
    }
}

fn code_of(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with(MARK));
    lines.map(|line| format!("{line}\n")).collect()
}

/// The lines that differ, old ones with `-` and new ones with `+`.
fn difference(old: &str, new: &str) -> String {
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = new.lines().collect();
    let gone = old.iter().filter(|line| !new.contains(line));
    let come = new.iter().filter(|line| !old.contains(line));
    gone.map(|line| format!("-{line}\n"))
        .chain(come.map(|line| format!("+{line}\n")))
        .collect()
}

/// The items of a header line such as `# stages: run, types`.
fn header<'a>(code: &'a str, key: &str) -> Vec<&'a str> {
    let lines = code.lines().take_while(|line| line.starts_with('#'));
    let mut lines = lines.filter_map(|line| line.strip_prefix("# ")?.strip_prefix(key));
    let list = lines.next().and_then(|rest| rest.strip_prefix(": "));
    list.map_or_else(Vec::new, |list| list.split(", ").collect())
}

fn blocks(code: &str, path: &Path) -> String {
    let stages = header(code, "stages");
    assert!(!stages.is_empty(), "{} names no stage", path.display());
    let mut text = String::new();
    for stage in stages {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut lines = vec![format!("[{stage}]")];
        match Script::load(&name, code) {
            Ok(mut script) => {
                for call in script.calls.clone() {
                    lines.extend(block(&mut script, &call, stage, code));
                }
            }
            Err(error) => lines.extend(error.to_string().lines().map(str::to_owned)),
        }
        for line in lines {
            text.push_str(format!("{MARK} {line}").trim_end());
            text.push('\n');
        }
    }
    text
}

fn block(script: &mut Script, call: &Call, stage: &str, code: &str) -> Vec<String> {
    match stage {
        "run" => run(script, call),
        "error" => error(script, call),
        "types" => listing(script, call, ListingKind::Types, |text| text.to_owned()),
        "ir" => listing(script, call, ListingKind::Ir, without_places),
        "opt" => listing(script, call, ListingKind::Opt, |text| counts(text, code)),
        "clif" => listing(script, call, ListingKind::Clif, |text| counts(text, code)),
        other => panic!("there is no stage {other}"),
    }
}

fn run(script: &mut Script, call: &Call) -> Vec<String> {
    let text = format!("{} -> {}", call.text, script.transcript(call));
    text.lines().map(str::to_owned).collect()
}

fn error(script: &mut Script, call: &Call) -> Vec<String> {
    let text = match script.run(call).outcome {
        Ok(_) => format!("{} compiles", call.text),
        Err(CallError::Raised(_)) => format!("{} compiles, and raises", call.text),
        Err(error) => error.to_string(),
    };
    text.lines().map(str::to_owned).collect()
}

fn listing(
    script: &mut Script,
    call: &Call,
    kind: ListingKind,
    shown: impl Fn(&str) -> String,
) -> Vec<String> {
    let text = match script.listing(call, kind) {
        Some(Ok((title, text))) => format!("{title}\n{}", shown(&text)),
        Some(Err(error)) => error.to_string(),
        None => return Vec::new(),
    };
    text.lines().map(str::to_owned).collect()
}

/// IR without the sources at its end and the places of the operations.
fn without_places(text: &str) -> String {
    let code = text
        .lines()
        .take_while(|line| !line.starts_with("  source "));
    code.map(|line| line.rsplit_once(" @").map_or(line, |(code, _)| code))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// How often each operation of the `# count:` line stands in a listing.
fn counts(text: &str, code: &str) -> String {
    let wanted = header(code, "count");
    assert!(!wanted.is_empty(), "the file has no `# count:` line");
    let words: Vec<&str> = text.lines().filter_map(operation).collect();
    let count = |op: &str| words.iter().filter(|&&word| word == op).count();
    wanted
        .iter()
        .map(|op| format!("{op}: {}\n", count(op)))
        .collect()
}

/// The operation on a line of a listing; Cranelift writes places before its instructions.
fn operation(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = match line.strip_prefix('@') {
        Some(place) => place.split_once(' ')?.1,
        None => line,
    };
    let code = line.split_once(" = ").map_or(line, |(_, code)| code);
    code.trim_start().split([' ', '.', '(', ',']).next()
}
