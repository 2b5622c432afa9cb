//! A C program, compiled as C and as C++, that uses the header and the library.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The shared library that cargo built beside this test.
fn library() -> PathBuf {
    let mut folder = std::env::current_exe().unwrap_or_else(|error| panic!("{error}"));
    folder.pop();
    let inner = folder.join("libnumjit_c.so");
    folder.pop();
    let outer = folder.join("libnumjit_c.so");
    if inner.exists() { inner } else { outer }
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

fn check(compiler: &str, flags: &[&str]) {
    let found = Command::new(compiler).arg("--version").output();
    if found.is_err() {
        println!("skipped: there is no {compiler}");
        return;
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let library = library();
    let program =
        std::env::temp_dir().join(format!("numjit-capi-{}-{compiler}", std::process::id()));
    let built = run(Command::new(compiler)
        .args(flags)
        .args(["-Wall", "-Wextra", "-Werror", "-I"])
        .arg(here.join("include"))
        .arg(here.join("tests/program.c"))
        .args(["-x", "none"])
        .arg(&library)
        .arg(format!(
            "-Wl,-rpath,{}",
            library.parent().unwrap_or(here).display()
        ))
        .arg("-o")
        .arg(&program));
    assert!(built.status.success(), "{}", said(&built));
    let ran = run(&mut Command::new(&program));
    let _ = std::fs::remove_file(&program);
    assert!(ran.status.success(), "{}", said(&ran));
}

#[test]
fn a_c_program_uses_the_library() {
    check("cc", &["-x", "c", "-std=c11", "-pedantic"]);
}

#[test]
fn a_cpp_program_uses_the_library() {
    check("c++", &["-x", "c++", "-std=c++17"]);
}

/// Every function that the header declares is in the library, and nothing else begins with its prefix.
#[test]
fn header_and_library_agree() {
    let header = include_str!("../include/numjit.h");
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        words.map(str::to_owned).collect()
    };
    let declared: std::collections::BTreeSet<String> = header
        .lines()
        .filter(|line| {
            !line.starts_with([' ', '/']) && line.contains("numjit_") && line.contains('(')
        })
        .filter(|line| !line.starts_with("static") && !line.starts_with('#'))
        .filter_map(|line| {
            let before = line.split('(').next()?;
            words(before).pop()
        })
        .collect();
    let mut defined = std::collections::BTreeSet::new();
    for source in [
        include_str!("../src/engine.rs"),
        include_str!("../src/error.rs"),
        include_str!("../src/function.rs"),
        include_str!("../src/value.rs"),
    ] {
        defined.extend(
            words(source)
                .into_iter()
                .filter(|word| word.starts_with("numjit_")),
        );
    }
    for other in [
        "numjit_engine",
        "numjit_module",
        "numjit_function",
        "numjit_error",
        "numjit_token",
    ] {
        defined.remove(other);
    }
    for other in [
        "numjit_options",
        "numjit_array",
        "numjit_text",
        "numjit_value",
    ] {
        defined.remove(other);
    }
    assert_eq!(declared, defined);
}
