//! Names this build of the compiler: a hash of everything that decides what code comes out.
//!
//! Cached code of one build is never used by another. The name must not depend on when or where the
//! build happens, so that the same sources give the same name: it is made from the sources of the
//! compiler and the runtime, the versions of all dependencies, and the settings of the build.

use std::collections::hash_map::DefaultHasher;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Folders whose sources decide what the compiler does.
const SOURCES: [&str; 2] = ["compiler", "runtime"];

/// Settings that change the compiled runtime.
const SETTINGS: [&str; 5] = [
    "TARGET",
    "PROFILE",
    "OPT_LEVEL",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_PKG_VERSION",
];

fn main() {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let root = manifest.join("../..");
    let mut files = vec![root.join("Cargo.lock"), root.join("Cargo.toml")];
    for folder in SOURCES {
        collect(&root.join(folder), &mut files);
    }
    // The order in which the system lists files is its own.
    files.sort();
    // Two halves, because the standard library's hash has 64 bits.
    let (mut low, mut high) = (DefaultHasher::new(), DefaultHasher::new());
    1_u8.hash(&mut high);
    for part in settings().into_iter().chain(contents(&root, &files)) {
        part.hash(&mut low);
        part.hash(&mut high);
    }
    println!(
        "cargo:rustc-env=NUMJIT_BUILD_ID={:016x}{:016x}",
        high.finish(),
        low.finish()
    );
}

/// Sources below a folder, without those of tests.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    println!("cargo:rerun-if-changed={}", folder.display());
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            if !["tests", "examples", "benches", "target"]
                .map(OsStr::new)
                .contains(&&*name)
            {
                collect(&path, files);
            }
        } else if matches!(
            path.extension().and_then(OsStr::to_str),
            Some("rs" | "toml" | "py")
        ) {
            files.push(path);
        }
    }
}

/// Names and contents of files.
fn contents(root: &Path, files: &[PathBuf]) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(file);
        parts.push(name.to_string_lossy().into_owned().into_bytes());
        parts.push(fs::read(file).unwrap_or_default());
    }
    parts
}

/// The compiler of the compiler, and how it is asked to compile.
fn settings() -> Vec<Vec<u8>> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("-vV").output();
    let mut parts = vec![version.map(|output| output.stdout).unwrap_or_default()];
    for name in SETTINGS {
        println!("cargo:rerun-if-env-changed={name}");
        let value = env::var_os(name).unwrap_or_default();
        parts.push(value.to_string_lossy().into_owned().into_bytes());
    }
    parts
}
