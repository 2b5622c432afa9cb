//! Folders to build in, and tools that may be missing.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::common::{numjit, text};

/// An empty folder that goes away with the test.
pub(super) fn folder() -> TempDir {
    match tempfile::tempdir() {
        Ok(folder) => folder,
        Err(error) => panic!("no temporary folder: {error}"),
    }
}

/// Writes a file of a folder.
pub(super) fn write(folder: &Path, name: &str, contents: &str) -> PathBuf {
    let path = folder.join(name);
    match std::fs::write(&path, contents) {
        Ok(()) => path,
        Err(error) => panic!("cannot write {}: {error}", path.display()),
    }
}

/// Names of the files in a folder, sorted.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
    let mut names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Runs `numjit aot` in a folder.
pub(super) fn aot(folder: &Path, args: &[&str]) -> Output {
    let output = numjit().arg("aot").args(args).current_dir(folder).output();
    match output {
        Ok(output) => output,
        Err(error) => panic!("cannot start numjit: {error}"),
    }
}

/// Runs `numjit aot`, which must succeed; the result is what it printed.
pub(super) fn build(folder: &Path, args: &[&str]) -> String {
    let output = aot(folder, args);
    assert!(
        output.status.success(),
        "numjit aot {}:\n{}",
        args.join(" "),
        text(&output.stderr)
    );
    text(&output.stdout)
}

/// Runs a program in a folder, without numjit on its path. None, with a word on standard error, when the
/// program is not there; a failure is one of the test.
pub(super) fn run(folder: &Path, program: &str, args: &[&str]) -> Option<String> {
    if !is_there(program) {
        skip(program);
        return None;
    }
    let output = Command::new(program)
        .args(args)
        .current_dir(folder)
        .env("PATH", path())
        .stdin(Stdio::null())
        .output();
    let output = match output {
        Ok(output) => output,
        Err(error) => panic!("cannot start {program}: {error}"),
    };
    assert!(
        output.status.success(),
        "{program} {}: {}\n{}{}",
        args.join(" "),
        output.status,
        text(&output.stdout),
        text(&output.stderr)
    );
    Some(text(&output.stdout))
}

/// Says that a part of a test did not run.
pub(super) fn skip(what: &str) {
    // Nothing depends on the word being written.
    let _ = writeln!(std::io::stderr(), "skipped: {what} is not installed");
}

/// Whether a command can be started; commands with a slash were made by the test.
fn is_there(program: &str) -> bool {
    program.contains('/')
        || std::env::split_paths(&path()).any(|folder| folder.join(program).is_file())
}

/// The search path without folders that hold numjit.
pub(super) fn path() -> std::ffi::OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).filter(|folder| !folder.join("numjit").is_file());
    std::env::join_paths(folders).unwrap_or_default()
}

/// CPython: the one that `NUMJIT_TEST_PYTHON` names, or else `python3`.
pub(super) fn python() -> String {
    let named = std::env::var("NUMJIT_TEST_PYTHON").unwrap_or_default();
    match named.is_empty() {
        true => "python3".to_owned(),
        false => named,
    }
}

/// Whether CPython has NumPy.
pub(super) fn has_numpy(folder: &Path) -> bool {
    let found = Command::new(python())
        .args(["-c", "import numpy"])
        .current_dir(folder)
        .output();
    let found = found.is_ok_and(|output| output.status.success());
    if !found {
        skip("python3 with NumPy (NUMJIT_TEST_PYTHON names one that has it)");
    }
    found
}
