//! The commands of `samples/aot/README.md`, and every sample that names signatures.

use std::path::Path;
use std::process::Command;

use super::tools::{build, folder, has_numpy, names, path, python, skip};
use crate::common::{files, root, stem, text};

/// What each program of the example prints.
fn expected(readme: &str) -> String {
    let blocks = readme.split("```");
    let plain = blocks.filter(|block| block.starts_with("\ncrc32"));
    plain.map(|block| block.trim_start().to_owned()).collect()
}

/// The command lines, in order.
fn commands(readme: &str) -> Vec<String> {
    let blocks = readme.split("```sh\n").skip(1);
    let blocks = blocks.filter_map(|block| block.split("```").next());
    blocks.flat_map(str::lines).map(str::to_owned).collect()
}

fn copy(from: &Path, to: &Path) {
    if let Err(error) = std::fs::copy(from, to) {
        panic!("cannot copy {}: {error}", from.display());
    }
}

/// Runs a command line. numjit is the one under test, and is in the way of no other program.
fn shell(folder: &Path, line: &str) -> String {
    let line = line.replacen("numjit ", concat!(env!("CARGO_BIN_EXE_numjit"), " "), 1);
    let output = Command::new("sh")
        .args(["-c", &line])
        .current_dir(folder)
        .env("PATH", path())
        .output();
    match output {
        Ok(output) if output.status.success() => text(&output.stdout),
        Ok(output) => panic!("{line}: {}\n{}", output.status, text(&output.stderr)),
        Err(error) => panic!("cannot run sh: {error}"),
    }
}

#[test]
fn the_example_runs_as_its_page_says() {
    let work = folder();
    let example = work.path().join("aot");
    let made = std::fs::create_dir(&example);
    assert!(made.is_ok(), "{made:?}");
    let samples = root().join("samples");
    copy(&samples.join("crc32.py"), &work.path().join("crc32.py"));
    for name in names(&samples.join("aot")) {
        // A build folder of whoever tried the example is left where it is.
        if name != "build" {
            copy(&samples.join("aot").join(&name), &example.join(&name));
        }
    }
    let readme = std::fs::read_to_string(example.join("README.md")).unwrap_or_default();
    let expected = expected(&readme);
    assert!(expected.contains("cbf43926"), "{expected}");
    let mut programs = 0;
    for line in commands(&readme) {
        let tool = line.split(' ').next().unwrap_or_default();
        let needed = match line.as_str() {
            "build/from-cpp" => "c++",
            "build/from-rust" => "rustc",
            _ => tool,
        };
        if needed == "python3" && !has_numpy(work.path()) {
            continue;
        }
        let line = line.replacen("python3", &python(), 1);
        let known = std::env::split_paths(&path()).any(|folder| folder.join(needed).is_file());
        if !known && needed != "numjit" && !needed.contains('/') {
            skip(needed);
            continue;
        }
        let printed = shell(&example, &line);
        if line.starts_with("build/") || tool == "python3" {
            assert_eq!(printed, expected, "{line}");
            programs += 1;
        }
    }
    assert!(programs >= 2, "only {programs} programs ran");
}

#[test]
fn samples_with_signatures_become_libraries() {
    let mut count = 0;
    for path in files(&root().join("samples"), "py") {
        let source = std::fs::read_to_string(&path).unwrap_or_default();
        let has_signature = ["@njit(\"", "@njit([", "@njit(u", "@njit(f", "@njit(v"]
            .iter()
            .any(|beginning| source.lines().any(|line| line.starts_with(beginning)));
        if !has_signature || source.contains("@njit(fastmath") {
            continue;
        }
        count += 1;
        let work = folder();
        let name = stem(&path);
        build(work.path(), &[&path.to_string_lossy()]);
        build(work.path(), &["--python", &path.to_string_lossy()]);
        let made = names(work.path());
        for file in [
            format!("lib{name}.so"),
            format!("{name}.h"),
            format!("{name}.so"),
        ] {
            assert!(made.contains(&file), "{file} is not among {made:?}");
        }
    }
    assert!(count >= 4, "only {count} samples name signatures");
}
