//! The house rules that a compiler does not check.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Places where `unsafe` may stand, with the reason.
const UNSAFE: &[(&str, &str)] = &[
    ("runtime/", "memory and the memory of code"),
    ("compiler/driver/src/call.rs", "enters compiled code"),
    (
        "compiler/aot/src/rust.rs",
        "writes the text of Rust bindings",
    ),
    (
        "compiler/driver/src/elements.rs",
        "reads and writes elements of containers",
    ),
    (
        "compiler/driver/src/instances.rs",
        "reads and writes fields of instances",
    ),
    (
        "compiler/driver/src/embed/",
        "slices and arrays of the program that embeds the compiler",
    ),
    ("compiler/capi/", "the border to C programs"),
    ("host/", "arrays of the interpreter"),
    ("python/", "objects of CPython"),
    ("tests/src/arrays.rs", "reads elements of returned arrays"),
    ("tests/tests/low/", "enters compiled code"),
];

/// What each crate may depend on inside the project (`ARCHITECTURE.md`); tests may use anything.
const ARROWS: &[(&str, &[&str])] = &[
    ("numjit-abi", &[]),
    ("numjit-numeric", &[]),
    ("numjit-elementary", &[]),
    (
        "numjit-runtime",
        &["numjit-abi", "numjit-numeric", "numjit-elementary"],
    ),
    ("numjit-loader", &["numjit-abi"]),
    ("numjit-cache", &[]),
    ("numjit-ir", &["numjit-abi"]),
    ("numjit-diag", &[]),
    ("numjit-front", &["numjit-ir", "numjit-diag"]),
    (
        "numjit-library",
        &["numjit-abi", "numjit-ir", "numjit-diag"],
    ),
    (
        "numjit-infer",
        &["numjit-abi", "numjit-ir", "numjit-library", "numjit-diag"],
    ),
    (
        "numjit-maths",
        &["numjit-abi", "numjit-elementary", "numjit-ir"],
    ),
    ("numjit-opt", &["numjit-abi", "numjit-ir", "numjit-maths"]),
    ("numjit-lower", &["numjit-abi", "numjit-ir"]),
    (
        "numjit-backend-cranelift",
        &["numjit-abi", "numjit-ir", "numjit-loader"],
    ),
    (
        "numjit-backend-simd",
        &["numjit-abi", "numjit-ir", "numjit-loader"],
    ),
    (
        "numjit",
        &[
            "numjit-abi",
            "numjit-backend-simd",
            "numjit-runtime",
            "numjit-loader",
            "numjit-cache",
            "numjit-ir",
            "numjit-diag",
            "numjit-front",
            "numjit-library",
            "numjit-infer",
            "numjit-opt",
            "numjit-lower",
            "numjit-backend-cranelift",
        ],
    ),
    ("numjit-capi", &["numjit"]),
    ("numjit-aot-runtime", &["numjit-abi", "numjit-runtime"]),
    (
        "numjit-aot",
        &[
            "numjit",
            "numjit-abi",
            "numjit-runtime",
            "numjit-loader",
            "numjit-ir",
            "numjit-lower",
            "numjit-backend-cranelift",
        ],
    ),
    (
        "numjit-host",
        &[
            "numjit",
            "numjit-abi",
            "numjit-numeric",
            "numjit-runtime",
            "numjit-aot",
        ],
    ),
    (
        "numjit-cli",
        &[
            "numjit",
            "numjit-host",
            "numjit-aot",
            "numjit-diag",
            "numjit-abi",
            "numjit-runtime",
        ],
    ),
];

/// The project's root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Files with an ending below the source folders, as paths from the root.
fn files(ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["compiler", "runtime", "host", "cli", "python", "tests"] {
        collect(&root().join(folder), ending, &mut found);
    }
    found.sort();
    assert!(!found.is_empty(), "no files end in {ending}");
    found
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("the folder is readable").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && name != "target" && !name.starts_with('.') {
            collect(&path, ending, found);
        } else if name.ends_with(ending)
            && let Ok(inner) = path.strip_prefix(root())
        {
            found.push(inner.to_string_lossy().into_owned());
        }
    }
}

/// What is wrong with the lines of all Rust files, by a function of file and line.
fn wrong_lines(problem: impl Fn(&str, &str) -> Option<String>) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files(".rs") {
        let text = read(&root().join(&file));
        for (number, line) in text.lines().enumerate() {
            if let Some(problem) = problem(&file, line) {
                wrong.push(format!("{file}:{}: {problem}", number + 1));
            }
        }
    }
    wrong
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_begins_with_what_it_is_for() {
    let begins = |file: &String| read(&root().join(file)).starts_with("//!");
    let wrong: Vec<String> = files(".rs").into_iter().filter(|f| !begins(f)).collect();
    assert_none(&wrong);
}

