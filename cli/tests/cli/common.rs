//! Running the `numjit` binary on files of the repository.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The repository root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_owned)
        .unwrap_or_default()
}

/// A command for the binary under test, with every stage's result verified and everything compiled anew.
pub(crate) fn numjit() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_numjit"));
    command
        .env("NUMJIT_VERIFY", "1")
        .env("NUMJIT_CACHE", "0")
        .stdin(Stdio::null());
    command
}

/// Runs the binary.
pub(crate) fn run(args: &[&str]) -> Output {
    match numjit().args(args).output() {
        Ok(output) => output,
        Err(error) => panic!("cannot start numjit: {error}"),
    }
}

/// Text of a stream.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The first line in which two texts differ, as an error message.
pub(crate) fn first_difference(expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let mut lines = expected.lines().zip(found.lines()).enumerate();
    match lines.find(|(_, (expected, found))| expected != found) {
        Some((number, (expected, found))) => Some(format!(
            "line {}:\n  expected {expected:?}\n  found    {found:?}",
            number + 1
        )),
        None => Some(format!(
            "{} lines expected, {} found",
            expected.lines().count(),
            found.lines().count()
        )),
    }
}

/// Files of a folder with an extension, sorted.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => panic!("cannot list {}: {error}", folder.display()),
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    files
}

/// File stem as text.
pub(crate) fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}
