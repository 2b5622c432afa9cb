//! A C program, compiled as C and as C++, and a C++ program, that use the header and the library.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// The shared library that cargo built for this test, and beside it.
fn library() -> PathBuf {
    let mut folder = std::env::current_exe().unwrap_or_else(|error| panic!("{error}"));
    folder.pop();
    folder.join("libnumjit_c.so")
}

fn run(command: &mut Command) -> Output {
    command
        .output()
        .unwrap_or_else(|error| panic!("cannot run {command:?}: {error}"))
}

fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    String::from_utf8_lossy(out).into_owned() + &String::from_utf8_lossy(err)
}

/// Says that something is not tested here, whatever `cargo test` captures.
fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

fn is_there(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output();
    if found.is_err() {
        skipped(&format!("there is no {program}"));
    }
    found.is_ok()
}

/// A program that is removed when it has run.
struct Program(PathBuf);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A file of this process in the system's folder for them.
fn temporary(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("numjit-capi-{}-{name}", std::process::id()))
}

/// A program of this folder, or at a path of its own, compiled. None without the compiler.
fn build(compiler: &str, source: &str, flags: &[&str]) -> Option<Program> {
    if !is_there(compiler) {
        return None;
    }
    let (here, library) = (Path::new(HERE), library());
    let folder = library.parent().unwrap_or(here);
    let base = source.rsplit('/').next().unwrap_or(source);
    let program = Program(temporary(&format!("{compiler}-{base}-{}", flags.len())));
    let built = run(Command::new(compiler)
        .args(flags)
        .args(["-g", "-Wall", "-Wextra", "-Werror", "-I"])
        .arg(here.join("include"))
        .arg(here.join("tests").join(source))
        .args(["-x", "none"])
        .arg(&library)
        .arg(format!("-Wl,-rpath,{}", folder.display()))
        .args(["-pthread", "-lm", "-o"])
        .arg(&program.0));
    assert!(built.status.success(), "{}", said(&built));
    Some(program)
}

fn check(compiler: &str, source: &str, flags: &[&str]) {
    if let Some(program) = build(compiler, source, flags) {
        let ran = run(&mut Command::new(&program.0));
        assert!(ran.status.success(), "{}", said(&ran));
    }
}

#[test]
fn a_c_program_uses_the_library() {
    check("cc", "program.c", &["-x", "c", "-std=c11", "-pedantic"]);
}

#[test]
fn the_c_program_is_cpp_too() {
    check("c++", "program.c", &["-x", "c++", "-std=c++17"]);
}

#[test]
fn a_cpp_program_uses_the_library() {
    check("c++", "program.cpp", &["-std=c++17", "-pedantic"]);
}

/// The program in the guide.
#[test]
fn the_guide_is_right() {
    let guide = include_str!("../../../docs/embedding.md");
    let code = guide
        .split("```c\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let code = code.unwrap_or_else(|| panic!("the guide has no C"));
    let text = format!(
        "#include <numjit.h>\n#include <stdio.h>\nint main(void) {{\n{code}return result.u.f != 12.0;\n}}\n"
    );
    let source = Program(temporary("guide.c"));
    std::fs::write(&source.0, text).unwrap_or_else(|error| panic!("{error}"));
    check("cc", &source.0.to_string_lossy(), &["-std=c11"]);
}

/// No access to memory that is not there, and nothing lost, where valgrind is at hand. It is not asked about
/// values that nobody set: optimised comparisons of enums look at bytes that do not matter in the end.
#[test]
fn valgrind_finds_nothing() {
    if !is_there("valgrind") {
        return;
    }
    for (compiler, source) in [("cc", "program.c"), ("c++", "program.cpp")] {
        let Some(program) = build(compiler, source, &["-O1", "-g"]) else {
            continue;
        };
        let ran = run(Command::new("valgrind")
            .args(["--error-exitcode=9", "--leak-check=full"])
            .arg("--undef-value-errors=no")
            .arg(format!("--suppressions={HERE}/tests/valgrind.supp"))
            .args([
                "--errors-for-leak-kinds=definite",
                "--smc-check=all-non-file",
            ])
            .arg(&program.0));
        assert!(ran.status.success(), "{}", said(&ran));
    }
}

/// Words of a text that begin with the prefix of the interface.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    words.filter(|word| word.starts_with("numjit_"))
}

/// Every function that the header declares is in the library, and the library has no others of this prefix.
#[test]
fn header_and_library_agree() {
    if !is_there("nm") {
        return;
    }
    let header = include_str!("../include/numjit.h");
    // A declaration begins a line; its name is before the first bracket.
    let declared: BTreeSet<&str> = header
        .lines()
        .filter(|line| !line.starts_with([' ', '/', '#', '}']) && line.contains('('))
        .filter(|line| !line.starts_with("static") && !line.starts_with("typedef"))
        .filter_map(|line| words(line.split('(').next()?).last())
        .collect();
    assert!(declared.len() > 30, "{declared:?}");
    let listed = run(Command::new("nm")
        .args(["-D", "--defined-only"])
        .arg(library()));
    let listed = said(&listed);
    let defined: BTreeSet<&str> = words(&listed).collect();
    assert_eq!(declared, defined);
}