#[test]
fn nothing_is_left_for_later() {
    // Written apart, so that this file does not hold them.
    let words = [
        ["TO", "DO"],
        ["FIX", "ME"],
        ["dbg", "!("],
        ["todo", "!("],
        ["unimplemented", "!("],
        ["#[ig", "nore"],
    ]
    .map(|parts| parts.concat());
    let wrong = wrong_lines(|_, line| words.iter().find(|&word| line.contains(word)).cloned());
    assert_none(&wrong);
}

#[test]
fn unsafe_code_stands_where_it_may() {
    let forms = ["{", "fn", "impl", "extern"].map(|rest| ["unsafe", rest].join(" "));
    let wrong = wrong_lines(|file, line| {
        let allowed = UNSAFE.iter().any(|(place, _)| file.starts_with(place));
        let comment = line.trim_start().starts_with("//");
        let found = forms.iter().any(|form| line.contains(form));
        (found && !allowed && !comment).then(|| "unsafe code".to_owned())
    });
    assert_none(&wrong);
}

/// Package names with their manifests.
fn manifests() -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    for file in files("Cargo.toml") {
        let text = read(&root().join(&file));
        let name = text.lines().find_map(|line| line.strip_prefix("name = \""));
        let name = name.unwrap_or_default().trim_end_matches('"').to_owned();
        found.insert(name, (file, text));
    }
    found
}

/// The project's crates that a manifest names as dependencies of the crate itself.
fn dependencies(manifest: &str) -> Vec<String> {
    let sections = manifest.split("\n[");
    let section = sections.filter_map(|text| text.strip_prefix("dependencies]"));
    let lines = section.flat_map(str::lines);
    let names = lines.filter_map(|line| line.split(['.', ' ', '=']).next());
    names
        .filter(|name| *name == "numjit" || name.starts_with("numjit-"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn crates_depend_on_what_the_architecture_says() {
    let mut wrong = Vec::new();
    for (name, (file, text)) in manifests() {
        if name == "numjit-tests" {
            continue;
        }
        let Some((_, allowed)) = ARROWS.iter().find(|(crate_name, _)| *crate_name == name) else {
            wrong.push(format!("{file}: {name} is not in the list of this test"));
            continue;
        };
        for dependency in dependencies(&text) {
            if !allowed.contains(&dependency.as_str()) {
                wrong.push(format!("{file}: {name} depends on {dependency}"));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn every_crate_is_in_the_architecture_and_the_workspace() {
    let architecture = read(&root().join("ARCHITECTURE.md"));
    let workspace = read(&root().join("Cargo.toml"));
    let mut wrong = Vec::new();
    for (file, _) in manifests().into_values() {
        let folder = file.trim_end_matches("/Cargo.toml");
        if !architecture.contains(&format!("`{folder}`")) {
            wrong.push(format!("ARCHITECTURE.md does not name {folder}"));
        }
        if !workspace.contains(&format!("\"{folder}\"")) {
            wrong.push(format!("the workspace has no member {folder}"));
        }
    }
    assert_none(&wrong);
}

#[test]
fn every_sample_has_its_output() {
    let samples = root().join("samples");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(&samples).expect("samples exist") {
        let path = entry.expect("the folder is readable").path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let is_sample = path.extension().is_some_and(|e| e == "py") && stem != "regenerate";
        if is_sample && !samples.join(format!("expected/{stem}.out")).exists() {
            wrong.push(format!("samples/expected/{stem}.out is missing"));
        }
    }
    assert_none(&wrong);
}

#[test]
fn guides_name_files_that_exist() {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(root().join("docs")).expect("docs exist") {
        let path = entry.expect("the folder is readable").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !name.starts_with("adding-") {
            continue;
        }
        for word in read(&path).split('`').skip(1).step_by(2) {
            let is_path = word.contains('/') && !word.contains(['*', '<', ' ', '"', '(']);
            let starts = ["compiler/", "runtime/", "tests/", "docs/", "samples/"];
            if is_path && starts.iter().any(|s| word.starts_with(s)) && !root().join(word).exists()
            {
                wrong.push(format!("docs/{name}: there is no {word}"));
            }
        }
    }
    assert_none(&wrong);
}
